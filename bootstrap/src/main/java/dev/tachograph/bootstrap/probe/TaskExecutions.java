package dev.tachograph.bootstrap.probe;

import org.jspecify.annotations.Nullable;

/** Turns the executions of tasks of one type into observations. */
interface TaskExecutions {
  /** A worker is about to execute a task. */
  void started();

  /**
   * A worker returned, or threw.
   *
   * @param nanos how long it took
   * @param end {@link System#nanoTime()} at completion
   */
  void ended(long nanos, long end, @Nullable Throwable failure);
}
