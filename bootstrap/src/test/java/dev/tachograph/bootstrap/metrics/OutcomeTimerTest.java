package dev.tachograph.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeTimerTest {
  private final MetricRegistry registry = Registries.quantiles(10);
  private final MetricFamily<OutcomeTimer> family =
      registry.outcomeTimer("plan_latency_seconds", "", new double[] {1}, "type");
  private final OutcomeTimer timer = family.series("a");

  @ParameterizedTest
  @EnumSource(Distribution.class)
  void everyNumberFollowsFromWhatHappened(Distribution distribution) {
    OutcomeTimer timer =
        Registries.with(distribution, 10)
            .outcomeTimer("plan_latency_seconds", "", new double[] {1})
            .series();
    for (int i = 0; i < 7; i++) {
      timer.begin();
    }
    for (int i = 0; i < 3; i++) {
      timer.succeed(5, 5);
    }
    timer.fail(5, 5);
    timer.recordAlone(5, 5);
    timer.succeedAlone();
    timer.repeat();
    timer.repeat(2);
    assertThat(timer.count()).isEqualTo(5);
    assertThat(timer.successes()).isEqualTo(4);
    assertThat(timer.inProgress()).isEqualTo(3);
    assertThat(timer.repetitions()).isEqualTo(3);
    timer.withdraw();
    assertThat(timer.inProgress()).isEqualTo(2);
  }

  @Test
  void ofThreadsThatBeginAtOnce_oneTakesTheNumber() throws InterruptedException {
    int before = ThreadCounts.newNumber();
    CyclicBarrier together = new CyclicBarrier(8);
    Thread[] threads = new Thread[together.getParties()];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                try {
                  together.await();
                } catch (InterruptedException | BrokenBarrierException e) {
                  return;
                }
                timer.begin();
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(timer.inProgress()).isEqualTo(threads.length);
    assertThat(ThreadCounts.newNumber())
        .isLessThanOrEqualTo(Math.min(before + 2, ThreadCounts.NUMBERS));
  }

  @Test
  void derivedFamiliesHaveTheTimersSeries() {
    MetricFamily<Counter> successes =
        registry.outcomes("plan_success_total", "", family, OutcomeCount.SUCCESSES);
    MetricFamily<Gauge> inProgress = registry.unfinished("plan_in_progress", "", family);
    timer.begin();
    timer.begin();
    timer.succeed(1, 1);
    assertThat(successes.allSeries())
        .singleElement()
        .satisfies(series -> assertThat(series.value()).isEqualTo(1))
        .satisfies(series -> assertThat(series.labelValues()).containsExactly("a"));
    assertThat(inProgress.allSeries())
        .singleElement()
        .satisfies(series -> assertThat(series.value()).isEqualTo(1));
  }

  @Test
  void theNumberOfSuccessesNeverFalls_andIsNeverTooHigh() throws InterruptedException {
    AtomicBoolean done = new AtomicBoolean();
    long[] succeeded = {0};
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; i < 200_000; i++) {
                timer.begin();
                if (i % 3 == 0) {
                  succeeded[0]++;
                  timer.succeed(1, i);
                } else if (i % 3 == 1) {
                  timer.fail(1, i);
                } else {
                  timer.recordAlone(1, i);
                  timer.withdraw();
                }
              }
              done.set(true);
            });
    writer.start();
    long last = 0;
    while (!done.get()) {
      long now = timer.successes();
      assertThat(now).isBetween(last, 66_667L);
      assertThat(timer.inProgress()).isNotNegative();
      last = now;
    }
    writer.join();
    assertThat(timer.successes()).isEqualTo(succeeded[0]);
    assertThat(timer.inProgress()).isZero();
  }

  @Test
  void aLabelThatIsAddedLater_isEmptyForSeriesThatExist() {
    assertThat(family.addLabel("size")).isEqualTo(1);
    assertThat(family.addLabel("size")).isEqualTo(1);
    assertThat(family.withLabels("a", "", "", "", "")).isSameAs(timer);
    OutcomeTimer sized = family.withLabels("a", "large", "", "", "");
    assertThat(sized.labelValues()).containsExactly("a", "large");
    assertThat(family.labelNames()).containsExactly("type", "size");
    assertThat(Objects.requireNonNull(family.toString()))
        .isEqualTo("plan_latency_seconds{type,size}");
  }

  @Test
  void aFamilyTakesNoMoreLabelsThanItCanHave() {
    for (int i = 1; i < MetricFamily.MAX_LABELS; i++) {
      assertThat(family.addLabel("l" + i)).isEqualTo(i);
    }
    assertThat(family.addLabel("more")).isEqualTo(-1);
    assertThat(family.addLabel("l1")).isEqualTo(1);
  }
}
