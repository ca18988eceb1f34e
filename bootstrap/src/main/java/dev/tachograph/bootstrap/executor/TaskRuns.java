package dev.tachograph.bootstrap.executor;

import org.jspecify.annotations.Nullable;

/** How the run of a task ends. */
final class TaskRuns {
  private TaskRuns() {}

  /** The innermost run of the thread ended. */
  static void ended(TaskThread thread, @Nullable Throwable thrown) {
    ended(thread, thrown != null, System.nanoTime());
  }

  static void ended(TaskThread thread, boolean threw, long now) {
    TaskRun run = thread.run;
    ExecutorSeries series = run.series;
    if (series == null) {
      return;
    }
    boolean failed = threw || run.hasFailed();
    boolean inVain = !failed && run.wasInVain();
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
}
