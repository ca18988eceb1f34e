package dev.tachograph.bootstrap.executor;

import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of tasks that keep their exception to themselves: a FutureTask, or a stage that a
 * CompletableFuture runs asynchronously.
 */
public final class FutureProbe {
  private FutureProbe() {}

  /**
   * A FutureTask's {@code run} is called.
   *
   * @param state its state; 0 if it has not called its body yet
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

  /** A future calls its body. */
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

  /** A future calls its body unless it is done, because it was cancelled. */
  public static void attempted(Object future) {
    if (!((Future<?>) future).isDone()) {
      bodyStarted(future);
    }
  }

  /** The body of a future returned or threw. */
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
   * A future whose only work is to run another one has finished. For a fork-join task this is the
   * only sign: it may keep its outcome to itself, or throw the exception that cancelled it.
   */
  public static void decoratedEnded(Object decoration, @Nullable Object decorated) {
    if (decorated instanceof ForkJoinTask && !CancelledTasks.isCancelled(decoration)) {
      ForkJoinTask<?> task = (ForkJoinTask<?>) decorated;
      TaskThread.current().run.decoratedEnded(task.isCompletedAbnormally(), task.isCancelled());
    }
  }

  /** A call of the current task failed, and the task keeps the failure to itself. */
  public static void failureKept(@Nullable Throwable thrown) {
    if (thrown != null) {
      TaskThread.current().run.failed();
    }
  }

  /** A task that completes a stage runs, called directly or by its wrapper. */
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

  /** A stage completes with an exception that its function has just thrown. */
  public static void stageFailed(Object stage) {
    TaskThread.current().run.stageFailed(stage);
  }

  /** Like {@link #stageFailed}, after a call that may have succeeded. */
  public static void stageCalled(Object stage, @Nullable Throwable thrown) {
    if (thrown != null) {
      stageFailed(stage);
    }
  }
}
