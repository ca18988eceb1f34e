package dev.tachograph.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PulledGaugeTest {
  private final MetricRegistry registry = Registries.quantiles(10);

  private MetricFamily<?> family() {
    return registry.families().get(0);
  }

  @Test
  void readingsAreMadeWhenTheyAreAskedFor() {
    AtomicInteger value = new AtomicInteger(1);
    registry.pulledGauge("queued", "help", readings -> readings.add(value.get(), "a"), "pool");
    assertThat(((Gauge) family().allSeries().get(0)).value()).isEqualTo(1);
    value.set(5);
    assertThat(((Gauge) family().allSeries().get(0)).value()).isEqualTo(5);
  }

  @Test
  void readingsUnderTheSameLabelsAddUp() {
    registry.pulledGauge(
        "queued",
        "help",
        readings -> {
          readings.add(2, "a");
          readings.add(1, "b");
          readings.add(3, "a");
        },
        "pool");
    assertThat(family().allSeries())
        .extracting(Series::labelValues)
        .containsExactly(List.of("a"), List.of("b"));
    assertThat(((Gauge) family().allSeries().get(0)).value()).isEqualTo(5);
    assertThat(family().seriesCount()).isEqualTo(2);
  }

  @Test
  void labelsThatLookTheSameWhenExposedAddUp() {
    registry.pulledGauge(
        "queued",
        "help",
        readings -> {
          readings.add(2, "a\uD83D");
          readings.add(3, "a\uD83E");
        },
        "pool");
    assertThat(family().allSeries())
        .extracting(Series::labelValues)
        .containsExactly(List.of("a\uFFFD"));
    assertThat(((Gauge) family().allSeries().get(0)).value()).isEqualTo(5);
  }

  @Test
  void aReadingHasAsManyLabelsAsTheFamily() {
    registry.pulledGauge("queued", "help", readings -> readings.add(2, "a", "b"), "pool");
    assertThatThrownBy(() -> family().allSeries()).isInstanceOf(IllegalArgumentException.class);
  }
}
