package dev.tachograph.bootstrap.task;

import dev.tachograph.bootstrap.support.Clock;
import org.jspecify.annotations.Nullable;

/** Executions of tasks, from any source. */
public final class TaskProbe {
  /** The label of a task type or workflow that the agent cannot determine. */
  public static final String UNKNOWN = "unknown";

  private TaskProbe() {}

  /** A name for a label: {@value #UNKNOWN} if there is none. */
  public static String orUnknown(@Nullable String name) {
    return name == null || name.isEmpty() ? UNKNOWN : name;
  }

  /** The executions of one task type, for a caller that needs them repeatedly. */
  public static TaskExecutions executions(@Nullable String taskType) {
    return TaskMetrics.current().executions(orUnknown(taskType));
  }

  /**
   * An execution begins.
   *
   * @return the start time, for {@link #ended}
   */
  public static long started(TaskExecutions executions) {
    executions.started();
    return Clock.now();
  }

  /**
   * An execution ended.
   *
   * @param start the value that {@link #started} returned; 0 if {@link #started} did not return
   */
  public static void ended(TaskExecutions executions, long start, @Nullable Throwable thrown) {
    if (start != 0) {
      long end = System.nanoTime();
      executions.ended(end - start, end, thrown);
    }
  }
}
