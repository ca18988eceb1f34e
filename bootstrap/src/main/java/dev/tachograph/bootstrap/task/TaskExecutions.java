package dev.tachograph.bootstrap.task;

import org.jspecify.annotations.Nullable;

/**
 * Turns the executions of tasks of one type into observations. A class, since the JVM finds out
 * faster that an object is of a class than that it is of an interface.
 */
public abstract class TaskExecutions {
  /** A worker is about to execute a task. */
  abstract void started();

  /**
   * A worker returned, or threw.
   *
   * @param nanos how long it took
   * @param end {@link System#nanoTime()} at completion
   */
  abstract void ended(long nanos, long end, @Nullable Throwable failure);
}
