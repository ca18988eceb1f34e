package dev.tachograph.benchmarks.measure;

import java.util.Arrays;

/** Values measured of one thing, and what they come to. */
public final class Sample {
  private double[] values = new double[64];
  private int size;

  /** A sample of these values. */
  public static Sample of(double... values) {
    Sample sample = new Sample();
    for (double value : values) {
      sample.add(value);
    }
    return sample;
  }

  public void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  public int size() {
    return size;
  }

  /** NaN if there is no value. */
  public double median() {
    return quantile(0.5);
  }

  /**
   * Linearly interpolated between the two nearest values; NaN if there is none.
   *
   * @param level from 0, the least value, to 1, the greatest
   */
  public double quantile(double level) {
    double[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return ofSorted(sorted, level);
  }

  /** The same of values that are sorted already. */
  public static double ofSorted(double[] sorted, double level) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double index = level * (sorted.length - 1);
    int below = (int) index;
    double rest = index - below;
    return rest == 0 ? sorted[below] : sorted[below] + rest * (sorted[below + 1] - sorted[below]);
  }
}
