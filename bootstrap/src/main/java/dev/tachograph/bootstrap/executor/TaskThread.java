package dev.tachograph.bootstrap.executor;

import org.jspecify.annotations.Nullable;

/**
 * What one thread does for executors: the task it runs, within another one perhaps, since a caller
 * may run what it hands in, and what it is in the midst of in between.
 *
 * <p>A thread keeps one {@link TaskRun} for each depth and uses it again, so that a task costs no
 * object.
 */
final class TaskThread {
  /**
   * A task that a rejection handler is dealing with, or that an executor is handed which may go on
   * when its handler has thrown.
   */
  static final class Rejection {
    final @Nullable Rejection outer;
    final ExecutorMonitor monitor;
    final Object task;

    /** Whether the handler has handed it in again. */
    boolean again;

    /** Whether the handler is the one that runs the task, and has begun to. */
    boolean callerRuns;

    /** Whether the task is not lost when a handler throws. */
    boolean mayGoOn;

    /** The handler that has thrown meanwhile. */
    @Nullable String policy;

    Rejection(@Nullable Rejection outer, ExecutorMonitor monitor, Object task) {
      this.outer = outer;
      this.monitor = monitor;
      this.task = task;
    }

    /** Whether it is open what becomes of a task of an executor, even if a handler has thrown. */
    boolean isOpenFor(ExecutorMonitor executor, Object other) {
      return mayGoOn && monitor == executor && task == other;
    }
  }

  private static final ThreadLocal<TaskThread> CURRENT =
      new ThreadLocal<TaskThread>() {
        @Override
        protected TaskThread initialValue() {
          return new TaskThread();
        }
      };

  private final TaskRun outermost = new TaskRun(null);

  /** The innermost run; the outermost one is no task. */
  TaskRun run = outermost;

  @Nullable Rejection rejection;

  /** Whether a pool is taking a task back that it will then refuse. */
  boolean takingBack;

  /** What the executor that is created is called; null if nobody said. */
  @Nullable String executorName;

  /** Whether the thread's worker loop was woven, which it is not if it began before. */
  boolean wovenLoop;

  /** A future that is made for a thread of its own. */
  @Nullable Object lastFuture;

  /** The executor that this is a worker of, where its tasks are run by code that does not know. */
  @Nullable ExecutorMonitor worksFor;

  /** Above 0 while what is handed in is no task, but an executor's own work. */
  int ownWork;

  /** The executor that has refused what was handed in last. */
  @Nullable Object refusedBy;

  /** Whether an executor is giving back what it will not run. */
  boolean givingBack;

  /** The task with a time of its own that has run last, and may be due again. */
  @Nullable Object ranTimed;

  static TaskThread current() {
    return CURRENT.get();
  }

  void enter(ExecutorSeries series, Object task, long start) {
    TaskRun outer = run;
    TaskRun inner = outer.inner;
    if (inner == null) {
      inner = new TaskRun(outer);
      outer.inner = inner;
    }
    inner.begin(series, task, start);
    run = inner;
  }

  /** Leaves the innermost run. */
  void leave() {
    TaskRun left = run;
    left.clear();
    if (left.outer != null) {
      run = left.outer;
    }
  }
}
