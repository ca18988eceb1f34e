package dev.tachograph.bootstrap.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.OutcomeTimer;
import dev.tachograph.bootstrap.metrics.Series;
import dev.tachograph.bootstrap.metrics.TimerPolicy;
import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationMetricsTest {
  private static final TimerPolicy QUANTILES =
      new TimerPolicy() {
        @Override
        public Distribution distribution(String family) {
          return Distribution.QUANTILES;
        }

        @Override
        public double[] buckets(String family, double[] defaultBuckets) {
          return defaultBuckets;
        }
      };

  private final MetricRegistry registry = new MetricRegistry(10, 3, QUANTILES);
  private final List<String> log = new ArrayList<>();
  private final OperationMetrics metrics =
      new OperationMetrics(registry, new OperationSettings(false, false, log::add));

  private List<String> names() {
    return registry.families().stream().map(MetricFamily::name).toList();
  }

  private List<? extends Series> series(String family) {
    return registry.families().stream()
        .filter(candidate -> candidate.name().equals(family))
        .findFirst()
        .orElseThrow()
        .allSeries();
  }

  @Test
  void anOperationHasFiveFamilies() {
    assertThat(metrics.operation("plan")).isSameAs(metrics.operation("plan"));
    assertThat(names())
        .containsExactlyInAnyOrder(
            "plan_latency_seconds",
            "plan_success_total",
            "plan_failures_total",
            "plan_retries_total",
            "plan_in_progress");
    assertThat(log).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"send mail, send_mail", "7zip, _7zip", "a:b.c, a:b_c", "größe, gr__e", "'', _"})
  void namesAreMadeValid(String name, String exposed) {
    metrics.operation(name);
    assertThat(names()).contains(exposed + "_latency_seconds");
  }

  @ParameterizedTest
  @CsvSource({"plan, operation_plan", "jvm_gc, operation_jvm_gc", "process, operation_process"})
  void aNameThatClashes_isExposedUnderAnotherAndNamedOnce(String name, String exposed) {
    registry.counter("plan_success_total", "somebody else's");
    metrics.operation(name);
    metrics.operation(name);
    assertThat(names()).contains(exposed + "_latency_seconds", exposed + "_success_total");
    assertThat(log).singleElement().asString().contains("operation " + name, exposed + "_");
  }

  @Test
  void namesThatBecomeTheSame_stayApart() {
    metrics.operation("plan-a");
    metrics.operation("plan.a");
    metrics.operation("plan/a");
    assertThat(names())
        .contains(
            "plan_a_latency_seconds",
            "operation_plan_a_latency_seconds",
            "operation_plan_a_2_latency_seconds");
    assertThat(log).hasSize(2);
  }

  @Test
  void failuresHaveTheLabelsOfTheirOperation_andTheirType() {
    Operation plan = metrics.operation("plan");
    assertThat(plan.position("task_type")).isZero();
    assertThat(plan.position("size")).isEqualTo(1);
    OutcomeTimer timer = plan.timer("mail", "small", "", "");
    plan.failed(timer, new FileNotFoundException("secret"));
    assertThat(series("plan_failures_total"))
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure.labelValues())
                    .containsExactly("FileNotFoundException", "mail", "small"));
  }

  @Test
  void aFifthLabel_hasNoRoom() {
    Operation plan = metrics.operation("plan");
    for (int i = 0; i < Operation.MAX_LABELS; i++) {
      assertThat(plan.position("l" + i)).isEqualTo(i);
    }
    assertThat(plan.position("l4")).isEqualTo(-1);
  }

  @Test
  void inOneFamily_theNameIsALabel() {
    OperationMetrics common =
        new OperationMetrics(registry, new OperationSettings(true, false, log::add));
    Operation plan = common.operation("plan it");
    assertThat(plan.position("size")).isZero();
    OutcomeTimer timer = plan.timer("small", "", "", "");
    timer.begin();
    timer.fail(1, 1);
    plan.failed(timer, "Gone");
    common.operation("charge").timer("", "", "", "");
    assertThat(series("operation_latency_seconds"))
        .extracting(Series::labelValues)
        .containsExactlyInAnyOrder(List.of("plan it", "small"), List.of("charge", ""));
    assertThat(series("operation_failures_total"))
        .extracting(Series::labelValues)
        .containsExactly(List.of("Gone", "plan it", "small"));
  }

  @Test
  void beyondTheLimit_failuresAndDurationsAreOther() {
    Operation plan = metrics.operation("plan");
    plan.position("id");
    for (int i = 0; i < 10; i++) {
      OutcomeTimer timer = plan.timer("id" + i, "", "", "");
      plan.failed(timer, "Gone");
      timer.fail(1, 1);
    }
    assertThat(series("plan_latency_seconds")).hasSize(4);
    assertThat(series("plan_success_total")).hasSize(4);
    assertThat(plan.timer("id9", "", "", "").count()).isEqualTo(7);
  }

  @Test
  void labelsAreCleanedOnlyIfAskedFor() {
    OperationMetrics cleaning =
        new OperationMetrics(
            new MetricRegistry(10, 10, QUANTILES), new OperationSettings(false, true, null));
    Operation plan = cleaning.operation("plan");
    plan.position("l");
    assertThat(plan.timer(" a b/c:ü ", "", "", "").labelValues()).containsExactly("a_b_c:_");
    assertThat(plan.timer("abc", "", "", "").labelValues()).containsExactly("abc");
    Operation asIs = metrics.operation("plan");
    asIs.position("l");
    assertThat(asIs.timer("a b/c", "", "", "").labelValues()).containsExactly("a b/c");
  }

  @Test
  void aThousandNames_andNoMore() {
    OperationMetrics common =
        new OperationMetrics(registry, new OperationSettings(true, false, log::add));
    for (int i = 0; i < 1005; i++) {
      common.operation("op" + i);
    }
    assertThat(common.operation("op1004").name()).isEqualTo("other");
    assertThat(common.names()).hasSize(1001);
  }

  @Test
  void errorTypes() {
    assertThat(Operation.errorType(new CompletionException(new FileNotFoundException())))
        .isEqualTo("FileNotFoundException");
    assertThat(Operation.errorType(new CancellationException())).isEqualTo("cancelled");
    assertThat(Operation.errorType(new IllegalStateException("message")))
        .isEqualTo("IllegalStateException");
  }
}
