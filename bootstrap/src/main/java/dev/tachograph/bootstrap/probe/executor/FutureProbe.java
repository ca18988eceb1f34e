package dev.tachograph.bootstrap.probe.executor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RunnableScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a task that keeps its exception to itself: a FutureTask, or a stage that a
 * CompletableFuture runs asynchronously.
 */
public final class FutureProbe {
  private FutureProbe() {}

  /** A FutureTask calls what it was made of. */
  public static void bodyStarted(Object future) {
    TaskThread.Run run = TaskThread.current().run;
    if (run.task == future) {
      run.ranBody = true;
    } else {
      run.futures++;
    }
  }

  /** That call ended. */
  public static void bodyEnded(Object future, @Nullable Throwable thrown) {
    if (thrown != null) {
      TaskThread.Run run = TaskThread.current().run;
      if (run.task == future) {
        run.failed = true;
      } else {
        run.futureFailed = true;
      }
    }
  }

  /** What the current task has called failed, and the task keeps that to itself. */
  public static void failureKept(@Nullable Throwable thrown) {
    if (thrown != null) {
      TaskThread.current().run.failed = true;
    }
  }

  /** A task that completes a stage is run, by itself or by what it was wrapped in. */
  static void stageRuns(Object task) {
    TaskThread.Run run = TaskThread.current().run;
    if (run.task instanceof RunnableScheduledFuture && run.wrapped == null) {
      run.wrapped = task;
    }
  }

  /** A task that completes a stage begins to do so. */
  public static void stageStarted(Object task, @Nullable Object stage) {
    TaskThread.Run run = TaskThread.current().run;
    if (run.task == task || run.wrapped == task) {
      // A stage that somebody else has completed or cancelled does not call its function.
      run.ranBody = stage == null || !((CompletableFuture<?>) stage).isDone();
      run.stage = stage;
    }
  }

  /** A stage completes with what its function has thrown just now. */
  public static void stageFailed(Object stage) {
    TaskThread.Run run = TaskThread.current().run;
    if (run.stage == stage) {
      run.failed = true;
    }
  }

  /** As {@link #stageFailed}, after a call that may have gone well. */
  public static void stageCalled(Object stage, @Nullable Throwable thrown) {
    if (thrown != null) {
      stageFailed(stage);
    }
  }
}
