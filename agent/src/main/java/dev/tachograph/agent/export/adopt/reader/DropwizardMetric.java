package dev.tachograph.agent.export.adopt.reader;

import dev.tachograph.agent.export.adopt.AdoptedFamily;
import dev.tachograph.agent.export.adopt.AdoptedFamily.Kind;
import dev.tachograph.agent.export.adopt.AdoptedPoint;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A metric of Dropwizard's, which does not know its name. Names, types and help are those of {@code
 * DropwizardExports} of simpleclient.
 */
final class DropwizardMetric {
  static final double SECONDS_PER_NANO = 1.0 / TimeUnit.SECONDS.toNanos(1);

  private static final Pattern BAD_START = Pattern.compile("^[^a-zA-Z_:]");
  private static final Pattern BAD = Pattern.compile("[^a-zA-Z0-9_:]");
  private static final double[] LEVELS = {0.5, 0.75, 0.95, 0.98, 0.99, 0.999};

  final Object metric;
  private final String name;
  private final Map<String, String> tags;

  DropwizardMetric(String name, Map<String, String> tags, Object metric) {
    this.name = name;
    this.tags = tags;
    this.metric = metric;
  }

  String name() {
    return legal(name);
  }

  private static String legal(String name) {
    return BAD.matcher(BAD_START.matcher(name).replaceFirst("_")).replaceAll("_");
  }

  /** Nothing if the value is no number. */
  List<AdoptedFamily> gauge(@Nullable Object value) {
    if (value instanceof Boolean) {
      return value(Kind.GAUGE, (Boolean) value ? 1 : 0);
    }
    return value instanceof Number
        ? value(Kind.GAUGE, ((Number) value).doubleValue())
        : Collections.emptyList();
  }

  List<AdoptedFamily> value(Kind kind, double value) {
    AdoptedPoint point = point();
    point.value = value;
    return family(kind, point);
  }

  /**
   * @param sum NaN is none
   */
  List<AdoptedFamily> summary(long count, double sum, DoubleUnaryOperator quantile) {
    AdoptedPoint point = point();
    double[] values = new double[LEVELS.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = quantile.applyAsDouble(LEVELS[i]);
    }
    point.quantileLevels = LEVELS.clone();
    point.quantiles = values;
    point.count = count;
    point.sum = sum;
    return family(Kind.SUMMARY, point);
  }

  private AdoptedPoint point() {
    Map<String, String> sorted = new TreeMap<>(tags);
    String[] labels = new String[2 * sorted.size()];
    int i = 0;
    for (Map.Entry<String, String> tag : sorted.entrySet()) {
      labels[i++] = legal(tag.getKey()).replace(':', '_');
      labels[i++] = tag.getValue();
    }
    return new AdoptedPoint(labels);
  }

  private List<AdoptedFamily> family(Kind kind, AdoptedPoint point) {
    AdoptedFamily family =
        new AdoptedFamily(
            kind,
            name(),
            "Generated from Dropwizard metric import (metric="
                + name
                + ", type="
                + metric.getClass().getName()
                + ")");
    family.points.add(point);
    return Collections.singletonList(family);
  }
}
