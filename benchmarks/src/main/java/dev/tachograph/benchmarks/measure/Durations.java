package dev.tachograph.benchmarks.measure;

import java.util.Random;

/** Durations as services have them: lognormal around 20 ms, all below 4 s. */
public final class Durations {
  public static final double MEDIAN_NANOS = 20e6;
  public static final double SIGMA = 0.8;
  private static final long MAX_NANOS = 4_000_000_000L;

  private Durations() {}

  /** As many as a {@link Loop} takes; the same for the same seed. */
  public static long[] forLoop(long seed) {
    return of(seed, Loop.DURATIONS);
  }

  public static long[] of(long seed, int count) {
    Random random = new Random(seed);
    long[] durations = new long[count];
    for (int i = 0; i < count; i++) {
      durations[i] = next(random);
    }
    return durations;
  }

  public static long next(Random random) {
    double nanos = MEDIAN_NANOS * Math.exp(SIGMA * random.nextGaussian());
    return Math.min(MAX_NANOS, Math.round(nanos));
  }
}
