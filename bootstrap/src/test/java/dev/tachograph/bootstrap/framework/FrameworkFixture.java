package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.Catalogue;
import dev.tachograph.bootstrap.Probes;
import dev.tachograph.bootstrap.http.HttpClientSettings;
import dev.tachograph.bootstrap.method.MeasuredTask;
import dev.tachograph.bootstrap.method.MethodProbe;
import dev.tachograph.bootstrap.method.Template;
import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.Gauge;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Series;
import dev.tachograph.bootstrap.metrics.Timer;
import dev.tachograph.bootstrap.metrics.TimerPolicy;
import dev.tachograph.bootstrap.operation.OperationSettings;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** The probes of frameworks, with a registry of their own for each test. */
abstract class FrameworkFixture {
  private static final class Quantiles implements TimerPolicy {
    @Override
    public Distribution distribution(String family) {
      return Distribution.QUANTILES;
    }

    @Override
    public double[] buckets(String family, double[] defaultBuckets) {
      return defaultBuckets;
    }
  }

  static class Mailer {
    void send() {}
  }

  private MetricRegistry registry = new MetricRegistry(10, 100, new Quantiles());

  @BeforeEach
  void install() {
    registry = new MetricRegistry(10, 100, new Quantiles());
    Probes.install(
        Catalogue.documented(registry, OperationSettings.defaults(), null),
        HttpClientSettings.defaults(),
        message -> {});
    Probes.prepareFrameworks();
  }

  /** The numbers of a family other than 0, by label values. */
  final Map<String, Long> numbers(String name) {
    Map<String, Long> numbers = new TreeMap<>();
    for (MetricFamily<?> family : registry.families()) {
      if (family.name().equals(name)) {
        for (Series series : family.allSeries()) {
          numbers.put(String.join(" ", series.labelValues()), number(series));
        }
      }
    }
    numbers.values().removeIf(number -> number == 0);
    return numbers;
  }

  private static long number(Series series) {
    if (series instanceof Counter) {
      return ((Counter) series).value();
    }
    if (series instanceof Gauge) {
      return (long) ((Gauge) series).value();
    }
    return series instanceof Timer
        ? Objects.requireNonNull(((Timer) series).window()).snapshot().count()
        : 1;
  }

  final Map<String, Long> executions() {
    return numbers("task_execute_time_seconds");
  }

  static void run(@Nullable Object started) {
    FrameworkProbe.ended(started, null);
  }

  static int rule(String taskType) {
    return MethodProbe.register(
        taskType + ' ' + System.nanoTime(),
        new MeasuredTask(new Template(Template.Part.text(taskType))));
  }
}
