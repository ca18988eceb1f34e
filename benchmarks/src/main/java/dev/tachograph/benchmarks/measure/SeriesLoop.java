package dev.tachograph.benchmarks.measure;

/**
 * The only loop there is, but each candidate has a class of its own of it: see {@link LoopLoader}.
 */
public final class SeriesLoop implements Loop {
  @Override
  public void run(Operation[] operations, long[] durations, int count) {
    if (operations.length == 1) {
      runOne(operations[0], durations, count);
    } else {
      runMany(operations, durations, count);
    }
  }

  private static void runOne(Operation operation, long[] durations, int count) {
    long end = System.nanoTime();
    for (int i = 0; i < count; i++) {
      operation.perform(durations[i & (DURATIONS - 1)], end + i);
    }
  }

  private static void runMany(Operation[] operations, long[] durations, int count) {
    long end = System.nanoTime();
    int next = 0;
    for (int i = 0; i < count; i++) {
      operations[next].perform(durations[i & (DURATIONS - 1)], end + i);
      next = next + 1 == operations.length ? 0 : next + 1;
    }
  }
}
