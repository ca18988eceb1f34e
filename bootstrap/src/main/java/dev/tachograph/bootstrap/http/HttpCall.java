package dev.tachograph.bootstrap.http;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One call of an HTTP client, from its start to its end. Several events on any thread may end it;
 * the first one counts. There is one object for each call; its target holds what calls have in
 * common.
 */
class HttpCall {
  /** The status of a call without a response so far. */
  static final int NO_STATUS = 0;

  /** The value of {@link #state} after the call has ended. */
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
   * {@link #ENDED}; or, from the lowest bit: the status of the response, 0 before it comes; the
   * number of its bodies still being read; and whether the method that makes the call is still on
   * the stack.
   */
  private volatile int state;

  /**
   * @param measured if false, the call has ended from the start
   * @param path the client's path, perhaps with a query
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

  /** Whether this is the same request, seen again in a client that the first one is built on. */
  final boolean sameRequest(String otherMethod, String otherHost, String otherPath) {
    return method.equals(otherMethod) && target.host.equals(otherHost) && path.equals(otherPath);
  }

  /**
   * Marks that the method that makes the call is on the stack, and will report how the call ended.
   */
  final void isOnStack() {
    state |= ON_STACK;
  }

  /** Whether the method that makes the call is still on the stack, and the call has not ended. */
  final boolean hasWaitingCaller() {
    int now = state;
    return now != ENDED && (now & ON_STACK) != 0;
  }

  /** A response came; the last one counts. Returns false if the call had ended. */
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

  /**
   * The call will not end before this body. Returns false if the call had ended, or 255 bodies are
   * open.
   */
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

  /** A body ended. Returns whether the call should end with it. */
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

  /** The method that made the call returned. Returns whether the call should end with it. */
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

  final boolean hasEnded() {
    return state == ENDED;
  }

  /** Whether a response came and the call has not ended. */
  final boolean isAnswered() {
    int now = state;
    return now != ENDED && (now & STATUS) != NO_STATUS;
  }

  /**
   * Ends the call, once.
   *
   * @return the status of the response, {@link #NO_STATUS} if none came, or {@link #ENDED} if the
   *     call had ended before
   */
  final int end() {
    int before = STATE.getAndSet(this, ENDED);
    return before == ENDED ? ENDED : before & STATUS;
  }
}
