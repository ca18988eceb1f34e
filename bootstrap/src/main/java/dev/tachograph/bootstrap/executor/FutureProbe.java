package dev.tachograph.bootstrap.executor;

import java.util.concurrent.ForkJoinTask;
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
    if (state != 0 && CancelledTasks.isCancelled(future)) {
      if (ThreadPerTaskProbe.isBound(future)) {
        ThreadPerTaskProbe.boundInVain(future);
        return;
      }
      TaskThread thread = TaskThread.current();
      boolean ofCaller = thread.rejection != null && thread.rejection.task == future;
      if (thread.run.task != future && !ofCaller) {
        thread.run.futureInVain();
      }
    }
  }

  /** A future calls what it was made of. */
  public static void bodyStarted(Object future) {
    if (ThreadPerTaskProbe.isBound(future)) {
      ThreadPerTaskProbe.boundStarted(future);
    }
    TaskRun run = TaskThread.current().run;
    if (run.task == future) {
      run.bodyRan(true);
    } else {
      run.futureStarted();
    }
  }

  /** That call ended. */
  public static void bodyEnded(Object future, @Nullable Throwable thrown) {
    TaskThread thread = TaskThread.current();
    TaskRun run = thread.run;
    if (run.task == future && ThreadPerTaskProbe.isBound(future)) {
      TaskRuns.ended(thread, thrown);
    } else if (run.task != future) {
      run.futureEnded(thrown != null);
    } else if (thrown != null) {
      run.failed();
    }
  }

  /**
   * A future that does nothing but run another one is done with it. Of a fork-join task that is the
   * only sign: it may keep its end to itself, or throw what it was cancelled with.
   */
  public static void decoratedEnded(Object decoration, @Nullable Object decorated) {
    if (decorated instanceof ForkJoinTask && !CancelledTasks.isCancelled(decoration)) {
      ForkJoinTask<?> task = (ForkJoinTask<?>) decorated;
      TaskThread.current().run.decoratedEnded(task.isCompletedAbnormally(), task.isCancelled());
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
    if (run.series != null && run.task != task) {
      run.stageRuns(task);
    }
  }

  /** A task that completes a stage begins to do so. */
  public static void stageStarted(Object task, @Nullable Object stage) {
    TaskThread.current().run.stageStarted(task, stage);
  }

  /** A stage completes with what its function has thrown just now. */
  public static void stageFailed(Object stage) {
    TaskThread.current().run.stageFailed(stage);
  }

  /** As {@link #stageFailed}, after a call that may have gone well. */
  public static void stageCalled(Object stage, @Nullable Throwable thrown) {
    if (thrown != null) {
      stageFailed(stage);
    }
  }
}
