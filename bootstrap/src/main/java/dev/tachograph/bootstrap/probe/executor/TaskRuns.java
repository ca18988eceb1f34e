package dev.tachograph.bootstrap.probe.executor;

import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** How the run of a task ends. */
final class TaskRuns {
  private TaskRuns() {}

  /** The innermost run of the thread ended. */
  static void ended(TaskThread thread, @Nullable Throwable thrown) {
    ended(thread, thrown != null, System.nanoTime());
  }

  static void ended(TaskThread thread, boolean threw, long now) {
    TaskThread.Run run = thread.run;
    ExecutorSeries series = run.series;
    if (series == null) {
      return;
    }
    boolean failed = threw || run.hasFailed();
    boolean inVain = !failed && !run.ranBody && (run.stage != null || wasCancelled(run.task));
    long start = run.start;
    thread.leave();
    if (failed) {
      series.failed.record(now - start, now);
    } else if (inVain) {
      series.startsInVain.increment();
      series.cancelled.increment();
    } else {
      series.completed.record(now - start, now);
    }
  }

  /** Whether it was cancelled between the look at it and its start. */
  private static boolean wasCancelled(@Nullable Object task) {
    return task instanceof FutureTask && ((FutureTask<?>) task).isCancelled();
  }
}
