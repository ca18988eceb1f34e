package dev.tachograph.bootstrap.metrics;

/** Decides, once for each timer family, how the family keeps its durations. */
public interface TimerPolicy {
  /**
   * How the family keeps its durations.
   *
   * @param family the full exposed name, such as {@code task_execute_time_seconds}
   */
  Distribution distribution(String family);

  /**
   * The upper bounds of the family's classic buckets.
   *
   * @param family the full exposed name, such as {@code task_execute_time_seconds}
   * @param defaultBuckets the family's own bounds, in seconds
   * @return ascending bounds in seconds, at least one nanosecond apart, without the infinite one
   */
  double[] buckets(String family, double[] defaultBuckets);
}
