package dev.tachograph.agent.export.graphite;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DistributionDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot.State;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import java.io.IOException;

/** Goes through all samples, under the names and labels of the text format 0.0.4. */
final class SampleWalk {
  private final Visitor visitor;

  SampleWalk(Visitor visitor) {
    this.visitor = visitor;
  }

  /** Takes one sample. */
  interface Visitor {
    void sample(String name, Labels labels, double value) throws IOException;
  }

  void over(MetricSnapshots snapshots) throws IOException {
    for (MetricSnapshot snapshot : snapshots) {
      String name = snapshot.getMetadata().getPrometheusName();
      if (snapshot instanceof CounterSnapshot) {
        for (var point : ((CounterSnapshot) snapshot).getDataPoints()) {
          visitor.sample(name + "_total", point.getLabels(), point.getValue());
        }
      } else if (snapshot instanceof GaugeSnapshot) {
        for (var point : ((GaugeSnapshot) snapshot).getDataPoints()) {
          visitor.sample(name, point.getLabels(), point.getValue());
        }
      } else if (snapshot instanceof HistogramSnapshot) {
        for (var point : ((HistogramSnapshot) snapshot).getDataPoints()) {
          histogram(name, point);
        }
      } else if (snapshot instanceof SummarySnapshot) {
        for (var point : ((SummarySnapshot) snapshot).getDataPoints()) {
          summary(name, point);
        }
      } else if (snapshot instanceof InfoSnapshot) {
        for (var point : ((InfoSnapshot) snapshot).getDataPoints()) {
          visitor.sample(name + "_info", point.getLabels(), 1);
        }
      } else if (snapshot instanceof StateSetSnapshot) {
        for (var point : ((StateSetSnapshot) snapshot).getDataPoints()) {
          for (State state : point) {
            visitor.sample(
                name, point.getLabels().add(name, state.getName()), state.isTrue() ? 1 : 0);
          }
        }
      } else if (snapshot instanceof UnknownSnapshot) {
        for (var point : ((UnknownSnapshot) snapshot).getDataPoints()) {
          visitor.sample(name, point.getLabels(), point.getValue());
        }
      }
    }
  }

  private void summary(String name, SummaryDataPointSnapshot point) throws IOException {
    for (Quantile quantile : point.getQuantiles()) {
      Labels labels = point.getLabels().add("quantile", Double.toString(quantile.getQuantile()));
      visitor.sample(name, labels, quantile.getValue());
    }
    countAndSum(name, point);
  }

  /** A native histogram alone has one bucket, since Graphite knows no others. */
  private void histogram(String name, HistogramDataPointSnapshot point) throws IOException {
    ClassicHistogramBuckets buckets = point.getClassicBuckets();
    long cumulative = 0;
    for (int i = 0; i < buckets.size(); i++) {
      cumulative += buckets.getCount(i);
      bucket(name, point.getLabels(), buckets.getUpperBound(i), cumulative);
    }
    if (buckets.isEmpty()) {
      bucket(name, point.getLabels(), Double.POSITIVE_INFINITY, point.getCount());
    }
    countAndSum(name, point);
  }

  private void bucket(String name, Labels labels, double bound, long count) throws IOException {
    String le = bound == Double.POSITIVE_INFINITY ? "+Inf" : Double.toString(bound);
    visitor.sample(name + "_bucket", labels.add("le", le), count);
  }

  private void countAndSum(String name, DistributionDataPointSnapshot point) throws IOException {
    if (point.hasCount()) {
      visitor.sample(name + "_count", point.getLabels(), point.getCount());
    }
    if (point.hasSum()) {
      visitor.sample(name + "_sum", point.getLabels(), point.getSum());
    }
  }
}
