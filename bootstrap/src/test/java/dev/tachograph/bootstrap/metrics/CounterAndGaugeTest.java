package dev.tachograph.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class CounterAndGaugeTest {
  @Test
  void aCounterLosesNoIncrement() throws Exception {
    Counter counter = new Counter(Collections.emptyList());
    Concurrently.run(
        8,
        thread -> {
          for (int i = 0; i < 20_000; i++) {
            counter.increment();
            counter.add(2);
          }
        });
    assertThat(counter.value()).isEqualTo(480_000);
  }

  @Test
  void aCounterNeverGoesDown() {
    Counter counter = new Counter(Collections.emptyList());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counter.add(-1))
        .withMessageContaining("-1");
    assertThat(counter.value()).isZero();
  }

  @Test
  void aGaugeLosesNoMove() throws Exception {
    Gauge gauge = new Gauge(Collections.emptyList());
    gauge.set(0.5);
    Concurrently.run(
        8,
        thread -> {
          for (int i = 0; i < 20_000; i++) {
            gauge.add(2);
            gauge.add(-1);
          }
        });
    assertThat(gauge.value()).isEqualTo(160_000.5);
  }

  @Test
  void aLevelLosesNoMove_andIsNeverSeenBelowZero() throws Exception {
    UpDownCounter level = new UpDownCounter(Collections.emptyList(), CellSource.MEMORY);
    Concurrently.run(
        8,
        thread -> {
          for (int i = 0; i < 20_000; i++) {
            level.increment();
            assertThat(level.value()).isBetween(0L, 160_000L);
            if (i % 4 != 0) {
              level.decrement();
            }
          }
        });
    assertThat(level.value()).isEqualTo(40_000);
  }

  @Test
  void aGaugeHoldsWhatWasSetLast() {
    Gauge gauge = new Gauge(Collections.emptyList());
    assertThat(gauge.value()).isZero();
    gauge.set(Double.NaN);
    assertThat(gauge.value()).isNaN();
    gauge.set(-2.25);
    assertThat(gauge.value()).isEqualTo(-2.25);
  }
}
