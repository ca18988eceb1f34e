package dev.tachograph.bootstrap.probe;

import org.jspecify.annotations.Nullable;

/** What one thread is doing with HTTP clients. */
final class HttpClientThread {
  private static final ThreadLocal<HttpClientThread> CURRENT =
      new ThreadLocal<HttpClientThread>() {
        @Override
        protected HttpClientThread initialValue() {
          return new HttpClientThread();
        }
      };

  /** The innermost call whose client is on the thread's stack. */
  @Nullable HttpCall call;

  /** The template of the call that a client on the thread's stack is about to have made. */
  @Nullable String template;

  /** Whether the thread is the agent's own. */
  boolean ignored;

  static HttpClientThread current() {
    return CURRENT.get();
  }
}
