package dev.tachograph.bootstrap.metrics.window;

/** What a {@link QuantileWindow} held at one moment: count, sum and quantiles belong together. */
public final class WindowSnapshot {
  /** Which quantiles are taken, in percent. */
  static final int[] PERCENTS = {50, 75, 90, 95, 99};

  /** Tells whether anything was recorded since; see {@link QuantileWindow#snapshot()}. */
  final long version;

  private final long count;
  private final long sum;
  private final int size;
  private final double[] quantiles;

  WindowSnapshot(long version, long count, long sum, int size, double[] quantiles) {
    this.version = version;
    this.count = count;
    this.sum = sum;
    this.size = size;
    this.quantiles = quantiles;
  }

  /** Which quantiles {@link #quantiles()} holds: 0.5, 0.75, 0.9, 0.95 and 0.99. A copy. */
  public static double[] levels() {
    double[] levels = new double[PERCENTS.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = PERCENTS[i] / 100.0;
    }
    return levels;
  }

  /** Observations since the start. */
  public long count() {
    return count;
  }

  /** Sum of all observations since the start, in the recorded unit. */
  public long sum() {
    return sum;
  }

  /** Observations in the window, over which the quantiles are taken. */
  public int size() {
    return size;
  }

  /** One of the {@link #levels()}, in the recorded unit; NaN if there was no observation. */
  public double quantile(int level) {
    return quantiles[level];
  }

  /**
   * The quantiles at all {@link #levels()}, in the recorded unit; NaN without observation. A copy.
   */
  public double[] quantiles() {
    return quantiles.clone();
  }
}
