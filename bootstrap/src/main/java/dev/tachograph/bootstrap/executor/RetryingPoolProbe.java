package dev.tachograph.bootstrap.executor;

import org.jspecify.annotations.Nullable;

/**
 * Thread pools that go on when their rejection handler has thrown, and put the task into the queue
 * after all. It is refused only if handing it in fails.
 */
public final class RetryingPoolProbe {
  private RetryingPoolProbe() {}

  /**
   * A task is handed in.
   *
   * @return to be handed to {@link #submitEnded}
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

  /** Handing in a task ended, with a failure perhaps. */
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
