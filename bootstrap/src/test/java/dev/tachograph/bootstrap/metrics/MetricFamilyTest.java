package dev.tachograph.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class MetricFamilyTest {
  @Test
  void equalLabelsFindTheSameSeries_whetherTheSameStringsOrNot() {
    MetricFamily<Counter> family = family(10, "a", "b", "c");
    Counter series = family.series("x", "y", "z");
    assertThat(family.series(new String("x"), new String("y"), new String("z"))).isSameAs(series);
    assertThat(family.series("x", "z", "y")).isNotSameAs(series);
    assertThat(series.labelValues()).containsExactly("x", "y", "z");
  }

  @Test
  void everyNumberOfLabelsUpToFiveWorks() {
    assertThat(family(1).series().labelValues()).isEmpty();
    assertThat(family(1, "a").series("1").labelValues()).containsExactly("1");
    assertThat(family(1, "a", "b").series("1", "2").labelValues()).containsExactly("1", "2");
    assertThat(family(1, "a", "b", "c").series("1", "2", "3").labelValues())
        .containsExactly("1", "2", "3");
    assertThat(family(1, "a", "b", "c", "d").series("1", "2", "3", "4").labelValues())
        .containsExactly("1", "2", "3", "4");
    assertThat(family(1, "a", "b", "c", "d", "e").series("1", "2", "3", "4", "5").labelValues())
        .containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void aNullLabelIsTheEmptyString() {
    MetricFamily<Counter> family = family(10, "a", "b");
    assertThat(family.series(null, "x")).isSameAs(family.series("", "x"));
    assertThat(family.series(null, null).labelValues()).containsExactly("", "");
  }

  @Test
  void labelsThatLookTheSameWhenExposed_areOneSeries() {
    MetricFamily<Counter> family = family(10, "a", "b");
    family.series("a\uD83D", "x").increment();
    family.series("a\uD83E", "x").increment();
    family.series("a\uD83E", "x").increment();
    family.series("a?", "x").increment();
    assertThat(family.allSeries())
        .extracting(Series::labelValues)
        .containsExactlyInAnyOrder(List.of("a\uFFFD", "x"), List.of("a?", "x"));
    assertThat(family.series("a\uFFFD", "x").value()).isEqualTo(3);
  }

  @Test
  void noLabelIsLong_alsoBeyondTheLimit() {
    MetricFamily<Counter> family = family(2, "a");
    for (int i = 0; i < 5; i++) {
      family.series(i + "x".repeat(60_000)).increment();
    }
    assertThat(family.allSeries())
        .hasSize(3)
        .allSatisfy(
            series ->
                assertThat(series.labelValues().get(0))
                    .hasSizeLessThanOrEqualTo(LabelValues.MAX_LENGTH));
    assertThat(family.allSeries().stream().mapToLong(Counter::value).sum()).isEqualTo(5);
  }

  @Test
  void theWrongNumberOfLabelsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> family(10, "a", "b").series("x"))
        .withMessage("f_total{a,b} was asked for with 1 label value(s)");
  }

  @Test
  void aBoundSeriesIsMadeWhenItIsFirstAskedFor() {
    MetricFamily<Counter> family = family(10, "a", "b");
    BoundSeries<Counter> bound = family.bound("x", "y");
    assertThat(family.seriesCount()).isZero();
    assertThat(bound.get()).isSameAs(family.series("x", "y"));
    assertThat(bound.get()).isSameAs(family.series("x", "y"));
  }

  @Test
  void aBoundSeriesBeyondTheLimitCountsAsFoldedEachTime() {
    MetricFamily<Counter> family = family(1, "a");
    family.series("first");
    BoundSeries<Counter> bound = family.bound("second");
    assertThat(bound.get().labelValues()).containsExactly(MetricFamily.OTHER);
    assertThat(bound.get().labelValues()).containsExactly(MetricFamily.OTHER);
    assertThat(family.foldedCount()).isEqualTo(2);
  }

  @Test
  void labelsWithTheSameHashAreDifferentSeries() {
    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
    MetricFamily<Counter> family = family(1000, "a", "b", "c", "d", "e");
    Set<Counter> all = Collections.newSetFromMap(new ConcurrentHashMap<>());
    for (int i = 0; i < 32; i++) {
      all.add(family.series(twin(i), twin(i >> 1), twin(i >> 2), twin(i >> 3), twin(i >> 4)));
    }
    assertThat(all).hasSize(32);
    assertThat(family.seriesCount()).isEqualTo(32);
  }

  @Test
  void beyondTheLimitEverythingIsFoldedIntoOther() {
    MetricFamily<Counter> family = family(10, "a", "b");
    for (int i = 0; i < 25; i++) {
      family.series("key" + i, "x").increment();
    }
    assertThat(family.foldedCount()).isEqualTo(15);
    assertThat(family.seriesCount()).isEqualTo(11);
    Counter other = family.series("other", "other");
    assertThat(other.value()).isEqualTo(15);
    assertThat(family.series("key3", "x").value()).isEqualTo(1);
    assertThat(family.series("key20", "x")).isSameAs(other);
    assertThat(family.foldedCount()).isEqualTo(16);
  }

  @Test
  void theSeriesForOtherTakesNoRoomWhoeverAsksForIt() {
    MetricFamily<Counter> family = family(2, "a");
    Counter other = family.series("other");
    family.series("x");
    family.series("y");
    assertThat(family.foldedCount()).isZero();
    assertThat(family.series("z")).isSameAs(other);
    assertThat(family.allSeries()).hasSize(3);
  }

  @RepeatedTest(20)
  void oneSeriesPerKeyAndGrowthLosesNothing() throws Exception {
    int keys = 500;
    MetricFamily<Counter> family = family(keys, "a", "b");
    Concurrently.run(
        8,
        thread -> {
          for (int i = 0; i < keys; i++) {
            int key = thread % 2 == 0 ? i : keys - 1 - i;
            family.series("key" + key, "x").increment();
          }
        });
    assertThat(family.foldedCount()).isZero();
    assertThat(family.seriesCount()).isEqualTo(keys);
    List<Counter> all = family.allSeries();
    Set<List<String>> labels = new HashSet<>();
    all.forEach(series -> labels.add(series.labelValues()));
    assertThat(labels).hasSize(keys);
    assertThat(all).hasSize(keys).allSatisfy(series -> assertThat(series.value()).isEqualTo(8));
  }

  @RepeatedTest(20)
  void theLimitHoldsUnderConcurrentInsertion() throws Exception {
    int keys = 300;
    int limit = 100;
    MetricFamily<Counter> family = family(limit, "a");
    Concurrently.run(
        8,
        thread -> {
          for (int i = 0; i < keys; i++) {
            family.series("key" + i).increment();
          }
        });
    assertThat(family.seriesCount()).isEqualTo(limit + 1);
    assertThat(family.series("other").value()).isEqualTo(family.foldedCount());
    assertThat(family.allSeries().stream().mapToLong(Counter::value).sum()).isEqualTo(8L * keys);
  }

  private static String twin(int bit) {
    return (bit & 1) == 0 ? "Aa" : "BB";
  }

  private static MetricFamily<Counter> family(int limit, String... labelNames) {
    return Registries.quantiles(limit).counter("f_total", "help", labelNames);
  }
}
