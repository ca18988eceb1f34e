package dev.tachograph.bootstrap.probe.executor;

import java.util.concurrent.Future;
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
    try {
      if (threw || run.hasFailed()) {
        series.failed.record(now - run.start, now);
      } else if (!run.ranBody && wasCancelled(run.task)) {
        // Between the look at it and its start.
        series.cancelled.increment();
      } else {
        series.completed.record(now - run.start, now);
      }
    } finally {
      series.running.decrement();
      thread.leave();
    }
  }

  private static boolean wasCancelled(@Nullable Object task) {
    return task instanceof Future && ((Future<?>) task).isCancelled();
  }
}
