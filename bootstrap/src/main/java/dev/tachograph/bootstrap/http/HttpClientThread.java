package dev.tachograph.bootstrap.http;

import org.jspecify.annotations.Nullable;

/** The state of one thread that concerns HTTP clients. */
final class HttpClientThread {
  /** The prefix of the names of the agent's own threads. */
  private static final String AGENT_THREAD = "tachograph-";

  private static final ThreadLocal<@Nullable HttpClientThread> CURRENT = new ThreadLocal<>();

  /** The innermost call whose client is on the thread's stack. */
  @Nullable StackedHttpCall call;

  /** The template of the call that a method on the thread's stack is about to make. */
  @Nullable String template;

  /** The carrier of the call that the thread works for, if its client answers on another thread. */
  @Nullable Object carrier;

  /** The request that {@link JdkHttpProbe#sending} reported; later the call made for it. */
  @Nullable Object sending;

  /**
   * Whether calls of this thread are not measured: it is the agent's own, or was told to ignore
   * them.
   */
  boolean ignored = Thread.currentThread().getName().startsWith(AGENT_THREAD);

  static HttpClientThread current() {
    HttpClientThread current = CURRENT.get();
    if (current == null) {
      current = new HttpClientThread();
      CURRENT.set(current);
    }
    return current;
  }
}
