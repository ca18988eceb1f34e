package dev.tachograph.benchmarks.measure;

/** Performs a batch of operations. */
public interface Loop {
  /** Length of the array of durations that {@link #run} goes through again and again. */
  int DURATIONS = 4096;

  /**
   * @param operations one, or several that take turns
   * @param durations {@value #DURATIONS} of them
   * @param count how many operations to perform
   */
  void run(Operation[] operations, long[] durations, int count);
}
