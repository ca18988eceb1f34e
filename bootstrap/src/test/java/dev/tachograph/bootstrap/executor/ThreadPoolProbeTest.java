package dev.tachograph.bootstrap.executor;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Creating;
import dev.tachograph.bootstrap.executor.ProbedExecutor.Counts;
import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThreadPoolProbeTest {
  private final ProbedExecutor probed = new ProbedExecutor();
  private final Object executor = probed.executor;
  private final Runnable task = () -> {};

  private void submit() {
    ThreadPoolProbe.submitted(null, executor, task);
  }

  private void refused(@Nullable RuntimeException thrown) {
    submit();
    Object started = ThreadPoolProbe.rejectStarted(null, executor, task);
    ThreadPoolProbe.rejectEnded(started, null, thrown);
    ThreadPoolProbe.submitEnded(null, executor, task, thrown);
  }

  private void runs() {
    ThreadPoolProbe.ended(ThreadPoolProbe.started(null, executor, task), null);
  }

  @Test
  void aRefusal_leavesAnotherSubmissionOfTheTaskWaiting() {
    submit();
    refused(new RejectedExecutionException());
    refused(new RejectedExecutionException());
    assertThat(probed.counts()).isEqualTo(new Counts(3, 0, 0, 0, 2));
    runs();
    assertThat(probed.counts()).isEqualTo(new Counts(3, 1, 0, 0, 2));
  }

  @Test
  void aFailureThatNoHandlerHasThrown_isARefusal() {
    submit();
    ThreadPoolProbe.submitEnded(null, executor, task, new OutOfMemoryError());
    assertThat(probed.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1));
  }

  @Test
  void whatAHandlerThrew_isNotTakenForALaterFailure() {
    refused(new RejectedExecutionException());
    submit();
    ThreadPoolProbe.submitEnded(null, executor, task, new OutOfMemoryError());
    assertThat(probed.counts()).isEqualTo(new Counts(2, 0, 0, 0, 2));
  }

  /** A program whose body runs while its class is initialized. Another package makes its pool. */
  private static final class Program {
    static final Object POOL = Creating.create(() -> created(4));
  }

  private static Object created(int threads) {
    Object made = new Object();
    Objects.requireNonNull(ExecutorMonitors.installed()).created(made, null, true, threads, false);
    return made;
  }

  @Test
  void anExecutorThatIsMadeWithAClass_andShutDownUnused_hasNoSeries_untilItRefusesATask() {
    MetricRegistry registry = TestMonitors.registry();
    new ExecutorMonitors(registry, new TestMonitors.Settings()).install();
    Object end = Creating.createWithClass(() -> created(1));
    ThreadPoolProbe.shutDown(null, end);
    assertThat(registry.families()).allMatch(family -> family.allSeries().isEmpty());

    ThreadPoolProbe.submitted(null, end, task);
    ThreadPoolProbe.submitEnded(null, end, task, new RejectedExecutionException());
    assertThat(registry.families())
        .filteredOn(family -> family.name().equals("java_executor_submitted_tasks_total"))
        .flatExtracting(MetricFamily::allSeries)
        .singleElement()
        .isInstanceOfSatisfying(Counter.class, one -> assertThat(one.value()).isEqualTo(1));
  }

  @Test
  void anyOtherThatIsShutDownUnused_hasSeries() {
    MetricRegistry registry = TestMonitors.registry();
    new ExecutorMonitors(registry, new TestMonitors.Settings()).install();
    ThreadPoolProbe.shutDown(null, Creating.create(() -> created(3)));
    ThreadPoolProbe.shutDown(null, Program.POOL);
    assertThat(registry.families())
        .filteredOn(family -> family.name().equals("java_executor_max_workers_total"))
        .flatExtracting(MetricFamily::allSeries)
        .singleElement()
        .isInstanceOfSatisfying(Counter.class, one -> assertThat(one.value()).isEqualTo(3 + 4));
  }
}
