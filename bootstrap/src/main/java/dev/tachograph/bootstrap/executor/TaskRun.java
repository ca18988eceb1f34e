package dev.tachograph.bootstrap.executor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of one run of a task, from which follows how it ends.
 *
 * <p>A task may be a future that keeps its exception to itself, and may be the decoration of one,
 * or of a decoration: what an ExecutorCompletionService hands in, what a scheduled pool makes of
 * each task, what a framework puts around it. So it is followed which futures a run runs. If they
 * are all within one another, then the run is as good as the innermost: it failed if that failed,
 * and was in vain if that had been cancelled. If one follows another, then the task is no
 * decoration but something that works futures off, and what becomes of them is its own affair. So
 * it is if the task is what {@code submit} makes of code of the application, which tells itself how
 * that has ended.
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

  final @Nullable TaskRun outer;
  @Nullable TaskRun inner;
  @Nullable ExecutorSeries series;
  @Nullable Object task;
  long start;

  /** The stage that the task completes, if it is one of CompletableFuture's. */
  @Nullable Object stage;

  /** The task of a stage that the task is a decoration of. */
  @Nullable Object wrapped;

  /** When it ended, if that is not yet told; 0 if not. */
  long end;

  /** In one word, since it is cleared for each task. */
  private int seen;

  TaskRun(@Nullable TaskRun outer) {
    this.outer = outer;
  }

  void begin(ExecutorSeries series, Object task, long start) {
    this.series = series;
    this.task = task;
    this.start = start;
    end = 0;
    seen = 0;
  }

  /** Lets go of everything. */
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

  /** Whether the task, which is a future, has called what it was made of. */
  void bodyRan(boolean ran) {
    mark(BODY_RAN, ran);
  }

  /** The task, which is a future, has cancelled itself. */
  void cancelledWithin() {
    mark(CANCELLED_WITHIN, true);
  }

  /** The task keeps to itself that it failed. */
  void failed() {
    mark(FAILED, true);
  }

  /** A future other than the task calls what it was made of. */
  void futureStarted() {
    mark(FUTURES_IN_TURN, has(FUTURES_IN_TURN | FUTURE_ENDED));
  }

  /** That call ended. */
  void futureEnded(boolean failed) {
    mark(FUTURE_ENDED, true);
    if (failed) {
      mark(FUTURE_FAILED, true);
    }
  }

  /** A future other than the task was run although it had been cancelled. */
  void futureInVain() {
    futureStarted();
    mark(FUTURE_IN_VAIN | FUTURE_ENDED, true);
  }

  /** The future that the task is a decoration of has ended, whatever was seen of that. */
  void decoratedEnded(boolean failed, boolean cancelled) {
    mark(FUTURE_FAILED, failed && !cancelled);
    mark(FUTURE_IN_VAIN, cancelled);
  }

  /** A task of a stage, other than the task itself, begins to run. */
  void stageRuns(Object stageTask) {
    futureStarted();
    mark(FUTURE_ENDED, true);
    if (wrapped == null) {
      wrapped = stageTask;
    }
  }

  /**
   * The task, or what it is a decoration of, begins to complete a stage.
   *
   * @param stage null if it has been let go of
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

  /** Of a stage that somebody else has completed or cancelled, the function is not called. */
  private static boolean isDone(@Nullable Object stage) {
    return stage != null && ((CompletableFuture<?>) stage).isDone();
  }

  /** A stage completes with what its function has thrown. */
  void stageFailed(Object failed) {
    if (stage == failed) {
      mark(wrapped == null ? FAILED : FUTURE_FAILED, true);
    }
  }

  /** Whether nothing but the next look for a task will tell that it has ended. */
  boolean isOpen() {
    return has(OPEN);
  }

  void open(boolean open) {
    mark(OPEN, open);
  }

  /** Whether the task has failed, by what is known of futures. */
  boolean hasFailed() {
    return has(FAILED) || (has(FUTURE_FAILED) && isDecoration());
  }

  /** Whether the task, which has not failed, has done nothing of what it was made for. */
  boolean wasInVain() {
    if (has(CANCELLED_WITHIN) || (has(FUTURE_IN_VAIN) && isDecoration())) {
      return true;
    }
    // It may have been cancelled between the look at it and its start.
    return !has(BODY_RAN) && (wrapped == null && stage != null || isCancelledFuture());
  }

  private boolean isDecoration() {
    return !has(FUTURES_IN_TURN) && (task == null || task.getClass() != FutureTask.class);
  }

  private boolean isCancelledFuture() {
    return task instanceof FutureTask && CancelledTasks.isCancelled(task);
  }
}
