package dev.tachograph.agent.export.page;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import java.util.List;

/**
 * The form in which the page gets values.
 *
 * <p>A counter, a gauge and an info have one value. A summary has count, sum, and a value for each
 * of the family's levels. A classic histogram has count, sum, and the observations in each bucket;
 * the family's levels are the buckets' bounds, the last of them infinite. A native histogram has
 * count, sum, its schema, the observations of zero, and then bucket by bucket index and
 * observations.
 */
final class SampledValues {
  private static final double NANOS = 1e9;
  private static final double ROUNDED_BELOW = 1e6;
  private static final double WHOLE_BELOW = 1e15;

  private SampledValues() {}

  /** The name of the family as a scrape shows it. */
  static String name(MetricSnapshot snapshot) {
    String name = snapshot.getMetadata().getPrometheusName();
    if (snapshot instanceof CounterSnapshot) {
      return name.endsWith("_total") ? name : name + "_total";
    }
    return snapshot instanceof InfoSnapshot && !name.endsWith("_info") ? name + "_info" : name;
  }

  static String type(MetricSnapshot snapshot) {
    if (snapshot instanceof CounterSnapshot) {
      return "counter";
    }
    if (snapshot instanceof SummarySnapshot) {
      return "summary";
    }
    if (snapshot instanceof HistogramSnapshot) {
      List<HistogramDataPointSnapshot> points = ((HistogramSnapshot) snapshot).getDataPoints();
      return !points.isEmpty() && points.get(0).hasClassicHistogramData() ? "histogram" : "native";
    }
    return snapshot instanceof InfoSnapshot ? "info" : "gauge";
  }

  /** The quantiles of a summary, or the bounds of a classic histogram; else nothing. */
  static double[] levels(MetricSnapshot snapshot) {
    if (snapshot instanceof SummarySnapshot) {
      for (SummaryDataPointSnapshot point : ((SummarySnapshot) snapshot).getDataPoints()) {
        Quantiles quantiles = point.getQuantiles();
        if (quantiles.size() > 0) {
          double[] levels = new double[quantiles.size()];
          for (int i = 0; i < levels.length; i++) {
            levels[i] = quantiles.get(i).getQuantile();
          }
          return levels;
        }
      }
      return new double[] {0.5, 0.75, 0.9, 0.95, 0.99};
    }
    if (type(snapshot).equals("histogram")) {
      ClassicHistogramBuckets buckets =
          ((HistogramSnapshot) snapshot).getDataPoints().get(0).getClassicBuckets();
      double[] bounds = new double[buckets.size()];
      for (int i = 0; i < bounds.length; i++) {
        bounds[i] = buckets.getUpperBound(i);
      }
      return bounds;
    }
    return new double[0];
  }

  static double[] of(DataPointSnapshot point) {
    if (point instanceof CounterSnapshot.CounterDataPointSnapshot) {
      return one(((CounterSnapshot.CounterDataPointSnapshot) point).getValue());
    }
    if (point instanceof GaugeSnapshot.GaugeDataPointSnapshot) {
      return one(((GaugeSnapshot.GaugeDataPointSnapshot) point).getValue());
    }
    if (point instanceof UnknownSnapshot.UnknownDataPointSnapshot) {
      return one(((UnknownSnapshot.UnknownDataPointSnapshot) point).getValue());
    }
    if (point instanceof SummaryDataPointSnapshot) {
      return summary((SummaryDataPointSnapshot) point);
    }
    if (point instanceof HistogramDataPointSnapshot) {
      HistogramDataPointSnapshot histogram = (HistogramDataPointSnapshot) point;
      return histogram.hasClassicHistogramData() ? classic(histogram) : exponential(histogram);
    }
    return one(1);
  }

  private static double[] one(double value) {
    return new double[] {value};
  }

  private static double[] summary(SummaryDataPointSnapshot point) {
    Quantiles quantiles = point.getQuantiles();
    double[] values = new double[2 + quantiles.size()];
    values[0] = point.getCount();
    values[1] = point.getSum();
    for (int i = 0; i < quantiles.size(); i++) {
      values[2 + i] = quantiles.get(i).getValue();
    }
    return values;
  }

  private static double[] classic(HistogramDataPointSnapshot point) {
    ClassicHistogramBuckets buckets = point.getClassicBuckets();
    double[] values = new double[2 + buckets.size()];
    values[1] = point.getSum();
    for (int i = 0; i < buckets.size(); i++) {
      values[2 + i] = buckets.getCount(i);
      values[0] += buckets.getCount(i);
    }
    return values;
  }

  private static double[] exponential(HistogramDataPointSnapshot point) {
    NativeHistogramBuckets buckets = point.getNativeBucketsForPositiveValues();
    double[] values = new double[4 + 2 * buckets.size()];
    values[0] = point.getCount();
    values[1] = point.getSum();
    values[2] = point.getNativeSchema();
    values[3] = point.getNativeZeroCount();
    for (int i = 0; i < buckets.size(); i++) {
      values[4 + 2 * i] = buckets.getBucketIndex(i);
      values[5 + 2 * i] = buckets.getCount(i);
    }
    return values;
  }

  /** Appends values as JSON, which has no infinite numbers; times are rounded to nanoseconds. */
  static void append(StringBuilder json, double[] values) {
    json.append('[');
    for (int i = 0; i < values.length; i++) {
      json.append(i == 0 ? "" : ",");
      append(json, values[i]);
    }
    json.append(']');
  }

  private static void append(StringBuilder json, double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      json.append("null");
    } else if (value == Math.rint(value) && Math.abs(value) < WHOLE_BELOW) {
      json.append((long) value);
    } else if (Math.abs(value) < ROUNDED_BELOW) {
      json.append(Math.round(value * NANOS) / NANOS);
    } else {
      json.append(value);
    }
  }
}
