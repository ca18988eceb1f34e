package dev.tachograph.bootstrap.executor;

import org.jspecify.annotations.Nullable;

/**
 * Thread pools that give another executor what they refuse. How such a pool wraps a task is its own
 * affair: a task is known by what was handed in.
 */
public final class HandoffPoolProbe {
  private HandoffPoolProbe() {}

  /**
   * A pool is created.
   *
   * @param hasField 1 if the pool holds what this returns
   * @return the monitor of the pool
   */
  public static @Nullable Object created(Object pool, int hasField) {
    double max = PoolState.read(PoolGauges.Kind.MAX_THREADS, pool);
    return ThreadPoolProbe.created(
        pool, max == PoolState.UNKNOWN ? Integer.MAX_VALUE : (int) max, hasField);
  }

  /** A task is handed in. */
  public static void submitted(@Nullable Object monitor, Object pool, @Nullable Object task) {
    TaskThread.current().refusedBy = null;
    ExecutorMonitor known = ThreadPoolProbe.monitor(monitor, pool);
    if (known != null && task != null) {
      known.submitted(task);
    }
  }

  /** The pool has given something to its other executor. */
  public static void refused(Object pool) {
    TaskThread.current().refusedBy = pool;
  }

  /**
   * Handing in a task ended, with a failure perhaps.
   *
   * @param other what is given refused tasks; its class names the policy
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

  /** What is handed over from now on goes back to who has shut down the pool. */
  public static void givingBack() {
    TaskThread.current().givingBack = true;
  }

  /** That is over, and these were not wrapped. */
  public static void givenBack(
      @Nullable Object monitor, Object pool, java.util.@Nullable List<?> tasks) {
    TaskThread.current().givingBack = false;
    ThreadPoolProbe.drained(monitor, pool, tasks);
  }

  /** A task is handed over to somebody else. */
  public static void handedOver(Object pool, Object task) {
    if (TaskThread.current().givingBack) {
      WorkerLoopProbe.takenOut(null, pool, task);
    }
  }

  /** A worker of the pool is about to run a task, on behalf of a task that wraps it. */
  public static @Nullable Object started(@Nullable Object pool, Object task) {
    return pool == null ? WorkerLoopProbe.started(task) : WorkerLoopProbe.startedBy(pool, task);
  }

  /** It has run. */
  public static void ended(@Nullable Object started, @Nullable Throwable thrown) {
    ThreadPoolProbe.ended(started, thrown);
  }
}
