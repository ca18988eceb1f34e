package dev.tachograph.benchmarks.measure;

/** A small piece of work, of which a batch does many. */
public interface Operation {
  /**
   * Does it once.
   *
   * @param nanos a duration, another one each time
   * @param end a time that grows with each call
   */
  void perform(long nanos, long end);
}
