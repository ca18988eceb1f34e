package dev.tachograph.bootstrap.metrics.window;

import java.math.BigDecimal;
import java.util.Arrays;

/** The definition that the window is held against: sort a copy, index q*(n-1), interpolate. */
final class SortedCopy {
  private SortedCopy() {}

  /** The quantiles of the last {@code capacity} of the first {@code count} values. */
  static double[] quantiles(long[] values, int count, int capacity) {
    long[] sorted = Arrays.copyOfRange(values, Math.max(0, count - capacity), count);
    Arrays.sort(sorted);
    double[] quantiles = new double[WindowSnapshot.PERCENTS.length];
    for (int q = 0; q < quantiles.length; q++) {
      quantiles[q] = sorted.length == 0 ? Double.NaN : quantile(sorted, WindowSnapshot.PERCENTS[q]);
    }
    return quantiles;
  }

  private static double quantile(long[] sorted, int percent) {
    BigDecimal index = BigDecimal.valueOf((long) percent * (sorted.length - 1)).movePointLeft(2);
    int low = index.intValue();
    int high = Math.min(low + 1, sorted.length - 1);
    BigDecimal fraction = index.subtract(BigDecimal.valueOf(low));
    BigDecimal step = BigDecimal.valueOf(sorted[high]).subtract(BigDecimal.valueOf(sorted[low]));
    return BigDecimal.valueOf(sorted[low]).add(step.multiply(fraction)).doubleValue();
  }
}
