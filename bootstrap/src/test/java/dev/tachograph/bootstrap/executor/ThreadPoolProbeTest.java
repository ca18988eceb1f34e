package dev.tachograph.bootstrap.executor;

import static org.assertj.core.api.Assertions.assertThat;

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

  /** Makes an executor while it is initialized. */
  private static final class Library {
    static final Object END = new Object();

    static {
      Objects.requireNonNull(ExecutorMonitors.installed()).created(END, null, true, 1, false);
    }
  }

  @Test
  void anExecutorThatIsMadeWithAClass_andShutDownUnused_hasNoSeries_untilItRefusesATask() {
    MetricRegistry registry = TestMonitors.registry();
    new ExecutorMonitors(registry, new TestMonitors.Settings()).install();
    ThreadPoolProbe.shutDown(null, Library.END);
    assertThat(registry.families()).allMatch(family -> family.allSeries().isEmpty());

    ThreadPoolProbe.submitted(null, Library.END, task);
    ThreadPoolProbe.submitEnded(null, Library.END, task, new RejectedExecutionException());
    assertThat(registry.families())
        .filteredOn(family -> family.name().equals("java_executor_submitted_tasks_total"))
        .flatExtracting(MetricFamily::allSeries)
        .singleElement()
        .isInstanceOfSatisfying(Counter.class, one -> assertThat(one.value()).isEqualTo(1));
  }

  @Test
  void anyOtherThatIsShutDownUnused_hasSeries() {
    MetricRegistry registry = TestMonitors.registry();
    ExecutorMonitors monitors = new ExecutorMonitors(registry, new TestMonitors.Settings());
    monitors.install();
    monitors.created(executor, null, true, 3, false);
    ThreadPoolProbe.shutDown(null, executor);
    assertThat(registry.families())
        .filteredOn(family -> family.name().equals("java_executor_max_workers_total"))
        .flatExtracting(MetricFamily::allSeries)
        .singleElement()
        .isInstanceOfSatisfying(Counter.class, one -> assertThat(one.value()).isEqualTo(3));
  }
}
