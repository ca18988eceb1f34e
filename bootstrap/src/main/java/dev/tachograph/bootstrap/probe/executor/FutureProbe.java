package dev.tachograph.bootstrap.probe.executor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a task that keeps its exception to itself: a FutureTask, or a stage that a
 * CompletableFuture runs asynchronously.
 */
public final class FutureProbe {
  private FutureProbe() {}

  /**
   * A FutureTask is run.
   *
   * @param state its state, 0 if it is yet to call what it was made of
   */
  public static void ran(Object future, int state) {
    if (state != 0 && ((FutureTask<?>) future).isCancelled()) {
      TaskRun run = TaskThread.current().run;
      if (run.task != future) {
        run.futureInVain();
      }
    }
  }

  /** A future calls what it was made of. */
  public static void bodyStarted(Object future) {
    TaskRun run = TaskThread.current().run;
    if (run.task == future) {
      run.bodyRan(true);
    } else {
      run.futureStarted();
    }
  }

  /** That call ended. */
  public static void bodyEnded(Object future, @Nullable Throwable thrown) {
    TaskRun run = TaskThread.current().run;
    if (run.task != future) {
      run.futureEnded(thrown != null);
    } else if (thrown != null) {
      run.failed();
    }
  }

  /** What the current task has called failed, and the task keeps that to itself. */
  public static void failureKept(@Nullable Throwable thrown) {
    if (thrown != null) {
      TaskThread.current().run.failed();
    }
  }

  /** A task that completes a stage is run, by itself or by what it was wrapped in. */
  static void stageRuns(Object task) {
    TaskRun run = TaskThread.current().run;
    if (isScheduled(run.task) && run.wrapped == null) {
      run.wrapped = task;
    }
  }

  /** Whether it is a future that is made of each task, since only such can be scheduled. */
  private static boolean isScheduled(@Nullable Object task) {
    return task instanceof RunnableScheduledFuture;
  }

  /** A task that completes a stage begins to do so. */
  public static void stageStarted(Object task, @Nullable Object stage) {
    TaskRun run = TaskThread.current().run;
    if (run.task == task || run.wrapped == task) {
      // A stage that somebody else has completed or cancelled does not call its function.
      run.bodyRan(stage == null || !((CompletableFuture<?>) stage).isDone());
      run.stage = stage;
    }
  }

  /** A stage completes with what its function has thrown just now. */
  public static void stageFailed(Object stage) {
    TaskRun run = TaskThread.current().run;
    if (run.stage == stage) {
      run.failed();
    }
  }

  /** As {@link #stageFailed}, after a call that may have gone well. */
  public static void stageCalled(Object stage, @Nullable Throwable thrown) {
    if (thrown != null) {
      stageFailed(stage);
    }
  }
}
