package dev.tachograph.bootstrap.executor;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The submission of a fork-join task to a pool, held in a field of the task.
 *
 * <p>The value is the time of the submission. Its last four bits are replaced by the number of
 * submissions that have not been taken, which is seldom more than one. The value is 0 when all have
 * been taken.
 */
final class Submission extends AtomicLong {
  private static final long serialVersionUID = 1;
  private static final long TIMES = 15;

  final transient ExecutorMonitor monitor;

  Submission(ExecutorMonitor monitor, long stamp) {
    super((stamp & ~TIMES) | 1);
    this.monitor = monitor;
  }

  /** Counts one more submission, unless all were taken already. */
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
   * Takes one submission.
   *
   * @return when the task was submitted, or {@link WaitingTasks#ABSENT}
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
