package dev.tachograph.agent.export.processes;

import java.util.Arrays;

/** The labels of a series: the identity of a series within its family. Immutable. */
final class LabelSet {
  final String[] names;
  final String[] values;
  private final int hash;

  LabelSet(String[] names, String[] values) {
    this.names = names;
    this.values = values;
    hash = 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
  }

  boolean has(String name) {
    return Arrays.asList(names).contains(name);
  }

  /** With one label more. */
  LabelSet with(String name, String value) {
    String[] moreNames = Arrays.copyOf(names, names.length + 1);
    String[] moreValues = Arrays.copyOf(values, values.length + 1);
    moreNames[names.length] = name;
    moreValues[values.length] = value;
    return new LabelSet(moreNames, moreValues);
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof LabelSet)) {
      return false;
    }
    LabelSet that = (LabelSet) other;
    return hash == that.hash
        && Arrays.equals(values, that.values)
        && Arrays.equals(names, that.names);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
