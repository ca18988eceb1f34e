package dev.tachograph.bootstrap.executor;

import org.jspecify.annotations.Nullable;

/**
 * The state of one thread that concerns executors: the task that it runs and the operations it is
 * in. A task may run within another one, because a caller may run its own submission.
 *
 * <p>A thread keeps one {@link TaskRun} for each depth and reuses it, so that a task costs no
 * object.
 */
final class TaskThread {
  /**
   * A task that a rejection handler handles, or that is submitted to an executor which may go on
   * after its handler has thrown.
   */
  static final class Rejection {
    final @Nullable Rejection outer;
    final ExecutorMonitor monitor;
    Object task;

    /** Whether the handler has submitted it again. */
    boolean again;

    /** Whether the handler is the one that runs the task, and has begun to. */
    boolean callerRuns;

    /** Whether the executor may still accept the task after its handler has thrown. */
    boolean mayGoOn;

    /** The class of the handler that has thrown meanwhile. */
    @Nullable String policy;

    Rejection(@Nullable Rejection outer, ExecutorMonitor monitor, Object task) {
      this.outer = outer;
      this.monitor = monitor;
      this.task = task;
    }

    /** Whether the outcome of this task's submission is open, even if a handler has thrown. */
    boolean isOpenFor(@Nullable ExecutorMonitor executor, Object other) {
      return mayGoOn && monitor == executor && task == other;
    }
  }

  private static final ThreadLocal<@Nullable TaskThread> CURRENT = new ThreadLocal<>();

  private final TaskRun outermost = new TaskRun(null);

  /** The innermost run; the outermost one is no task. */
  TaskRun run = outermost;

  @Nullable Rejection rejection;

  /**
   * The identity of what the last rejection handler threw, until the submission has ended with it;
   * 0 for none. It is not held, because its class may be the application's.
   */
  int thrownByHandler;

  /** Whether a pool is taking a task back that it will then refuse. */
  boolean takingBack;

  /** The name of the executor being created; null if unknown. */
  @Nullable String executorName;

  /** Whether the thread's worker loop was woven; false if the loop began before. */
  boolean wovenLoop;

  /** A future that is made for a thread of its own. */
  @Nullable Object lastFuture;

  /** The executor of this worker, if the code that runs its tasks does not know it. */
  @Nullable ExecutorMonitor worksFor;

  /** Above 0 while submissions are not tasks, but an executor's own work. */
  int ownWork;

  /** The executor that refused the last submission. */
  @Nullable Object refusedBy;

  /** Whether an executor is giving back tasks that it will not run. */
  boolean givingBack;

  /** The scheduled task that has run last, and may be due again. */
  @Nullable Object ranTimed;

  static TaskThread current() {
    TaskThread current = CURRENT.get();
    if (current == null) {
      current = new TaskThread();
      CURRENT.set(current);
    }
    return current;
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

  void leave() {
    TaskRun left = run;
    left.clear();
    if (left.outer != null) {
      run = left.outer;
    }
  }
}
