package dev.tachograph.agent.export;

import dev.tachograph.bootstrap.metrics.Buckets;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.TimerPolicy;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Registries to collect from, and their exposition. */
public final class ExampleRegistry {
  private ExampleRegistry() {}

  public static MetricRegistry with(Distribution distribution) {
    return with(distribution, 3);
  }

  public static MetricRegistry with(Distribution distribution, int seriesLimit) {
    return new MetricRegistry(
        1000,
        seriesLimit,
        new TimerPolicy() {
          @Override
          public Distribution distribution(String family) {
            return distribution;
          }

          @Override
          public double[] buckets(String family, double[] defaultBuckets) {
            return defaultBuckets;
          }
        });
  }

  /** One counter, one timer with observations of 100, 200 and 300 ms. */
  public static MetricRegistry filled(Distribution distribution) {
    MetricRegistry registry = with(distribution);
    registry.counter("task_poll_total", "Polls.", "taskType").series("mail").add(5);
    var timer =
        registry.timer("task_poll_time_seconds", "Time of polls.", Buckets.DEFAULT, "taskType");
    for (int i = 1; i <= 3; i++) {
      timer.series("mail").record(i * 100_000_000L, System.nanoTime());
    }
    return registry;
  }

  public static String text(MetricSnapshots snapshots) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, snapshots, EscapingScheme.UNDERSCORE_ESCAPING);
    return out.toString(StandardCharsets.UTF_8);
  }
}
