package dev.tachograph.bootstrap.probe;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One call that an HTTP client makes, from its beginning to the one moment that counts as its end,
 * whoever is first to tell of it and on whatever thread.
 */
final class HttpCall {
  /** The status of a call that no response has been seen of. */
  static final int NO_STATUS = 0;

  /** What {@link #state} is once the call has ended. */
  static final int ENDED = -1;

  private static final int STATUS = (1 << 16) - 1;
  private static final int BODY = 1 << 16;
  private static final int BODIES = ((1 << 8) - 1) * BODY;
  private static final int ON_STACK = 1 << 24;

  private static final AtomicIntegerFieldUpdater<HttpCall> STATE =
      AtomicIntegerFieldUpdater.newUpdater(HttpCall.class, "state");

  final @Nullable String client;
  final String method;
  final String host;
  final String path;
  @Nullable String template;

  /** What the same thread was calling when this began; only of calls that {@code entered} made. */
  @Nullable HttpCall outer;

  /** {@link System#nanoTime()} when it began. */
  long start;

  /**
   * {@link #ENDED}; or, from the lowest bit, the status of the response, 0 before it is there; how
   * many of its bodies are still being read; and whether the method that makes the call is still on
   * the stack.
   */
  private volatile int state;

  /**
   * @param client null if the call is not to be measured; it has ended then
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
    this.state = client == null ? ENDED : NO_STATUS;
  }

  boolean isMeasured() {
    return client != null;
  }

  /** Whether this is the same request, seen once more in a client that the first is built on. */
  boolean sameRequest(String otherMethod, String otherHost, String otherPath) {
    return method.equals(otherMethod) && host.equals(otherHost) && path.equals(otherPath);
  }

  /** The call is made by a method that will say {@link #left}. */
  void onStack() {
    state |= ON_STACK;
  }

  /** A response came; the last one counts. Whether the call has not ended before. */
  boolean answered(int status) {
    int before;
    do {
      before = state;
      if (before == ENDED) {
        return false;
      }
    } while (!STATE.compareAndSet(this, before, before & ~STATUS | status & STATUS));
    return true;
  }

  /** The call will not end before this body has. Whether it has not ended before. */
  boolean bodyBegan() {
    int before;
    do {
      before = state;
      if (before == ENDED || (before & BODIES) == BODIES) {
        return false;
      }
    } while (!STATE.compareAndSet(this, before, before + BODY));
    return true;
  }

  /** A body that began has ended; whether the call should end with it. */
  boolean bodyEnded() {
    int before;
    do {
      before = state;
      if (before == ENDED || (before & BODIES) == 0) {
        return false;
      }
    } while (!STATE.compareAndSet(this, before, before - BODY));
    return (before - BODY & (BODIES | ON_STACK)) == 0;
  }

  /** The method that made the call is left; whether the call should end with that. */
  boolean left() {
    int before;
    do {
      before = state;
      if (before == ENDED) {
        return false;
      }
    } while (!STATE.compareAndSet(this, before, before & ~ON_STACK));
    return (before & BODIES) == 0;
  }

  /** Whether the call has ended. */
  boolean hasEnded() {
    return state == ENDED;
  }

  /** Whether a response came, and the call has not ended. */
  boolean isAnswered() {
    int now = state;
    return now != ENDED && (now & STATUS) != NO_STATUS;
  }

  /**
   * Ends the call, once.
   *
   * @return the status of the response, {@link #NO_STATUS} if none came, or {@link #ENDED} if the
   *     call has ended before
   */
  int end() {
    int before = STATE.getAndSet(this, ENDED);
    return before == ENDED ? ENDED : before & STATUS;
  }
}
