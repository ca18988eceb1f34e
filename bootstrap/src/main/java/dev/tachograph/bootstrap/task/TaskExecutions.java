package dev.tachograph.bootstrap.task;

import org.jspecify.annotations.Nullable;

/**
 * Turns the executions of tasks of one type into observations. It is a class, because the JVM
 * checks faster whether an object is of a class than whether it is of an interface.
 */
public abstract class TaskExecutions {
  /** A worker is about to execute a task. */
  public abstract void started();

  /**
   * A worker returned, or threw.
   *
   * @param nanos the duration
   * @param end {@link System#nanoTime()} at completion
   */
  public abstract void ended(long nanos, long end, @Nullable Throwable failure);

  /** An execution that {@link #started} counted turns out to be none. */
  public void withdrawn() {}
}
