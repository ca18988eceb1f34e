package dev.tachograph.bootstrap.executor;

import org.jspecify.annotations.Nullable;

/**
 * Thread pools that go on after their rejection handler has thrown, and still put the task into the
 * queue. A task is refused only if its submission fails.
 */
public final class RetryingPoolProbe {
  private RetryingPoolProbe() {}

  /**
   * A task is submitted.
   *
   * @return the argument of {@link #submitEnded}
   */
  public static @Nullable Object submitted(
      @Nullable Object monitor, Object executor, @Nullable Object task) {
    ExecutorMonitor known = ThreadPoolProbe.monitor(monitor, executor);
    if (known == null || task == null) {
      return null;
    }
    TaskThread thread = TaskThread.current();
    TaskThread.Rejection outer = thread.rejection;
    if (outer != null && outer.isOpenFor(known, task)) {
      // One overload calls the other.
      return null;
    }
    ThreadPoolProbe.submitted(known, executor, task);
    known.rejecting.incrementAndGet();
    TaskThread.Rejection rejection = new TaskThread.Rejection(outer, known, task);
    rejection.mayGoOn = true;
    thread.rejection = rejection;
    return rejection;
  }

  /**
   * A submission goes on with another object in the place of the task, as when another agent wraps
   * it.
   */
  public static void replaced(
      @Nullable Object monitor, Object executor, Object task, Object other) {
    TaskThread.Rejection open = TaskThread.current().rejection;
    if (open != null
        && task != other
        && open.isOpenFor(ThreadPoolProbe.monitor(monitor, executor), task)) {
      open.task = other;
    }
    ThreadPoolProbe.replaced(monitor, executor, task, other);
  }

  /** A submission ended, perhaps with a failure. */
  public static void submitEnded(@Nullable Object started, @Nullable Throwable thrown) {
    if (started == null) {
      return;
    }
    TaskThread.Rejection rejection = (TaskThread.Rejection) started;
    TaskThread.current().rejection = rejection.outer;
    rejection.monitor.rejecting.decrementAndGet();
    if (thrown != null) {
      String policy = rejection.policy == null ? ThreadPoolProbe.NO_POLICY : rejection.policy;
      rejection.monitor.rejected(rejection.task, policy, false);
    }
  }
}
