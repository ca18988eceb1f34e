package dev.tachograph.agent;

import static dev.tachograph.agent.export.ExampleRegistry.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.export.CollectFailures;
import dev.tachograph.agent.export.ExampleRegistry;
import dev.tachograph.agent.export.RegistryCollector;
import dev.tachograph.agent.export.testing.CapturedLog;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelfMetricsTest {
  private final MetricRegistry registry = ExampleRegistry.filled(Distribution.QUANTILES);
  private final CollectFailures failures = new CollectFailures();
  private final RegistryCollector collector = new RegistryCollector(registry, failures);

  @Test
  void everySourceIsExposed() throws IOException {
    new SelfMetrics(registry)
        .version("1.2.3")
        .instrumentedClasses(() -> Map.of("conductor", 4L))
        .probeErrors(() -> Map.of("worker", 2L), failures::count)
        .ruleMatches(() -> Map.of("com.acme.*#run", 0L))
        .adopted(() -> Map.of("error", 5L))
        .configProblems(3);

    assertThat(text(collector.collect()))
        .contains(
            "# TYPE tachograph_build_info gauge\ntachograph_build_info{version=\"1.2.3\"} 1\n",
            "tachograph_series{family=\"task_poll_total\"} 1.0\n",
            "tachograph_series{family=\"task_poll_time_seconds\"} 1.0\n",
            "tachograph_series_folded_total{family=\"task_poll_total\"} 0.0\n",
            "tachograph_instrumented_classes{instrumentation=\"conductor\"} 4.0\n",
            "tachograph_probe_errors_total{probe=\"worker\"} 2.0\n",
            "tachograph_probe_errors_total{probe=\"collector\"} 0.0\n",
            "tachograph_rule_matches{rule=\"com.acme.*#run\"} 0.0\n",
            "tachograph_adopt_failures_total{reason=\"error\"} 5.0\n",
            "tachograph_config_problems 3.0\n");
  }

  @Test
  void foldedObservationsAreCounted() throws IOException {
    var polls = registry.counter("capped_total", "Capped at three series.", "l");
    for (int i = 0; i < 10; i++) {
      polls.series("value" + i).increment();
    }
    new SelfMetrics(registry);

    String text = text(collector.collect());

    long folded = registry.families().get(2).foldedCount();
    assertThat(folded).isPositive();
    assertThat(text)
        .contains("tachograph_series_folded_total{family=\"capped_total\"} " + folded + ".0\n");
  }

  @Test
  void failingSourceLosesItsFamilyAndIsCountedAsError() throws IOException {
    new SelfMetrics(registry)
        .version("1.2.3")
        .probeErrors(Map::of, failures::count)
        .ruleMatches(
            () -> {
              throw new IllegalStateException("broken");
            });

    try (CapturedLog log = new CapturedLog()) {
      assertThat(text(collector.collect()))
          .contains("tachograph_build_info")
          .doesNotContain("rule_matches");
      assertThat(text(collector.collect()))
          .contains("tachograph_probe_errors_total{probe=\"collector\"} 1.0\n");
      assertThat(log.linesWith("tachograph_rule_matches")).hasSizeLessThanOrEqualTo(1);
    }
  }
}
