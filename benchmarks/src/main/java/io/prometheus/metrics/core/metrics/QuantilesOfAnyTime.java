package io.prometheus.metrics.core.metrics;

import java.util.function.LongSupplier;

/**
 * The quantiles of a {@link Summary} with its defaults, five minutes in five buckets, but with
 * another clock. It lies in the library's package because the library keeps that door to itself.
 */
public final class QuantilesOfAnyTime {
  private static final long MAX_AGE_SECONDS = 300;
  private static final int AGE_BUCKETS = 5;

  private final SlidingWindow<CKMSQuantiles> window;

  /**
   * @param levels the quantiles
   * @param errors their allowed errors
   * @param currentTimeMillis the clock
   */
  public QuantilesOfAnyTime(double[] levels, double[] errors, LongSupplier currentTimeMillis) {
    CKMSQuantiles.Quantile[] quantiles = new CKMSQuantiles.Quantile[levels.length];
    for (int i = 0; i < levels.length; i++) {
      quantiles[i] = new CKMSQuantiles.Quantile(levels[i], errors[i]);
    }
    window =
        new SlidingWindow<>(
            CKMSQuantiles.class,
            () -> new CKMSQuantiles(quantiles),
            CKMSQuantiles::insert,
            MAX_AGE_SECONDS,
            AGE_BUCKETS,
            currentTimeMillis);
  }

  public void observe(double value) {
    window.observe(value);
  }

  public double get(double level) {
    return window.current().get(level);
  }
}
