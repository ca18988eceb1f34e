package dev.tachograph.agent.export.graphite;

import io.prometheus.metrics.model.snapshots.Labels;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names and values as the Graphite bridge of the Python client writes them, so that one can follow
 * the other: {@code prefix.name.label.value}, or {@code prefix.name;label=value} with tags, labels
 * in alphabetic order.
 */
final class GraphiteNames {
  /** Python writes numbers from here on with an exponent. */
  private static final int MAX_PLAIN_EXPONENT = 16;

  private static final int MIN_PLAIN_EXPONENT = -4;

  private final String prefix;
  private final boolean tags;

  /**
   * @param prefix without a dot at the end; may be empty
   */
  GraphiteNames(String prefix, boolean tags) {
    this.prefix = prefix.isEmpty() ? "" : prefix + '.';
    this.tags = tags;
  }

  String of(String name, Labels labels) {
    StringBuilder text = new StringBuilder(prefix).append(sanitized(name));
    if (!labels.isEmpty()) {
      Map<String, String> sorted = new TreeMap<>();
      for (int i = 0; i < labels.size(); i++) {
        sorted.put(labels.getPrometheusName(i), labels.getValue(i));
      }
      sorted.forEach(
          (label, value) ->
              text.append(tags ? ';' : '.')
                  .append(sanitized(label))
                  .append(tags ? '=' : '.')
                  .append(sanitized(value)));
    }
    return text.toString();
  }

  private static String sanitized(String text) {
    StringBuilder sanitized = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      boolean kept =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '-';
      sanitized.append(kept ? (char) c : '_');
    }
    return sanitized.toString();
  }

  /** The number as Python's {@code repr} writes it: the same digits, and another exponent. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    String java = Double.toString(value);
    if (java.indexOf('E') < 0 || value == 0) {
      return java;
    }
    BigDecimal exact = new BigDecimal(java).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent >= MIN_PLAIN_EXPONENT && exponent < MAX_PLAIN_EXPONENT) {
      String plain = exact.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    String digits = exact.unscaledValue().abs().toString();
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? '.' + digits.substring(1) : "")
        + 'e'
        + (exponent < 0 ? '-' : '+')
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }
}
