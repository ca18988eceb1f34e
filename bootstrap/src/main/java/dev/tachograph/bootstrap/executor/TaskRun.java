package dev.tachograph.bootstrap.executor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * What the probes see of one run of a task, and the outcome that follows from it.
 *
 * <p>A task may be a future that keeps its exception to itself. It may also be the decoration of a
 * future, or of another decoration: an ExecutorCompletionService submits one, a scheduled pool
 * makes one of each task, a framework puts one around it. So this class tracks the futures that a
 * run runs. If each of them is within the previous one, the run has the outcome of the innermost:
 * it failed if that failed, and was in vain if that had been cancelled. If one follows another, the
 * task is not a decoration. It works through futures, and their outcomes do not count. They do not
 * count either if {@code submit} made the task from code of the application, because that code
 * itself tells how it ended.
 */
final class TaskRun {
  private static final int BODY_RAN = 1;
  private static final int CANCELLED_WITHIN = 1 << 1;
  private static final int FAILED = 1 << 2;
  private static final int FUTURE_ENDED = 1 << 3;
  private static final int FUTURES_IN_TURN = 1 << 4;
  private static final int FUTURE_FAILED = 1 << 5;
  private static final int FUTURE_IN_VAIN = 1 << 6;
  private static final int OPEN = 1 << 7;

  /** Stands for a time that is not known. */
  static final long UNKNOWN = Long.MIN_VALUE;

  final @Nullable TaskRun outer;
  @Nullable TaskRun inner;
  @Nullable ExecutorSeries series;
  @Nullable Object task;
  long start;

  /** How many nanoseconds the task waited, from its submission or due time. */
  long waited = UNKNOWN;

  /** The stage that the task completes, if it belongs to a CompletableFuture. */
  @Nullable Object stage;

  /** The stage's task that this task decorates. */
  @Nullable Object wrapped;

  /** The end time of a run whose end is not recorded yet; else 0. */
  long end;

  /** One word, because it is cleared for each task. */
  private int seen;

  TaskRun(@Nullable TaskRun outer) {
    this.outer = outer;
  }

  void begin(ExecutorSeries series, Object task, long start) {
    this.series = series;
    this.task = task;
    this.start = start;
    waited = UNKNOWN;
    end = 0;
    seen = 0;
  }

  /** Drops all references. */
  void clear() {
    series = null;
    task = null;
    stage = null;
    wrapped = null;
  }

  private boolean has(int marks) {
    return (seen & marks) != 0;
  }

  private void mark(int mark, boolean set) {
    seen = set ? seen | mark : seen & ~mark;
  }

  /** Sets whether the task, which is a future, has called its body. */
  void bodyRan(boolean ran) {
    mark(BODY_RAN, ran);
  }

  /** The task, which is a future, has cancelled itself. */
  void cancelledWithin() {
    mark(CANCELLED_WITHIN, true);
  }

  /** The task failed, and keeps the failure to itself. */
  void failed() {
    mark(FAILED, true);
  }

  /** A future other than the task calls its body. */
  void futureStarted() {
    mark(FUTURES_IN_TURN, has(FUTURES_IN_TURN | FUTURE_ENDED));
  }

  /** The body of a future other than the task returned or threw. */
  void futureEnded(boolean failed) {
    mark(FUTURE_ENDED, true);
    if (failed) {
      mark(FUTURE_FAILED, true);
    }
  }

  /** A future other than the task was run after it had been cancelled. */
  void futureInVain() {
    futureStarted();
    mark(FUTURE_IN_VAIN | FUTURE_ENDED, true);
  }

  /** The future that the task decorates has ended. This overrides earlier marks. */
  void decoratedEnded(boolean failed, boolean cancelled) {
    mark(FUTURE_FAILED, failed && !cancelled);
    mark(FUTURE_IN_VAIN, cancelled);
  }

  /** A stage's task, other than the task itself, begins to run. */
  void stageRuns(Object stageTask) {
    futureStarted();
    mark(FUTURE_ENDED, true);
    if (wrapped == null) {
      wrapped = stageTask;
    }
  }

  /**
   * The task, or the one that it decorates, begins to complete a stage.
   *
   * @param stage null if the reference was cleared
   */
  void stageStarted(Object stageTask, @Nullable Object stage) {
    if (task == stageTask) {
      this.stage = stage;
      bodyRan(!isDone(stage));
    } else if (wrapped == stageTask) {
      this.stage = stage;
      mark(FUTURE_IN_VAIN, isDone(stage));
    }
  }

  /**
   * CompletableFuture does not call the function of a stage that is completed or cancelled already.
   */
  private static boolean isDone(@Nullable Object stage) {
    return stage != null && ((CompletableFuture<?>) stage).isDone();
  }

  /** A stage completes with an exception of its function. */
  void stageFailed(Object failed) {
    if (stage == failed) {
      mark(wrapped == null ? FAILED : FUTURE_FAILED, true);
    }
  }

  /** Whether the run's end will only be known when the worker looks for its next task. */
  boolean isOpen() {
    return has(OPEN);
  }

  void open(boolean open) {
    mark(OPEN, open);
  }

  /** Whether the task has failed, as far as futures show. */
  boolean hasFailed() {
    return has(FAILED) || (has(FUTURE_FAILED) && isDecoration());
  }

  /** Whether the task, which has not failed, did nothing of its work. */
  boolean wasInVain() {
    if (has(CANCELLED_WITHIN) || (has(FUTURE_IN_VAIN) && isDecoration())) {
      return true;
    }
    // It may have been cancelled between the check for cancellation and its start.
    return !has(BODY_RAN) && (wrapped == null && stage != null || isCancelledFuture());
  }

  private boolean isDecoration() {
    return !has(FUTURES_IN_TURN) && (task == null || task.getClass() != FutureTask.class);
  }

  private boolean isCancelledFuture() {
    return task instanceof FutureTask && CancelledTasks.isCancelled(task);
  }
}
