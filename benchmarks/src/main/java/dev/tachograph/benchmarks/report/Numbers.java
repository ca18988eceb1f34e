package dev.tachograph.benchmarks.report;

import java.util.Locale;

/** How numbers are written: with as many digits as they deserve. */
final class Numbers {
  private Numbers() {}

  /** Three digits, or all before the point; a dash for what was not measured. */
  static String of(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return "never";
    }
    double size = Math.abs(value);
    if (size >= 99.95 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    String format = size >= 9.995 ? "%.1f" : "%.2f";
    String text = String.format(Locale.ROOT, format, value);
    return text.replace("-0.00", "0.00");
  }

  /** A factor, such as {@code 12×}. */
  static String factor(double value) {
    return Double.isNaN(value) ? "–" : of(value) + "×";
  }
}
