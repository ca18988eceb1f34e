package dev.tachograph.agent.export;

import static dev.tachograph.agent.export.ExampleRegistry.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.export.testing.CapturedLog;
import dev.tachograph.bootstrap.metrics.Buckets;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryCollectorTest {
  private final CollectFailures failures = new CollectFailures();

  private RegistryCollector collector(MetricRegistry registry) {
    return new RegistryCollector(registry, failures);
  }

  private String collected(MetricRegistry registry) throws IOException {
    return text(collector(registry).collect());
  }

  @Test
  void counterIsExposedUnderItsFullName() throws IOException {
    MetricRegistry registry = ExampleRegistry.with(Distribution.QUANTILES);
    registry.counter("task_poll_total", "Number of polls.", "taskType").series("mail").add(5);

    assertThat(collected(registry))
        .isEqualTo(
            "# HELP task_poll_total Number of polls.\n"
                + "# TYPE task_poll_total counter\n"
                + "task_poll_total{taskType=\"mail\"} 5.0\n");
  }

  @Test
  void gaugeMayBeNegative() throws IOException {
    MetricRegistry registry = ExampleRegistry.with(Distribution.QUANTILES);
    registry.gauge("temperature", "Degrees.").series().set(-2.5);

    assertThat(collected(registry)).contains("# TYPE temperature gauge\n", "temperature -2.5\n");
  }

  @Test
  void timerWithQuantilesIsSummaryInSecondsWithoutRoundingNoise() throws IOException {
    assertThat(collected(ExampleRegistry.filled(Distribution.QUANTILES)))
        .contains(
            "# TYPE task_poll_time_seconds summary\n"
                + "task_poll_time_seconds{taskType=\"mail\",quantile=\"0.5\"} 0.2\n"
                + "task_poll_time_seconds{taskType=\"mail\",quantile=\"0.75\"} 0.25\n"
                + "task_poll_time_seconds{taskType=\"mail\",quantile=\"0.9\"} 0.28\n"
                + "task_poll_time_seconds{taskType=\"mail\",quantile=\"0.95\"} 0.29\n"
                + "task_poll_time_seconds{taskType=\"mail\",quantile=\"0.99\"} 0.298\n"
                + "task_poll_time_seconds_count{taskType=\"mail\"} 3\n"
                + "task_poll_time_seconds_sum{taskType=\"mail\"} 0.6\n");
  }

  @Test
  void emptyTimerHasCountAndSumAndNoQuantiles() throws IOException {
    MetricRegistry registry = ExampleRegistry.with(Distribution.QUANTILES);
    var unused = registry.timer("wait_seconds", "Waiting.", Buckets.DEFAULT).series();

    assertThat(collected(registry))
        .endsWith("# TYPE wait_seconds summary\nwait_seconds_count 0\nwait_seconds_sum 0.0\n");
  }

  @Test
  void timerWithHistogramIsClassicHistogramInSeconds() throws IOException {
    assertThat(collected(ExampleRegistry.filled(Distribution.HISTOGRAM)))
        .contains(
            "# TYPE task_poll_time_seconds histogram\n",
            "task_poll_time_seconds_bucket{taskType=\"mail\",le=\"0.005\"} 0\n",
            "task_poll_time_seconds_bucket{taskType=\"mail\",le=\"0.1\"} 1\n",
            "task_poll_time_seconds_bucket{taskType=\"mail\",le=\"0.25\"} 2\n",
            "task_poll_time_seconds_bucket{taskType=\"mail\",le=\"10.0\"} 3\n",
            "task_poll_time_seconds_bucket{taskType=\"mail\",le=\"+Inf\"} 3\n",
            "task_poll_time_seconds_count{taskType=\"mail\"} 3\n",
            "task_poll_time_seconds_sum{taskType=\"mail\"} 0.6\n")
        .doesNotContain("quantile");
  }

  @Test
  void timerWithNativeHistogramHasBucketsThatHoldItsObservations() {
    MetricRegistry registry = ExampleRegistry.filled(Distribution.NATIVE);

    HistogramDataPointSnapshot point = null;
    for (MetricSnapshot snapshot : collector(registry).collect()) {
      if (snapshot instanceof HistogramSnapshot) {
        point = ((HistogramSnapshot) snapshot).getDataPoints().get(0);
      }
    }

    assertThat(point).isNotNull();
    assertThat(point.getNativeSchema()).isEqualTo(3);
    assertThat(point.getCount()).isEqualTo(3);
    assertThat(point.getSum()).isEqualTo(0.6);
    // Of schema 3, bucket i reaches up to 2^(i/8): 0.1 s is in bucket -26, 0.2 in -18, 0.3 in -13.
    List<Integer> indexes = new ArrayList<>();
    point.getNativeBucketsForPositiveValues().forEach(b -> indexes.add(b.getBucketIndex()));
    assertThat(indexes).containsExactly(-26, -18, -13);
  }

  @Test
  void timerWithBothIsHistogramAndSummaryUnderNameWindow() throws IOException {
    assertThat(collected(ExampleRegistry.filled(Distribution.BOTH)))
        .contains(
            "# TYPE task_poll_time_seconds histogram\n",
            "task_poll_time_seconds_bucket{taskType=\"mail\",le=\"0.25\"} 2\n",
            "# TYPE task_poll_time_seconds_window summary\n",
            "task_poll_time_seconds_window{taskType=\"mail\",quantile=\"0.5\"} 0.2\n",
            "task_poll_time_seconds_window_count{taskType=\"mail\"} 3\n");
  }

  @Test
  void sizesAreExposedInBytes() throws IOException {
    MetricRegistry registry = ExampleRegistry.with(Distribution.QUANTILES);
    registry
        .sizeHistogram("task_result_size_bytes", "Size.", new long[] {100, 1000})
        .series()
        .record(150);

    assertThat(collected(registry))
        .contains(
            "task_result_size_bytes_bucket{le=\"100.0\"} 0\n",
            "task_result_size_bytes_bucket{le=\"1000.0\"} 1\n",
            "task_result_size_bytes_sum 150.0\n");
  }

  @Test
  void labelValuesAreEscaped() throws IOException {
    MetricRegistry registry = ExampleRegistry.with(Distribution.QUANTILES);
    registry.counter("x_total", "X.", "l").series("a\"b\\c\nd").increment();

    assertThat(collected(registry)).contains("x_total{l=\"a\\\"b\\\\c\\nd\"} 1.0\n");
  }

  @Test
  void familyWithoutSeriesIsNotExposed() throws IOException {
    MetricRegistry registry = ExampleRegistry.with(Distribution.BOTH);
    registry.counter("x_total", "X.", "l");
    registry.timer("y_seconds", "Y.", Buckets.DEFAULT, "l");

    assertThat(collected(registry)).isEmpty();
  }

  @Test
  void familyThatCannotBeCollectedLosesOnlyItself() throws IOException {
    MetricRegistry registry = ExampleRegistry.with(Distribution.HISTOGRAM);
    registry.timer("bad_seconds", "The library reserves le.", Buckets.DEFAULT, "le").series("x");
    registry.counter("good_total", "Good.").series().increment();

    try (CapturedLog log = new CapturedLog()) {
      assertThat(collected(registry)).contains("good_total 1.0").doesNotContain("bad_seconds");
      assertThat(collected(registry)).contains("good_total 1.0");

      assertThat(failures.count()).isEqualTo(2);
      assertThat(log.linesWith("bad_seconds")).hasSize(1);
    }
  }

  @Test
  void familyWithTheNameOfAnotherLosesOnlyItself() throws IOException {
    MetricRegistry registry = ExampleRegistry.with(Distribution.QUANTILES);
    registry.counter("twice_total", "Counter.").series().increment();
    registry.gauge("twice", "Gauge.").series().set(7);

    try (CapturedLog log = new CapturedLog()) {
      assertThat(collected(registry)).contains("twice_total 1.0\n").doesNotContain("7.0");
      assertThat(log.linesWith("twice")).hasSize(1);
    }
  }

  @Test
  void onlyRequestedFamiliesAreCollected() throws IOException {
    MetricRegistry registry = ExampleRegistry.filled(Distribution.BOTH);
    registry.timer("bad_seconds", "The library reserves le.", Buckets.DEFAULT, "le").series("x");

    String text = text(collector(registry).collect("task_poll_time_seconds_window"::equals));

    assertThat(text)
        .contains("task_poll_time_seconds_window_count")
        .doesNotContain("task_poll_total", "_bucket");
    assertThat(failures.count()).as("a family that was not asked for was not read").isZero();
  }
}
