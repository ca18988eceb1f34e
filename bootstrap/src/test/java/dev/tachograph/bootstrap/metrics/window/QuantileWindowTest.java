package dev.tachograph.bootstrap.metrics.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

class QuantileWindowTest {
  /** How values are spread; each finds other mistakes. */
  enum Spread {
    NARROW,
    LOGNORMAL,
    DUPLICATES,
    WIDE,
    NARROW_THEN_WIDE,
    EXTREME,
    CONSTANT
  }

  @Provide
  Arbitrary<Integer> capacities() {
    return Arbitraries.of(1, 2, 7, 64, 100, 240, 1000);
  }

  @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
  void theWindowIsASuffix_equalToTheQuantilesOfASortedCopy(
      @ForAll("capacities") int capacity, @ForAll Spread spread, @ForAll long seed) {
    Random random = new Random(seed);
    long[] values = new long[1 + random.nextInt(3 * capacity + 20)];
    QuantileWindow window = new QuantileWindow(capacity);
    long sum = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = value(spread, random, i);
      sum += values[i];
      window.record(values[i], i);
    }

    WindowSnapshot snapshot = window.snapshot();

    assertThat(snapshot.count()).isEqualTo(values.length);
    assertThat(snapshot.sum()).isEqualTo(sum);
    assertThat(snapshot.size()).isEqualTo(Math.min(capacity, values.length));
    assertQuantiles(snapshot, SortedCopy.quantiles(values, values.length, capacity));
  }

  @Property(tries = 500, shrinking = ShrinkingMode.OFF)
  void theWindowIsASuffix_afterEveryRecord(
      @ForAll("capacities") int capacity, @ForAll Spread spread, @ForAll long seed) {
    Random random = new Random(seed);
    QuantileWindow window = new QuantileWindow(capacity);
    long[] values = new long[40];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(spread, random, i);
      window.record(values[i], i);
      assertQuantiles(window.snapshot(), SortedCopy.quantiles(values, i + 1, capacity));
    }
  }

  @Example
  void ofACapacityOf100ExactlyTheLast100AreKept() {
    QuantileWindow window = new QuantileWindow(100);
    for (int i = 0; i < 900; i++) {
      window.record(1_000_000, i);
    }
    for (int i = 0; i <= 100; i++) {
      window.record(i, 900 + i);
    }
    // 1 to 100 are in, 0 and the million are out.
    assertThat(window.snapshot().size()).isEqualTo(100);
    assertThat(window.snapshot().quantiles()).containsExactly(50.5, 75.25, 90.1, 95.05, 99.01);
  }

  @Example
  void countAndSumAreSinceTheStart() {
    QuantileWindow window = new QuantileWindow();
    for (int i = 0; i < 5000; i++) {
      window.record(3, i);
    }
    assertThat(window.snapshot().count()).isEqualTo(5000);
    assertThat(window.snapshot().sum()).isEqualTo(15_000);
    assertThat(window.snapshot().size()).isEqualTo(1000);
  }

  @Example
  void theLargestCapacityKeepsItsMillion() {
    QuantileWindow window = new QuantileWindow(QuantileWindow.MAX_CAPACITY);
    long[] values = new long[QuantileWindow.MAX_CAPACITY + 100];
    Random random = new Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = value(Spread.LOGNORMAL, random, i);
      window.record(values[i], i);
    }
    assertThat(window.snapshot().size()).isEqualTo(QuantileWindow.MAX_CAPACITY);
    assertQuantiles(
        window.snapshot(),
        SortedCopy.quantiles(values, values.length, QuantileWindow.MAX_CAPACITY));
  }

  @Example
  void aNegativeDurationCountsAsZero() {
    QuantileWindow window = new QuantileWindow();
    window.record(-5, 0);
    window.record(Long.MIN_VALUE, 1);
    assertThat(window.snapshot().count()).isEqualTo(2);
    assertThat(window.snapshot().sum()).isZero();
    assertThat(window.snapshot().quantile(4)).isZero();
  }

  @Example
  void anEmptyWindowHasNoQuantiles() {
    WindowSnapshot snapshot = new QuantileWindow().snapshot();
    assertThat(snapshot.count()).isZero();
    assertThat(snapshot.sum()).isZero();
    assertThat(snapshot.size()).isZero();
    assertThat(snapshot.quantiles()).hasSize(5).containsOnly(Double.NaN);
    assertThat(WindowSnapshot.levels()).containsExactly(.5, .75, .9, .95, .99);
  }

  @Example
  void anUnchangedWindowIsNotReadAgain() {
    QuantileWindow window = new QuantileWindow();
    window.record(1, 1);
    WindowSnapshot first = window.snapshot();
    assertThat(window.snapshot()).isSameAs(first);

    window.record(2, 2);
    assertThat(window.snapshot()).isNotSameAs(first);
    assertThat(window.snapshot().count()).isEqualTo(2);
  }

  @Example
  void aCapacityOutOfRangeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QuantileWindow(0))
        .withMessage("A window holds 1 to 1000000 observations, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QuantileWindow(QuantileWindow.MAX_CAPACITY + 1));
  }

  private static long value(Spread spread, Random random, int index) {
    return switch (spread) {
      case NARROW -> random.nextInt(1000);
      case LOGNORMAL -> (long) Math.exp(random.nextGaussian() * 2 + 13);
      case DUPLICATES -> 1_000_000L * random.nextInt(4);
      case WIDE -> random.nextLong() >>> 20;
      case NARROW_THEN_WIDE -> 0xFFFF_FFF0L + random.nextInt(index < 50 ? 16 : 32);
      case EXTREME ->
          random.nextInt(3) == 0 ? random.nextInt(2) : Long.MAX_VALUE - random.nextInt(2);
      case CONSTANT -> 42;
    };
  }

  private static void assertQuantiles(WindowSnapshot snapshot, double[] expected) {
    for (int q = 0; q < expected.length; q++) {
      assertThat(snapshot.quantile(q)).isCloseTo(expected[q], within(2 * Math.ulp(expected[q])));
    }
  }
}
