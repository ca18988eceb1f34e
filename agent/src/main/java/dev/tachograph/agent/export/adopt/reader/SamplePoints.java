package dev.tachograph.agent.export.adopt.reader;

import dev.tachograph.agent.export.adopt.AdoptedFamily.Kind;
import dev.tachograph.agent.export.adopt.AdoptedPoint;
import dev.tachograph.agent.export.adopt.AdoptedPoint.AdoptedExemplar;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the samples of one series together: those that differ only in the suffix and one label. */
final class SamplePoints {
  private static final double MILLIS_PER_SECOND = 1000;

  /** Null before 0.11. */
  private static final @Nullable Field EXEMPLAR =
      SimpleclientReader.field(Sample.class, "exemplar");

  private SamplePoints() {}

  static void add(Map<List<String>, AdoptedPoint> points, Kind kind, String family, Sample sample)
      throws Exception {
    String special = specialLabel(kind, family);
    List<String> labels = new ArrayList<>();
    String specialValue = null;
    for (int i = 0; i < sample.labelNames.size(); i++) {
      if (sample.labelNames.get(i).equals(special)) {
        specialValue = sample.labelValues.get(i);
      } else {
        labels.add(sample.labelNames.get(i));
        labels.add(sample.labelValues.get(i));
      }
    }
    AdoptedPoint point =
        points.computeIfAbsent(labels, key -> new AdoptedPoint(key.toArray(new String[0])));
    put(point, kind, sample, specialValue);
    if (sample.timestampMs != null) {
      point.timestamp = sample.timestampMs;
    }
    addExemplar(point, sample);
  }

  private static @Nullable String specialLabel(Kind kind, String family) {
    switch (kind) {
      case SUMMARY:
        return "quantile";
      case HISTOGRAM:
      case GAUGE_HISTOGRAM:
        return "le";
      case STATE_SET:
        return family;
      default:
        return null;
    }
  }

  private static void put(
      AdoptedPoint point, Kind kind, Sample sample, @Nullable String specialValue) {
    String name = sample.name;
    if (name.endsWith("_created") && kind != Kind.GAUGE && kind != Kind.UNKNOWN) {
      point.created = (long) (sample.value * MILLIS_PER_SECOND);
    } else if (kind == Kind.STATE_SET) {
      point.states = with(point.states, String.valueOf(specialValue));
      point.active = with(point.active, sample.value == 1);
    } else if (kind == Kind.SUMMARY && specialValue != null) {
      point.quantileLevels = with(point.quantileLevels, number(specialValue));
      point.quantiles = with(point.quantiles, sample.value);
    } else if (specialValue != null) {
      point.upperBounds = with(point.upperBounds, number(specialValue));
      point.bucketCounts = with(point.bucketCounts, (long) sample.value);
    } else if (isDistribution(kind) && name.endsWith("sum")) {
      point.sum = sample.value;
    } else if (isDistribution(kind) && name.endsWith("count")) {
      point.count = (long) sample.value;
    } else {
      point.value = sample.value;
    }
  }

  private static boolean isDistribution(Kind kind) {
    return kind == Kind.SUMMARY || kind == Kind.HISTOGRAM || kind == Kind.GAUGE_HISTOGRAM;
  }

  private static double number(String text) {
    switch (text) {
      case "+Inf":
        return Double.POSITIVE_INFINITY;
      case "-Inf":
        return Double.NEGATIVE_INFINITY;
      default:
        return Double.parseDouble(text);
    }
  }

  /** Samples count cumulatively, and may come in any order. */
  static void complete(AdoptedPoint point) {
    double[] bounds = point.upperBounds;
    long[] counts = point.bucketCounts;
    if (bounds == null || counts == null) {
      return;
    }
    double[] sorted = bounds.clone();
    Arrays.sort(sorted);
    long[] single = new long[counts.length];
    long before = 0;
    for (int i = 0; i < sorted.length; i++) {
      long cumulative = counts[indexOf(bounds, sorted[i])];
      single[i] = cumulative - before;
      before = cumulative;
    }
    point.upperBounds = sorted;
    point.bucketCounts = single;
  }

  private static int indexOf(double[] bounds, double bound) {
    int i = 0;
    while (bounds[i] != bound) {
      i++;
    }
    return i;
  }

  private static void addExemplar(AdoptedPoint point, Sample sample) throws Exception {
    Object exemplar = EXEMPLAR == null ? null : EXEMPLAR.get(sample);
    if (exemplar == null) {
      return;
    }
    int size = (Integer) call(exemplar, "getNumberOfLabels");
    String[] labels = new String[2 * size];
    Method name = exemplar.getClass().getMethod("getLabelName", int.class);
    Method value = exemplar.getClass().getMethod("getLabelValue", int.class);
    for (int i = 0; i < size; i++) {
      labels[2 * i] = (String) name.invoke(exemplar, i);
      labels[2 * i + 1] = (String) value.invoke(exemplar, i);
    }
    Long timestamp = (Long) call(exemplar, "getTimestampMs");
    point.exemplars.add(
        new AdoptedExemplar(
            (Double) call(exemplar, "getValue"), labels, timestamp == null ? 0 : timestamp));
  }

  private static Object call(Object object, String method) throws Exception {
    return object.getClass().getMethod(method).invoke(object);
  }

  private static double[] with(double @Nullable [] values, double value) {
    double[] more = values == null ? new double[1] : Arrays.copyOf(values, values.length + 1);
    more[more.length - 1] = value;
    return more;
  }

  private static long[] with(long @Nullable [] values, long value) {
    long[] more = values == null ? new long[1] : Arrays.copyOf(values, values.length + 1);
    more[more.length - 1] = value;
    return more;
  }

  private static boolean[] with(boolean @Nullable [] values, boolean value) {
    boolean[] more = values == null ? new boolean[1] : Arrays.copyOf(values, values.length + 1);
    more[more.length - 1] = value;
    return more;
  }

  private static String[] with(String @Nullable [] values, String value) {
    String[] more = values == null ? new String[1] : Arrays.copyOf(values, values.length + 1);
    more[more.length - 1] = value;
    return more;
  }
}
