package dev.tachograph.bootstrap.executor;

import org.jspecify.annotations.Nullable;

/**
 * Thread pools that hand refused tasks to another executor. Such a pool may wrap a task in its own
 * way, so the probe identifies a task by the object that was submitted.
 */
public final class HandoffPoolProbe {
  private HandoffPoolProbe() {}

  /**
   * A pool is created.
   *
   * @param hasField 1 if a field of the pool will hold the result
   * @return the monitor of the pool
   */
  public static @Nullable Object created(Object pool, int hasField) {
    double max = PoolState.read(PoolGauges.Kind.MAX_THREADS, pool);
    return ThreadPoolProbe.created(
        pool, max == PoolState.UNKNOWN ? Integer.MAX_VALUE : (int) max, hasField);
  }

  /** A task is submitted. */
  public static void submitted(@Nullable Object monitor, Object pool, @Nullable Object task) {
    TaskThread.current().refusedBy = null;
    ExecutorMonitor known = ThreadPoolProbe.monitor(monitor, pool);
    if (known != null && task != null) {
      known.submitted(task);
    }
  }

  /** The pool has handed a task to its other executor. */
  public static void refused(Object pool) {
    TaskThread.current().refusedBy = pool;
  }

  /**
   * A submission ended, perhaps with a failure.
   *
   * @param other the executor that gets refused tasks; its class names the policy
   */
  public static void submitEnded(
      @Nullable Object monitor,
      Object pool,
      @Nullable Object task,
      @Nullable Object other,
      @Nullable Throwable thrown) {
    TaskThread thread = TaskThread.current();
    boolean refused = thread.refusedBy == pool;
    thread.refusedBy = null;
    if (task != null && (refused || thrown != null)) {
      ExecutorMonitor known = ThreadPoolProbe.monitor(monitor, pool);
      if (known != null) {
        known.rejected(task, ThreadPoolProbe.policy(refused ? other : null), false);
      }
    }
  }

  /** From now on, tasks that the pool hands over go back to the caller of its shutdown. */
  public static void givingBack() {
    TaskThread.current().givingBack = true;
  }

  /** The pool has given its tasks back. The given ones were not wrapped. */
  public static void givenBack(
      @Nullable Object monitor, Object pool, java.util.@Nullable List<?> tasks) {
    TaskThread.current().givingBack = false;
    ThreadPoolProbe.drained(monitor, pool, tasks);
  }

  /** A task is handed to another owner. */
  public static void handedOver(Object pool, Object task) {
    if (TaskThread.current().givingBack) {
      WorkerLoopProbe.takenOut(null, pool, task);
    }
  }

  /** A worker of the pool is about to run a task, called by its wrapper. */
  public static @Nullable Object started(@Nullable Object pool, Object task) {
    return pool == null ? WorkerLoopProbe.started(task) : WorkerLoopProbe.startedBy(pool, task);
  }

  /** The task has run. */
  public static void ended(@Nullable Object started, @Nullable Throwable thrown) {
    ThreadPoolProbe.ended(started, thrown);
  }
}
