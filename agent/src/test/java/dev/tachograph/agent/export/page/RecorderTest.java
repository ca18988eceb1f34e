package dev.tachograph.agent.export.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
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
    assertThat(Recorder.interval(3)).isEqualTo(2_000);
  }

  @Test
  void interval_slowReading_isLonger_soThatReadingTakesHalfAPercent() {
    assertThat(Recorder.interval(50)).isEqualTo(10_000);
    assertThat(Recorder.interval(5_000)).isEqualTo(20_000);
  }
}
