package dev.tachograph.agent.export.processes;

import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.mapped.GaugeMode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A family, added up over processes. */
final class FamilyTotals {
  final String name;
  final String help;
  final int kind;
  final GaugeMode mode;
  final Map<LabelSet, SeriesTotals> series = new HashMap<>();
  private final int maxSeries;

  /** How often something went to the series labelled "other", because the family is full. */
  long folded;

  FamilyTotals(String name, String help, int kind, GaugeMode mode, int maxSeries) {
    this.name = name;
    this.help = help;
    this.kind = kind;
    this.mode = mode;
    this.maxSeries = maxSeries;
  }

  /** The series with these labels. */
  SeriesTotals series(LabelSet labels) {
    SeriesTotals known = series.get(labels);
    if (known != null) {
      return known;
    }
    LabelSet key = labels;
    if (series.size() >= maxSeries && labels.values.length > 0) {
      folded++;
      String[] others = new String[labels.values.length];
      Arrays.fill(others, MetricFamily.OTHER);
      key = new LabelSet(labels.names, others);
    }
    return series.computeIfAbsent(key, unused -> new SeriesTotals());
  }
}
