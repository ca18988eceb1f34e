package dev.tachograph.examples.live;

import java.util.HashMap;
import java.util.Map;

/** A metric's name with label values, as a line of the exposition has it. */
record Series(String name, Map<String, String> labels) {
  Series {
    labels = Map.copyOf(labels);
  }

  static Series named(String name) {
    return new Series(name, Map.of());
  }

  /** The series with one more label. */
  Series with(String label, String value) {
    Map<String, String> more = new HashMap<>(labels);
    more.put(label, value);
    return new Series(name, more);
  }

  /** The series of another metric with the same labels. */
  Series of(String otherName) {
    return new Series(otherName, labels);
  }

  /** A label's value, empty if there is no such label: to Prometheus these are the same. */
  String label(String label) {
    return labels.getOrDefault(label, "");
  }
}
