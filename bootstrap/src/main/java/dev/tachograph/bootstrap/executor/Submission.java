package dev.tachograph.bootstrap.executor;

import java.util.concurrent.atomic.AtomicLong;

/**
 * That a fork-join task was handed to a pool, and when. The task holds it in a field.
 *
 * <p>The value is the time with its last four bits replaced by how often the task was handed in and
 * not yet taken: it is seldom more than once. 0 if it was taken as often.
 */
final class Submission extends AtomicLong {
  private static final long serialVersionUID = 1;
  private static final long TIMES = 15;

  final transient ExecutorMonitor monitor;

  Submission(ExecutorMonitor monitor, long stamp) {
    super((stamp & ~TIMES) | 1);
    this.monitor = monitor;
  }

  /** Counts once more, unless it was taken already. */
  boolean again() {
    while (true) {
      long value = get();
      if (value == 0 || (value & TIMES) == TIMES) {
        return false;
      }
      if (compareAndSet(value, value + 1)) {
        return true;
      }
    }
  }

  /**
   * Takes it once.
   *
   * @return when the task was handed in, or {@link WaitingTasks#ABSENT}
   */
  long take() {
    while (true) {
      long value = get();
      if (value == 0) {
        return WaitingTasks.ABSENT;
      }
      long left = (value & TIMES) == 1 ? 0 : value - 1;
      if (compareAndSet(value, left)) {
        long stamp = value & ~TIMES;
        return stamp == WaitingTasks.ABSENT ? 1 : stamp;
      }
    }
  }
}
