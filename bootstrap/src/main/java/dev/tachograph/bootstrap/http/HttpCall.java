package dev.tachograph.bootstrap.http;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One call that an HTTP client makes, from its beginning to the one moment that counts as its end,
 * whoever is first to tell of it and on whatever thread. There is one object for each call: what
 * calls have in common is in their target.
 */
class HttpCall {
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

  final HttpTarget target;
  String method;
  final String path;
  @Nullable String template;

  /** {@link System#nanoTime()} when it began. */
  long start;

  /**
   * {@link #ENDED}; or, from the lowest bit, the status of the response, 0 before it is there; how
   * many of its bodies are still being read; and whether the method that makes the call is still on
   * the stack.
   */
  private volatile int state;

  /**
   * @param measured if not, it has ended
   * @param path the path as the client has it, perhaps with a query
   */
  HttpCall(
      boolean measured,
      HttpTarget target,
      String method,
      String path,
      @Nullable String template,
      long start) {
    this.target = target;
    this.method = method;
    this.path = path;
    this.template = template;
    this.start = start;
    this.state = measured ? NO_STATUS : ENDED;
  }

  /** Whether this is the same request, seen once more in a client that the first is built on. */
  final boolean sameRequest(String otherMethod, String otherHost, String otherPath) {
    return method.equals(otherMethod) && target.host.equals(otherHost) && path.equals(otherPath);
  }

  /** The call is made by a method that is still on the stack, and will say how it ended. */
  final void isOnStack() {
    state |= ON_STACK;
  }

  /** Whether the method that makes the call is still on the stack, and the call has not ended. */
  final boolean hasWaitingCaller() {
    int now = state;
    return now != ENDED && (now & ON_STACK) != 0;
  }

  /** A response came; the last one counts. Whether the call has not ended before. */
  final boolean answered(int status) {
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
  final boolean bodyBegan() {
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
  final boolean bodyEnded() {
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
  final boolean left() {
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
  final boolean hasEnded() {
    return state == ENDED;
  }

  /** Whether a response came, and the call has not ended. */
  final boolean isAnswered() {
    int now = state;
    return now != ENDED && (now & STATUS) != NO_STATUS;
  }

  /**
   * Ends the call, once.
   *
   * @return the status of the response, {@link #NO_STATUS} if none came, or {@link #ENDED} if the
   *     call has ended before
   */
  final int end() {
    int before = STATE.getAndSet(this, ENDED);
    return before == ENDED ? ENDED : before & STATUS;
  }
}
