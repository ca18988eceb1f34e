package dev.tachograph.agent.cli.top;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A name with label values, as a line of the exposition has it. Immutable. */
final class Series {
  private final String name;
  private final Map<String, String> labels;

  Series(String name, Map<String, String> labels) {
    this.name = name;
    this.labels = Map.copyOf(labels);
  }

  static Series named(String name) {
    return new Series(name, Map.of());
  }

  String name() {
    return name;
  }

  /** The series with one more label. */
  Series with(String label, String value) {
    Map<String, String> more = new HashMap<>(labels);
    more.put(label, value);
    return new Series(name, more);
  }

  /** The series without a label. */
  Series without(String label) {
    Map<String, String> fewer = new HashMap<>(labels);
    fewer.remove(label);
    return new Series(name, fewer);
  }

  /** The series of another metric with the same labels. */
  Series of(String otherName) {
    return new Series(otherName, labels);
  }

  /** A label's value, empty if there is no such label: to Prometheus these are the same. */
  String label(String label) {
    return labels.getOrDefault(label, "");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Series
        && ((Series) other).name.equals(name)
        && ((Series) other).labels.equals(labels);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + labels.hashCode();
  }

  @Override
  public String toString() {
    return name + labels;
  }
}
