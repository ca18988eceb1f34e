package dev.tachograph.it.harness;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All samples under one HELP and TYPE. */
public record Family(String name, String type, String help, List<Sample> samples) {
  /** Of all its series, without those that the type itself brings. */
  public Set<String> labelNames() {
    Set<String> names = new TreeSet<>();
    samples.forEach(sample -> names.addAll(sample.labels().keySet()));
    names.removeAll(Set.of("le", "quantile"));
    return names;
  }
}
