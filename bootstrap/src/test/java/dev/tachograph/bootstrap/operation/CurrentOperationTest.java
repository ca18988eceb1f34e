package dev.tachograph.bootstrap.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.OutcomeTimer;
import dev.tachograph.bootstrap.metrics.TimerPolicy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CurrentOperationTest {
  private static final OutcomeTimer OUTER = timer("outer_latency_seconds");
  private static final OutcomeTimer INNER = timer("inner_latency_seconds");

  private static OutcomeTimer timer(String name) {
    return new MetricRegistry(
            10,
            10,
            new TimerPolicy() {
              @Override
              public Distribution distribution(String family) {
                return Distribution.HISTOGRAM;
              }

              @Override
              public double[] buckets(String family, double[] defaultBuckets) {
                return defaultBuckets;
              }
            })
        .outcomeTimer(name, "", new double[] {1})
        .series();
  }

  @BeforeAll
  static void watch() {
    CurrentOperation.watch();
  }

  @Test
  void theInnermostIsTheCurrentOne() {
    assertThat(CurrentOperation.get()).isNull();
    CurrentOperation.enter(OUTER);
    CurrentOperation.enter(INNER);
    assertThat(CurrentOperation.get()).isSameAs(INNER);
    CurrentOperation.leave(INNER);
    assertThat(CurrentOperation.get()).isSameAs(OUTER);
    CurrentOperation.leave(OUTER);
    assertThat(CurrentOperation.get()).isNull();
  }

  @Test
  void anEndThatWasNotSeen_endsWithTheOneAround() {
    CurrentOperation.enter(OUTER);
    CurrentOperation.enter(INNER);
    CurrentOperation.leave(OUTER);
    assertThat(CurrentOperation.get()).isNull();
  }

  @Test
  void leavingWhatWasNeverEntered_changesNothing() {
    CurrentOperation.enter(OUTER);
    CurrentOperation.leave(INNER);
    assertThat(CurrentOperation.get()).isSameAs(OUTER);
    CurrentOperation.leave(OUTER);
  }

  @Test
  void manyNestedOperations() {
    for (int i = 0; i < 60; i++) {
      CurrentOperation.enter(i % 2 == 0 ? OUTER : INNER);
    }
    for (int i = 59; i >= 0; i--) {
      assertThat(CurrentOperation.get()).isSameAs(i % 2 == 0 ? OUTER : INNER);
      CurrentOperation.leave(i % 2 == 0 ? OUTER : INNER);
    }
    assertThat(CurrentOperation.get()).isNull();
  }

  @Test
  void operationsWhoseEndsAreNeverSeen_areForgotten() {
    CurrentOperation.enter(OUTER);
    for (int i = 0; i < 1000; i++) {
      CurrentOperation.enter(INNER);
    }
    assertThat(CurrentOperation.get()).isSameAs(INNER);
    CurrentOperation.leave(OUTER);
    int left = 0;
    while (CurrentOperation.get() != null) {
      CurrentOperation.leave(INNER);
      left++;
    }
    assertThat(left).isEqualTo(64);
  }

  @Test
  void whatAnotherThreadEnded_isNotCurrent() {
    AtomicBoolean ended = new AtomicBoolean();
    CurrentOperation.enter(OUTER);
    CurrentOperation.enter(INNER, ended);
    assertThat(CurrentOperation.get()).isSameAs(INNER);
    ended.set(true);
    assertThat(CurrentOperation.get()).isSameAs(OUTER);
    CurrentOperation.leave(OUTER);
    assertThat(CurrentOperation.get()).isNull();
  }
}
