package dev.tachograph.bootstrap.metrics;

import java.util.List;

/** Checks names by Prometheus' rules. By hand, because a regular expression costs start-up time. */
final class MetricNames {
  private MetricNames() {}

  /**
   * @throws IllegalArgumentException if Prometheus does not accept a name, a label name occurs
   *     twice, or there are too many labels
   */
  static void check(String name, List<String> labelNames) {
    if (!isName(name, true)) {
      throw new IllegalArgumentException(
          "'" + name + "' is not a metric name: letters, digits, '_' and ':', no digit first");
    }
    if (labelNames.size() > MetricFamily.MAX_LABELS) {
      throw new IllegalArgumentException(
          name + " has labels " + labelNames + ", but the most is " + MetricFamily.MAX_LABELS);
    }
    for (int i = 0; i < labelNames.size(); i++) {
      String label = labelNames.get(i);
      if (!isName(label, false)) {
        throw new IllegalArgumentException(
            "'"
                + label
                + "' of "
                + name
                + " is not a label name: letters, digits and '_', no digit first");
      }
      if (labelNames.indexOf(label) != i) {
        throw new IllegalArgumentException(name + " has the label '" + label + "' twice");
      }
    }
  }

  private static boolean isName(String name, boolean colonAllowed) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      boolean digit = c >= '0' && c <= '9' && i > 0;
      if (!letter && !digit && !(c == ':' && colonAllowed)) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
