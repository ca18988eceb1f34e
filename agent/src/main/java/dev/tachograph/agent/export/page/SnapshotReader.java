package dev.tachograph.agent.export.page;

import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** Puts what a scrape would show into a sample. */
final class SnapshotReader {
  private SnapshotReader() {}

  static void read(MetricSnapshots snapshots, History history) {
    for (MetricSnapshot snapshot : snapshots) {
      String name = SampledValues.name(snapshot);
      History.Family family = history.family(name);
      if (family == null) {
        family =
            history.family(
                name,
                SampledValues.type(snapshot),
                snapshot.getMetadata().getHelp(),
                SampledValues.levels(snapshot));
      }
      for (DataPointSnapshot point : snapshot.getDataPoints()) {
        int series = history.series(family, point.getLabels());
        if (series < 0) {
          series = history.series(family, point.getLabels(), pairs(point.getLabels()));
        }
        if (series >= 0) {
          history.set(series, SampledValues.of(point));
        }
      }
    }
  }

  private static String[] pairs(Labels labels) {
    String[] pairs = new String[2 * labels.size()];
    for (int i = 0; i < labels.size(); i++) {
      pairs[2 * i] = labels.getName(i);
      pairs[2 * i + 1] = labels.getValue(i);
    }
    return pairs;
  }
}
