package dev.tachograph.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricRegistryTest {
  private final MetricRegistry registry = Registries.quantiles(10);

  @Test
  void familiesAreInOrderOfRegistration() {
    registry.counter("z_total", "z");
    registry.gauge("a", "a");
    registry.upDownCounter("c", "c");
    registry.timer("m_seconds", "m", Buckets.DEFAULT);
    registry.sizeHistogram("b_bytes", "b", new long[] {100, 1000}, "x");
    assertThat(registry.families())
        .extracting(MetricFamily::name)
        .containsExactly("z_total", "a", "c", "m_seconds", "b_bytes");
    assertThat(registry.families())
        .extracting(MetricFamily::kind)
        .containsExactly(
            SeriesKind.COUNTER,
            SeriesKind.GAUGE,
            SeriesKind.UP_DOWN_COUNTER,
            SeriesKind.TIMER,
            SeriesKind.SIZE_HISTOGRAM);
    assertThat(registry.families())
        .extracting(MetricFamily::unitScale)
        .containsExactly(1.0, 1.0, 1.0, 1e-9, 1.0);
  }

  @Test
  void theSameNameKindAndLabelsAreTheSameFamily() {
    MetricFamily<Counter> family = registry.counter("c_total", "first", "a");
    assertThat(registry.counter("c_total", "second", "a")).isSameAs(family);
    assertThat(family.help()).isEqualTo("first");
    assertThat(registry.families()).hasSize(1);
  }

  @Test
  void theSameNameWithOtherLabelsOrKindIsRefusedNamingBoth() {
    registry.counter("c_total", "help", "a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.counter("c_total", "help", "b"))
        .withMessage(
            "COUNTER c_total{b} cannot be registered: there is already COUNTER c_total{a}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.gauge("c_total", "help", "a"))
        .withMessage("GAUGE c_total{a} cannot be registered: there is already COUNTER c_total{a}");
  }

  @Test
  void registrationByManyThreadsLosesNoFamily() throws Exception {
    Concurrently.run(
        8,
        thread -> {
          for (int i = 0; i < 50; i++) {
            registry.counter("c" + i, "help", "a").series("x").increment();
          }
        });
    assertThat(registry.families()).hasSize(50);
    for (int i = 0; i < 50; i++) {
      assertThat(registry.counter("c" + i, "help", "a").series("x").value()).isEqualTo(8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTimerKeepsWhatItsDistributionSays(Distribution distribution) {
    MetricFamily<Timer> family =
        Registries.with(distribution, 10).timer("t_seconds", "help", new double[] {.001, .002});
    Timer timer = family.series();
    timer.record(1_500_000, System.nanoTime());
    timer.record(-1, System.nanoTime());

    boolean both = distribution == Distribution.BOTH;
    assertThat(timer.window() != null).isEqualTo(both || distribution == Distribution.QUANTILES);
    assertThat(timer.histogram() != null).isEqualTo(both || distribution == Distribution.HISTOGRAM);
    assertThat(timer.nativeHistogram() != null).isEqualTo(distribution == Distribution.NATIVE);
    if (timer.window() != null) {
      assertThat(Objects.requireNonNull(timer.window()).snapshot().sum()).isEqualTo(1_500_000);
    }
    if (timer.histogram() != null) {
      BucketCounts snapshot = Objects.requireNonNull(timer.histogram()).snapshot();
      assertThat(snapshot.bounds()).containsExactly(1_000_000, 2_000_000);
      assertThat(snapshot.bucketCounts()).containsExactly(1, 1, 0);
    }
    if (timer.nativeHistogram() != null) {
      NativeHistogramSnapshot snapshot = Objects.requireNonNull(timer.nativeHistogram()).snapshot();
      assertThat(snapshot.count()).isEqualTo(2);
      assertThat(snapshot.zeroCount()).isEqualTo(1);
    }
  }

  @Test
  void sizesAreKeptInTheGivenBuckets() {
    SizeHistogram sizes =
        registry.sizeHistogram("s_bytes", "help", new long[] {100, 1000}, "t").series("x");
    sizes.record(100);
    sizes.record(5000);
    assertThat(sizes.histogram().snapshot().bucketCounts()).containsExactly(1, 0, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1a", "a-b", "a b", "ä"})
  void whatPrometheusWouldNotAcceptIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.counter(name, "help"))
        .withMessageContaining("'" + name + "'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.counter("ok", "help", "fine", name))
        .withMessageContaining("'" + name + "'");
  }

  @Test
  void tooManyOrRepeatedLabelsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.counter("c", "help", "a", "b", "c", "d", "e", "f"))
        .withMessageContaining("the most is 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.counter("c", "help", "a", "a"))
        .withMessage("c has the label 'a' twice");
  }

  @Test
  void limitsOutOfRangeAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Registries.quantiles(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Registries.quantiles(100_001))
        .withMessage("A series limit is 1 to 100000, not 100001");
  }
}
