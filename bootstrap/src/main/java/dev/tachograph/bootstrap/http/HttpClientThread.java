package dev.tachograph.bootstrap.http;

import org.jspecify.annotations.Nullable;

/** What one thread is doing with HTTP clients. */
final class HttpClientThread {
  /** How the names of the agent's own threads begin. */
  private static final String AGENT_THREAD = "tachograph-";

  private static final ThreadLocal<HttpClientThread> CURRENT =
      new ThreadLocal<HttpClientThread>() {
        @Override
        protected HttpClientThread initialValue() {
          return new HttpClientThread();
        }
      };

  /** The innermost call whose client is on the thread's stack. */
  @Nullable StackedHttpCall call;

  /** The template of the call that a client on the thread's stack is about to have made. */
  @Nullable String template;

  /**
   * What stands for the call that the thread is at work for, where its client answers elsewhere.
   */
  @Nullable Object carrier;

  /** What {@link JdkHttpProbe#sending} has been told of, and then the call that was made of it. */
  @Nullable Object sending;

  /** Whether nothing that the thread calls is measured: it is the agent's own, or told so. */
  boolean ignored = Thread.currentThread().getName().startsWith(AGENT_THREAD);

  static HttpClientThread current() {
    return CURRENT.get();
  }
}
