package dev.tachograph.agent.config.value;

import dev.tachograph.bootstrap.metrics.Buckets;
import java.util.Arrays;

/** Upper bounds of histogram buckets: those that a {@linkplain Buckets#areUsable timer takes}. */
public final class BucketBounds extends Parser<double[]> {
  private static final int MAX_BUCKETS = 100;

  @Override
  public double[] parse(String text) {
    double[] bounds = new double[MAX_BUCKETS];
    int count = 0;
    int start = 0;
    while (start <= text.length()) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      if (count == MAX_BUCKETS) {
        throw notAllowed();
      }
      bounds[count++] = seconds(text.substring(start, end).trim());
      start = end + 1;
    }
    double[] given = Arrays.copyOf(bounds, count);
    if (!Buckets.areUsable(given)) {
      throw notAllowed();
    }
    return given;
  }

  @Override
  public String allowed() {
    return "1 to 100 positive numbers of seconds, each a nanosecond or more above the one before,"
        + " below 292 years, separated by commas, without +Inf";
  }

  /**
   * The number, or NaN if it is none. {@code parseDouble} alone would accept "1d" and "Infinity".
   */
  private static double seconds(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789.eE+-".indexOf(text.charAt(i)) < 0) {
        return Double.NaN;
      }
    }
    try {
      double seconds = Double.parseDouble(text);
      return seconds < Double.POSITIVE_INFINITY ? seconds : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
