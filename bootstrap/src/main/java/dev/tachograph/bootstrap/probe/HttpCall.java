package dev.tachograph.bootstrap.probe;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One call that an HTTP client makes, from its beginning to the one moment that counts as its end,
 * whoever is first to tell of it and on whatever thread.
 */
final class HttpCall {
  /** No response has been seen yet. */
  static final int UNDER_WAY = 0;

  private static final int BODY_FOLLOWS = 1 << 30;
  private static final int ENDED = -1;

  private static final AtomicIntegerFieldUpdater<HttpCall> STATE =
      AtomicIntegerFieldUpdater.newUpdater(HttpCall.class, "state");

  final @Nullable String client;
  final String method;
  final String host;
  final String path;
  @Nullable String template;

  /** What the same thread was calling when this began; only of calls that {@code entered} made. */
  final @Nullable HttpCall outer;

  final long start;

  /**
   * {@link #UNDER_WAY}, or the status of a response whose body is awaited, with {@link
   * #BODY_FOLLOWS} if the body itself tells when it ends; or {@link #ENDED}.
   */
  private volatile int state;

  /**
   * @param client null if the call is not to be measured
   * @param host the label
   * @param path the path as the client has it, perhaps with a query
   */
  HttpCall(
      @Nullable String client,
      String method,
      String host,
      String path,
      @Nullable String template,
      @Nullable HttpCall outer,
      long start) {
    this.client = client;
    this.method = method;
    this.host = host;
    this.path = path;
    this.template = template;
    this.outer = outer;
    this.start = start;
  }

  /** Whether this is the same request, seen once more in a client that the first is built on. */
  boolean sameRequest(String otherMethod, String otherHost, String otherPath) {
    return method.equals(otherMethod) && host.equals(otherHost) && path.equals(otherPath);
  }

  /** A response came; false if the call has ended before, or been answered. */
  boolean answered(int status) {
    int before = state;
    return client != null
        && (before & ~BODY_FOLLOWS) == UNDER_WAY
        && STATE.compareAndSet(this, before, before | status & ~BODY_FOLLOWS);
  }

  /** An object will tell of the end of the body; false if the call has ended before. */
  boolean bodyFollows() {
    int before = state;
    return client != null
        && before != ENDED
        && STATE.compareAndSet(this, before, before | BODY_FOLLOWS);
  }

  /** Whether {@link #bodyFollows} was said. */
  boolean awaitsBody() {
    int now = state;
    return now != ENDED && (now & BODY_FOLLOWS) != 0;
  }

  /**
   * Ends the call, once.
   *
   * @return the status of the response, {@link #UNDER_WAY} if none came, or a negative number if
   *     the call has ended before
   */
  int end() {
    int before = client == null ? ENDED : STATE.getAndSet(this, ENDED);
    return before == ENDED ? ENDED : before & ~BODY_FOLLOWS;
  }
}
