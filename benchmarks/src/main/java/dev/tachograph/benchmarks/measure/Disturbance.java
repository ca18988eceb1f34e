package dev.tachograph.benchmarks.measure;

/** Which batches count on a machine that others use as well. */
final class Disturbance {
  /** The clocks themselves: reading them one after the other takes up to this long. */
  private static final long CLOCK_NANOS = 3_000;

  private static final double TOLERANCE = 1.03;
  private static final double MIN_OVERLAP = 0.8;
  private static final long MAX_CONTENDED_NANOS = 2_000_000;

  private Disturbance() {}

  /** Whether the thread was running, and never had to wait for a processor. */
  static boolean hadTheProcessor(long wallNanos, long cpuNanos) {
    return wallNanos <= cpuNanos * TOLERANCE + CLOCK_NANOS;
  }

  /** Whether two threads were at it at the same time for nearly all of the time. */
  static boolean overlapped(long start1, long end1, long start2, long end2) {
    long longer = Math.max(end1 - start1, end2 - start2);
    long common = Math.min(end1, end2) - Math.max(start1, start2);
    return common >= MIN_OVERLAP * longer && longer < MAX_CONTENDED_NANOS;
  }
}
