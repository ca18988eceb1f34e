package dev.tachograph.it.executors;

import dev.tachograph.it.harness.Scrape;

/** What became of the tasks of one executor. */
record TaskCounts(long submitted, long completed, long failed, long cancelled, long rejected) {
  static TaskCounts of(Scrape scrape, String executor) {
    String[] label = {"executor", executor};
    String ended = "java_executor_tasks_duration_seconds_count";
    return new TaskCounts(
        scrape.count("java_executor_submitted_tasks_total", label),
        scrape.count(ended, "executor", executor, "result", "completed"),
        scrape.count(ended, "executor", executor, "result", "failed"),
        scrape.count("java_executor_cancelled_tasks_total", label),
        scrape.count("java_executor_rejected_tasks_total", label));
  }

  static TaskCounts submitted(long tasks) {
    return new TaskCounts(tasks, 0, 0, 0, 0);
  }

  TaskCounts completed(long tasks) {
    return new TaskCounts(submitted, tasks, failed, cancelled, rejected);
  }

  TaskCounts failed(long tasks) {
    return new TaskCounts(submitted, completed, tasks, cancelled, rejected);
  }

  TaskCounts cancelled(long tasks) {
    return new TaskCounts(submitted, completed, failed, tasks, rejected);
  }

  TaskCounts rejected(long tasks) {
    return new TaskCounts(submitted, completed, failed, cancelled, tasks);
  }

  boolean isBalanced() {
    return submitted == completed + failed + cancelled + rejected;
  }
}
