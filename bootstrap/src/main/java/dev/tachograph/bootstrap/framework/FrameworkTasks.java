package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.metrics.BoundSeries;
import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.Timer;
import dev.tachograph.bootstrap.task.TaskExecutions;

/** The numbers of one type of task. */
final class FrameworkTasks {
  final TaskExecutions executions;
  final BoundSeries<Timer> startDelay;
  final BoundSeries<Counter> retries;
  final BoundSeries<Counter> records;

  FrameworkTasks(
      TaskExecutions executions,
      BoundSeries<Timer> startDelay,
      BoundSeries<Counter> retries,
      BoundSeries<Counter> records) {
    this.executions = executions;
    this.startDelay = startDelay;
    this.retries = retries;
    this.records = records;
  }
}
