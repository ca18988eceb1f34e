package dev.tachograph.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.bootstrap.metrics.window.QuantileWindow;
import dev.tachograph.bootstrap.metrics.window.WindowSnapshot;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JoinedSeriesTest {
  private static final String ANY = "{*}";

  /** Names that begin with x are one, once that is learned; with y, from the second version on. */
  private static final class Learned implements Relabeling {
    final AtomicInteger version = new AtomicInteger();

    @Override
    public int version() {
      return version.get();
    }

    @Override
    public List<String> relabel(List<String> labelValues) {
      String name = labelValues.get(0);
      boolean one =
          (name.startsWith("x") && version.get() >= 1)
              || (name.startsWith("y") && version.get() >= 2);
      return one ? List.of(ANY, labelValues.get(1)) : labelValues;
    }
  }

  private final Learned learned = new Learned();

  private MetricFamily<Counter> counters(int limit) {
    MetricFamily<Counter> family =
        Registries.quantiles(limit).counter("c_total", "help", "name", "other");
    family.relabelBy(learned);
    return family;
  }

  private static long total(MetricFamily<Counter> family) {
    return family.allSeries().stream().mapToLong(Counter::value).sum();
  }

  private static List<String> names(MetricFamily<?> family) {
    return family.allSeries().stream()
        .map(series -> series.labelValues().get(0))
        .sorted()
        .collect(java.util.stream.Collectors.toList());
  }

  @Test
  void seriesThatTurnOutToBeOneAreJoined_andTheirCountsAddedUp() {
    MetricFamily<Counter> family = counters(100);
    family.series("x1", "a").add(1);
    family.series("x2", "a").add(2);
    family.series("x2", "b").add(4);
    family.series("z", "a").add(8);
    learned.version.set(1);

    assertThat(names(family)).containsExactly("z", ANY, ANY);
    assertThat(total(family)).isEqualTo(15);
    assertThat(family.seriesCount()).isEqualTo(3);
  }

  @Test
  void whatWasFoundBeforeCountsOn_andOldLabelsLeadToTheNewSeries() {
    MetricFamily<Counter> family = counters(100);
    Counter found = family.series("x1", "a");
    learned.version.set(1);
    assertThat(total(family)).isZero();

    found.increment();
    family.series("x1", "a").increment();
    family.series(ANY, "a").increment();
    assertThat(names(family)).containsExactly(ANY);
    assertThat(total(family)).isEqualTo(3);
    assertThat(family.series("x1", "a")).isSameAs(family.series(ANY, "a"));
  }

  @Test
  void joinedSeriesCanBeJoinedAgain() {
    MetricFamily<Counter> family = counters(100);
    family.series("x1", "a").add(1);
    family.series("y1", "a").add(2);
    learned.version.set(1);
    assertThat(names(family)).containsExactly("y1", ANY);
    learned.version.set(2);
    assertThat(names(family)).containsExactly(ANY);
    assertThat(total(family)).isEqualTo(3);
  }

  @Test
  void joiningMakesRoomUnderTheLimit_withoutAReadingInBetween() {
    MetricFamily<Counter> family = counters(10);
    for (int i = 0; i < 10; i++) {
      family.series("x" + i, "a").increment();
    }
    learned.version.set(1);
    for (int i = 0; i < 9; i++) {
      assertThat(family.series("z" + i, "a").labelValues().get(0)).isEqualTo("z" + i);
    }
    assertThat(family.series("z9", "a").labelValues().get(0)).isEqualTo(MetricFamily.OTHER);
    assertThat(total(family)).isEqualTo(10);
  }

  @Test
  void theSeriesForAllOthersIsNeverJoined() {
    MetricFamily<Counter> family =
        Registries.quantiles(1).counter("c_total", "help", "name", "other");
    family.relabelBy(
        new Relabeling() {
          @Override
          public int version() {
            return 0;
          }

          @Override
          public List<String> relabel(List<String> labelValues) {
            return labelValues.get(0).equals(ANY) ? labelValues : List.of(ANY, ANY);
          }
        });
    family.series("a", "b").increment();
    family.series("c", "d").increment();
    assertThat(names(family)).containsExactly(MetricFamily.OTHER, ANY);
    assertThat(total(family)).isEqualTo(2);
  }

  @Test
  void howeverManySeriesAreJoined_memoryIsBounded() {
    MetricFamily<Counter> family = counters(10);
    learned.version.set(1);
    for (int i = 0; i < 1000; i++) {
      family.series("x" + i, "a").increment();
      assertThat(family.seriesCount()).isLessThanOrEqualTo(11);
    }
    assertThat(total(family)).isEqualTo(1000);
    assertThat(family.foldedCount()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(Distribution.class)
  void timersAreAddedUp(Distribution distribution) {
    MetricFamily<Timer> family =
        Registries.with(distribution, 100)
            .timer("t_seconds", "help", new double[] {1e-6, 1}, "name", "other");
    family.relabelBy(learned);
    for (int i = 1; i <= 10; i++) {
      family.series("x" + i, "a").record(i * 100, i);
    }
    learned.version.set(1);
    assertThat(family.allSeries()).hasSize(1);
    Timer timer = family.allSeries().get(0);

    if (timer.window() != null) {
      WindowSnapshot window = timer.window().snapshot();
      assertThat(window.count()).isEqualTo(10);
      assertThat(window.sum()).isEqualTo(5500);
      assertThat(window.size()).isEqualTo(10);
      assertThat(window.quantile(0)).isEqualTo(550);
    }
    if (timer.histogram() != null) {
      BucketCounts histogram = timer.histogram().snapshot();
      assertThat(histogram.count()).isEqualTo(10);
      assertThat(histogram.bucketCounts()).containsExactly(10, 0, 0);
      assertThat(histogram.sum()).isEqualTo(5500);
    }
    if (timer.nativeHistogram() != null) {
      assertThat(timer.nativeHistogram().snapshot().count()).isEqualTo(10);
      assertThat(timer.nativeHistogram().snapshot().sum()).isEqualTo(5500);
    }
  }

  @Test
  void theWindowOfTheWholeHasTheNewestValues_thenThoseOfItsParts() {
    MetricFamily<Timer> family =
        Registries.quantiles(100).timer("t_seconds", "help", new double[] {1}, "name", "other");
    family.relabelBy(learned);
    for (int i = 0; i < 5000; i++) {
      family.series("x1", "a").record(1L << 40, i);
    }
    learned.version.set(1);
    for (int i = 0; i < 999; i++) {
      family.series(ANY, "a").record(7, i);
    }
    QuantileWindow window = Objects.requireNonNull(family.allSeries().get(0).window());
    assertThat(window.snapshot().count()).isEqualTo(5999);
    assertThat(window.snapshot().sum()).isEqualTo(5000 * (1L << 40) + 999 * 7);
    assertThat(window.snapshot().size()).isEqualTo(1000);
    assertThat(window.snapshot().quantile(4)).isEqualTo(7);
    family.series(ANY, "a").record(7, 1000);
    QuantileWindow full = Objects.requireNonNull(family.allSeries().get(0).window());
    assertThat(full.snapshot().quantiles()).containsOnly(7);
  }

  @RepeatedTest(100)
  void noObservationIsLostOrCountedTwice_whileSeriesAreJoinedAndRead() throws Exception {
    MetricFamily<Counter> family = counters(1000);
    int perThread = 5000;
    AtomicBoolean reading = new AtomicBoolean(true);
    Concurrently.run(
        4,
        thread -> {
          if (thread == 3) {
            long before = 0;
            while (reading.get()) {
              long now = total(family);
              assertThat(now).isBetween(before, 3L * perThread);
              before = now;
            }
            return;
          }
          for (int i = 0; i < perThread; i++) {
            family.series((i % 2 == 0 ? "x" : "y") + i % 40, "a").increment();
            if (i == perThread / 3) {
              learned.version.compareAndSet(0, 1);
            } else if (i == perThread / 3 * 2) {
              learned.version.compareAndSet(1, 2);
            }
          }
          if (thread == 0) {
            reading.set(false);
          }
        });
    assertThat(total(family)).isEqualTo(3L * perThread);
    assertThat(names(family)).containsExactly(ANY);
  }
}
