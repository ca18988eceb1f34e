package dev.tachograph.it.harness;

import java.util.Map;

/** One line of a scrape. */
public record Sample(String name, Map<String, String> labels, double value) {
  public String label(String label) {
    return labels.getOrDefault(label, "");
  }

  boolean has(Map<String, String> wanted) {
    return labels.entrySet().containsAll(wanted.entrySet());
  }
}
