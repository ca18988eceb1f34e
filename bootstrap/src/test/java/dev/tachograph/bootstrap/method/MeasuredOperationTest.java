package dev.tachograph.bootstrap.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.bootstrap.method.Template.Part;
import dev.tachograph.bootstrap.method.Template.Source;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.OutcomeTimer;
import dev.tachograph.bootstrap.metrics.TimerPolicy;
import dev.tachograph.bootstrap.operation.Operation;
import dev.tachograph.bootstrap.operation.OperationMetrics;
import dev.tachograph.bootstrap.operation.OperationSettings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeasuredOperationTest {
  private final Operation operation =
      new OperationMetrics(
              new MetricRegistry(
                  10,
                  10,
                  new TimerPolicy() {
                    @Override
                    public Distribution distribution(String family) {
                      return Distribution.QUANTILES;
                    }

                    @Override
                    public double[] buckets(String family, double[] defaultBuckets) {
                      return defaultBuckets;
                    }
                  }),
              OperationSettings.defaults())
          .operation("plan");

  private static long successes(MeasuredOperation plan, OutcomeTimer timer, Throwable failure) {
    long before = timer.successes();
    plan.begun(timer);
    plan.ended(timer, 1, 1, failure);
    return timer.successes() - before;
  }

  @Test
  void onlyNamedExceptionsAreFailures_alsoAsCauses_andCancellations() {
    MeasuredOperation plan =
        new MeasuredOperation(
            operation, new @Nullable Template[0], Set.of(IOException.class.getName()));
    OutcomeTimer timer = (OutcomeTimer) plan.series(null, new Object[0]);
    assertThat(plan.isFixed()).isTrue();
    assertThat(successes(plan, timer, new FileNotFoundException())).isZero();
    assertThat(successes(plan, timer, new CompletionException(new IOException()))).isZero();
    assertThat(successes(plan, timer, new CancellationException())).isZero();
    assertThat(successes(plan, timer, new IllegalStateException())).isEqualTo(1);
    assertThat(successes(plan, timer, new CompletionException(new RuntimeException())))
        .isEqualTo(1);
    assertThat(timer.inProgress()).isZero();
  }

  @Test
  void aLabelOfTheResult_movesTheCallToItsSeries() {
    operation.position("kind");
    MeasuredOperation plan =
        new MeasuredOperation(
            operation,
            new @Nullable Template[] {
              new Template(
                  Part.value(Source.ARGUMENT, 0, new String[0], null),
                  Part.value(Source.RESULT, -1, new String[0], null))
            },
            null);
    assertThat(plan.needsResult()).isTrue();
    Object begun = plan.series(null, new Object[] {"a"});
    plan.begun(begun);
    OutcomeTimer atFirst = operation.timer("a", "", "", "");
    assertThat(atFirst.inProgress()).isEqualTo(1);
    OutcomeTimer ended = (OutcomeTimer) plan.series(begun, "b");
    plan.ended(ended, 1, 1, null);
    assertThat(ended.labelValues()).containsExactly("ab");
    assertThat(ended.successes()).isEqualTo(1);
    assertThat(atFirst.inProgress()).isZero();
    assertThat(ended.inProgress()).isZero();
  }
}
