package dev.tachograph.agent.export.http.server;

import java.util.concurrent.TimeUnit;

/**
 * The memory of all answers in flight: one bound, whatever scrapers do. When it is full, the client
 * that has been receiving for longest loses its answer, if it is slow, and with the answer its
 * connection.
 */
final class AnswerMemory {
  /** The time for which an answer waits for slow readers to give up memory. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private static final long LOOK_MILLIS = 20;

  private final long limit;
  private final Runnable relief;
  private long used;

  /** There is no memory for an answer, and there will be none soon. */
  static final class NoRoomException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoRoomException() {
      super("no room for the answer", null, false, false);
    }
  }

  /**
   * @param relief ends the slowest reader, if any is slow
   */
  AnswerMemory(long limit, Runnable relief) {
    this.limit = limit;
    this.relief = relief;
  }

  /**
   * @param held the bytes that the answer has already; if these and the new ones never fit, it does
   *     not wait
   */
  void reserve(int bytes, long held) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!tryReserve(bytes)) {
      if (held + bytes > limit || System.nanoTime() - end > 0) {
        throw new NoRoomException();
      }
      relief.run();
      awaitRelease();
    }
  }

  private synchronized boolean tryReserve(int bytes) {
    if (used + bytes > limit) {
      return false;
    }
    used += bytes;
    return true;
  }

  private synchronized void awaitRelease() {
    try {
      wait(LOOK_MILLIS);
    } catch (InterruptedException e) {
      // An interrupt does not matter, because the answer has a deadline.
    }
  }

  synchronized void release(long bytes) {
    used -= bytes;
    notifyAll();
  }

  synchronized long used() {
    return used;
  }
}
