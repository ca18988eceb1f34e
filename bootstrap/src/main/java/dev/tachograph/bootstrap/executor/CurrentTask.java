package dev.tachograph.bootstrap.executor;

/** What an executor runs on the current thread. */
public final class CurrentTask {
  /** Stands for a time that is not known. */
  public static final long UNKNOWN = TaskRun.UNKNOWN;

  private CurrentTask() {}

  /**
   * How many nanoseconds the task waited, from its submission or the time at which it was due;
   * {@link #UNKNOWN} if there is no task, or its executor is not measured.
   */
  public static long waitedNanos() {
    return TaskThread.current().run.waited;
  }
}
