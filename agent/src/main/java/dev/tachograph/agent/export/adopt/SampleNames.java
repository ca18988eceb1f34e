package dev.tachograph.agent.export.adopt;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * The names that a family takes in a scrape: its own, and those that formats derive from it. Not
 * {@code _created}: no format that the agent writes has a series for the time of creation.
 */
public final class SampleNames {
  private static final String[] NONE = {};
  private static final String[] OF_COUNTER = {"_total"};
  private static final String[] OF_INFO = {"_info"};
  private static final String[] OF_SUMMARY = {"_count", "_sum"};
  private static final String[] OF_HISTOGRAM = {"_bucket", "_count", "_sum"};
  private static final String[] OF_GAUGES = {"_bucket", "_gcount", "_gsum", "_count", "_sum"};

  private SampleNames() {}

  /** The family's own name is the first. */
  public static List<String> of(MetricSnapshot snapshot) {
    String name = snapshot.getMetadata().getPrometheusName();
    List<String> all = new ArrayList<>();
    all.add(name);
    for (String suffix : suffixes(snapshot)) {
      all.add(name + suffix);
    }
    return all;
  }

  private static String[] suffixes(MetricSnapshot snapshot) {
    if (snapshot instanceof CounterSnapshot) {
      return OF_COUNTER;
    } else if (snapshot instanceof InfoSnapshot) {
      return OF_INFO;
    } else if (snapshot instanceof SummarySnapshot) {
      return OF_SUMMARY;
    } else if (snapshot instanceof HistogramSnapshot) {
      return ((HistogramSnapshot) snapshot).isGaugeHistogram() ? OF_GAUGES : OF_HISTOGRAM;
    }
    return NONE;
  }
}
