package dev.tachograph.agent.export.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.export.CollectFailures;
import dev.tachograph.agent.export.ExampleRegistry;
import dev.tachograph.agent.export.RegistryCollector;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecorderTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final AtomicInteger readings = new AtomicInteger();

  private Recorder recorder(Duration keep) {
    return new Recorder(
        () -> {
          readings.incrementAndGet();
          return new PrometheusRegistry();
        },
        null,
        keep);
  }

  @Test
  void beforeTheFirstVisit_nothingIsRead() {
    recorder(LONG);

    assertThat(readings).hasValue(0);
  }

  @Test
  void theFirstVisit_hasASample() {
    assertThat(recorder(LONG).read("", 0, 0, 0)).contains("\"samples\":[[1,");
  }

  @Test
  void theSecondVisit_goesOnWithTheSameRecording() {
    Recorder recorder = recorder(LONG);
    String first = recorder.read("", 0, 0, 0);
    String id = first.substring(7, first.indexOf('"', 7));

    assertThat(recorder.read(id, 1, 0, 0)).contains(id).doesNotContain("\"base\"");
  }

  @Test
  void whenNobodyHasLookedForLong_theLoopEnds_andTheNextVisitBeginsAnew() {
    Recorder recorder = recorder(Duration.ofMillis(-1));
    String first = recorder.read("", 0, 0, 0);

    recorder.run();

    assertThat(recorder.read("", 0, 0, 0)).contains("\"base\"").isNotEqualTo(first);
  }

  @Test
  void interval_quickReading_isTwoSeconds() {
    assertThat(Recorder.interval(3_000_000)).isEqualTo(2_000);
  }

  @Test
  void interval_slowReading_isLonger_soThatReadingTakesHalfAPercent() {
    assertThat(Recorder.interval(12_500_000)).isEqualTo(2_500);
    assertThat(Recorder.interval(50_000_000)).isEqualTo(10_000);
    assertThat(Recorder.interval(5_000_000_000L)).isEqualTo(20_000);
  }

  @Test
  void ownSeries_areReadOnce_besideThoseOfOthers() {
    MetricRegistry own = ExampleRegistry.filled(Distribution.QUANTILES);
    PrometheusRegistry all = new PrometheusRegistry();
    all.register(new RegistryCollector(own, new CollectFailures()));
    all.register(() -> GaugeSnapshot.builder().name("others").dataPoint(point(7)).build());

    String json = new Recorder(() -> all, () -> own, LONG).read("", 0, 0, 0);

    assertThat(json)
        .contains("\"series\":[[0,\"taskType\",\"mail\"],[1,\"taskType\",\"mail\"],[2]]")
        .contains("0,[5],1,[3,0.6,0.2,0.25,0.28,0.29,0.298],2,[7]");
  }

  @Test
  void whatTheApplicationReads_keepsNoVisitorWaiting() {
    MetricRegistry own = ExampleRegistry.with(Distribution.QUANTILES, 100);
    PrometheusRegistry none = new PrometheusRegistry();
    Recorder recorder = new Recorder(() -> none, () -> own, LONG);
    AtomicInteger locked = new AtomicInteger();
    own.pulledGauge(
        "pool",
        "Pools.",
        pools -> {
          locked.addAndGet(Thread.holdsLock(recorder) ? 1 : 0);
          pools.add(3, "a");
        },
        "pool");

    assertThat(recorder.read("", 0, 0, 0)).contains("\"pool\"", "0,[3]");
    assertThat(locked).hasValue(0);
  }

  private static GaugeDataPointSnapshot point(double value) {
    return GaugeDataPointSnapshot.builder().value(value).build();
  }
}
