package dev.tachograph.bootstrap.task;

import dev.tachograph.bootstrap.support.Clock;
import org.jspecify.annotations.Nullable;

/** Executions of tasks, whoever hands them out. */
public final class TaskProbe {
  /** The label of a task type, or of a workflow, that cannot be told. */
  public static final String UNKNOWN = "unknown";

  private TaskProbe() {}

  /** A name for a label: {@value #UNKNOWN} if there is none. */
  public static String orUnknown(@Nullable String name) {
    return name == null || name.isEmpty() ? UNKNOWN : name;
  }

  /** Where the executions of tasks of one type go; for whoever will ask again and again. */
  public static TaskExecutions executions(@Nullable String taskType) {
    return TaskMetrics.current().executions(orUnknown(taskType));
  }

  /**
   * An execution begins.
   *
   * @return when, to be handed to {@link #ended}
   */
  public static long started(TaskExecutions executions) {
    executions.started();
    return Clock.now();
  }

  /**
   * An execution ended.
   *
   * @param start what {@link #started} returned; 0 if it did not get that far
   */
  public static void ended(TaskExecutions executions, long start, @Nullable Throwable thrown) {
    if (start != 0) {
      long end = System.nanoTime();
      executions.ended(end - start, end, thrown);
    }
  }
}
