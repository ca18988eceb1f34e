package dev.tachograph.bootstrap.executor;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Creating;
import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExecutorMonitorTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final TestMonitors.Settings settings = new TestMonitors.Settings();
  private final MetricRegistry registry = TestMonitors.registry();
  private final ExecutorMonitors monitors = TestMonitors.monitors(registry, settings);
  private final TaskThread thread = new TaskThread();
  private final Object executor = new Object();

  private ExecutorMonitor created(@Nullable String name, boolean threadsTell) {
    return Creating.create(
        () -> Objects.requireNonNull(monitors.created(executor, name, threadsTell, 7, false)));
  }

  private static ExecutorSeries series(ExecutorMonitor monitor) {
    return Objects.requireNonNull(monitor.seriesIfNamed());
  }

  private static void assertBalanced(ExecutorMonitor monitor, long rejected) {
    ExecutorSeries series = series(monitor);
    assertThat(series.submitted.value())
        .isEqualTo(
            series.completed.count() + series.failed.count() + series.cancelled.value() + rejected);
    assertThat(series.running()).isZero();
  }

  @Test
  void whatIsHandedInBeforeTheNameIsKnownIsNotLost() {
    ExecutorMonitor monitor = created(null, true);
    Runnable task = () -> {};
    monitor.submitted(task);
    assertThat(monitor.seriesIfNamed()).isNull();
    monitor.workerStarted(new Thread("orders-3"));
    assertThat(series(monitor).executor).isEqualTo("orders");
    assertThat(series(monitor).submitted.value()).isEqualTo(1);
    assertThat(series(monitor).initializedWorkers.value()).isEqualTo(1);
  }

  @Test
  void anExecutorWhoseThreadsSayNothingIsCalledByItsCreator() {
    ExecutorMonitor monitor = created(null, false);
    assertThat(series(monitor).executor).isEqualTo("com.acme.Creating.create");
    assertThat(series(monitor).type).isEqualTo("java.lang.Object");
  }

  @Test
  void aConfiguredNameComesFirst() {
    settings.names = Map.of("com.acme.Creating", "mine");
    assertThat(series(created("bean", true)).executor).isEqualTo("mine");
  }

  @Test
  void byReferenceAnExecutorWithoutANameIsCalledByTheEmptyString() {
    settings.byReference = true;
    ExecutorMonitor monitor = created(null, true);
    monitor.workerStarted(new Thread("orders-3"));
    assertThat(series(monitor).executor).isEmpty();
  }

  @Test
  void tooManyNamesAreOther() {
    settings.nameLimit = 2;
    for (int i = 0; i < 5; i++) {
      ExecutorMonitor monitor =
          monitors.created(new Object(), "name" + i, true, Integer.MAX_VALUE, false);
      assertThat(series(Objects.requireNonNull(monitor)).executor)
          .isEqualTo(i < 2 ? "name" + i : "other");
    }
  }

  @Test
  void anExcludedTypeHasNoMonitor() {
    settings.excluded.add("java.lang.Object");
    assertThat(monitors.created(executor, null, true, 1, false)).isNull();
  }

  @Test
  void anExcludedNameIsLeftAlone() {
    settings.excluded.add("orders");
    ExecutorMonitor monitor = created(null, true);
    Runnable task = () -> {};
    monitor.submitted(task);
    monitor.workerStarted(new Thread("orders-3"));
    assertThat(monitor.started(task, thread)).isFalse();
    assertThat(monitor.seriesIfNamed()).isNull();
  }

  @Test
  void aTaskThatRunsIsCompletedOrFailed() {
    ExecutorMonitor monitor = created("x", true);
    for (int i = 0; i < 3; i++) {
      Runnable task = () -> {};
      monitor.submitted(task);
      assertThat(monitor.started(task, thread)).isTrue();
      assertThat(series(monitor).running()).isEqualTo(1);
      TaskRuns.ended(thread, i == 0 ? new StackOverflowError() : null);
    }
    assertThat(series(monitor).failed.count()).isEqualTo(1);
    assertThat(series(monitor).completed.count()).isEqualTo(2);
    assertThat(series(monitor).wait.count()).isEqualTo(3);
    assertBalanced(monitor, 0);
  }

  @Test
  void aTaskCancelledBeforeItsStartIsOnlyCancelled() {
    ExecutorMonitor monitor = created("x", true);
    FutureTask<?> task = new FutureTask<>(() -> null);
    monitor.submitted(task);
    task.cancel(false);
    assertThat(monitor.started(task, thread)).isFalse();
    assertThat(series(monitor).cancelled.value()).isEqualTo(1);
    assertThat(series(monitor).wait.count()).isZero();
    assertBalanced(monitor, 0);
  }

  @Test
  void aTaskThatTheApplicationQueuedItselfIsHandedInAtItsStart() {
    ExecutorMonitor monitor = created("x", true);
    Runnable task = () -> {};
    assertThat(monitor.started(task, thread)).isTrue();
    assertThat(series(monitor).running()).isEqualTo(1);
    TaskRuns.ended(thread, null);
    assertThat(series(monitor).wait.count()).isZero();
    assertBalanced(monitor, 0);
  }

  @Test
  void aRefusedTaskThatRunsNeverthelessWasHandedInOnceMore() {
    ExecutorMonitor monitor = created("x", true);
    Runnable task = () -> {};
    monitor.submitted(task);
    monitor.rejected(task, "Custom", true);
    assertThat(monitor.started(task, thread)).isTrue();
    TaskRuns.ended(thread, null);
    assertThat(series(monitor).submitted.value()).isEqualTo(2);
    assertThat(series(monitor).wait.count()).isEqualTo(1);
    assertBalanced(monitor, 1);
  }

  @Test
  void whatLeftAnIdleQueueUnseenIsCancelledAtTheSecondLook() {
    ExecutorMonitor monitor = created("x", true);
    Runnable[] tasks = new Runnable[3];
    for (int i = 0; i < tasks.length; i++) {
      int number = i;
      tasks[i] = () -> assertThat(number).isNotNegative();
      monitor.submitted(tasks[i]);
    }
    monitor.look(0, monitor.waiting.added(), false, true, SECOND);
    assertThat(series(monitor).cancelled.value()).isZero();
    monitor.look(0, monitor.waiting.added(), false, true, 2 * SECOND);
    assertThat(series(monitor).cancelled.value()).isEqualTo(3);
    assertBalanced(monitor, 0);
  }

  @Test
  void whatIsStillQueuedIsNotCancelled() {
    ExecutorMonitor monitor = created("x", true);
    Runnable task = () -> {};
    monitor.submitted(task);
    for (int i = 1; i < 5; i++) {
      monitor.look(1, monitor.waiting.added(), false, true, i * SECOND);
    }
    assertThat(series(monitor).cancelled.value()).isZero();
    assertThat(monitor.waiting.size()).isEqualTo(1);
  }

  @Test
  void whatIsHandedInAfterALookAtTheQueueIsNotCancelled() {
    ExecutorMonitor monitor = created("x", true);
    Runnable task = () -> {};
    for (int i = 1; i < 5; i++) {
      long added = monitor.waiting.added();
      for (int j = 0; j < 500; j++) {
        monitor.submitted(task);
      }
      monitor.look(0, added, false, true, i * SECOND);
      assertThat(monitor.waiting.size()).isGreaterThanOrEqualTo(500);
    }
    // The others have left the queue by then.
    assertThat(series(monitor).cancelled.value()).isPositive();
  }

  @Test
  void whatAWorkerMayHoldBackIsNotCancelled() {
    ExecutorMonitor monitor = created("x", true);
    Runnable task = () -> {};
    monitor.submitted(task);
    for (int i = 1; i < 5; i++) {
      monitor.look(0, monitor.waiting.added(), true, true, i * SECOND);
    }
    assertThat(series(monitor).cancelled.value()).isZero();
    assertThat(monitor.waiting.size()).isEqualTo(1);
  }

  @Test
  void twoLooksInQuickSuccessionSayNothing() {
    ExecutorMonitor monitor = created("x", true);
    monitor.submitted(new Object());
    for (int i = 0; i < 10; i++) {
      monitor.look(0, monitor.waiting.added(), false, true, SECOND + i);
    }
    assertThat(series(monitor).cancelled.value()).isZero();
  }

  @Test
  void whatIsLostWithItsExecutorIsCancelledAtTheSecondLook() {
    ExecutorMonitor monitor = created("x", true);
    ExecutorSeries series = series(monitor);
    monitor.submitted(new Object());
    monitor.submitted(new Object());
    series.lookWithoutExecutor(SECOND);
    assertThat(series.cancelled.value()).isZero();
    series.lookWithoutExecutor(2 * SECOND);
    assertThat(series.cancelled.value()).isEqualTo(2);
    series.lookWithoutExecutor(3 * SECOND);
    assertThat(series.cancelled.value()).isEqualTo(2);
    assertBalanced(monitor, 0);
  }

  @Test
  void whatAnotherExecutorOfTheNameMayHaveIsNotLost() {
    ExecutorMonitor monitor = created("x", true);
    ExecutorSeries series = series(monitor);
    monitor.submitted(new Object());
    series.lookWithoutExecutor(SECOND);
    series.hasExecutor();
    series.lookWithoutExecutor(2 * SECOND);
    assertThat(series.cancelled.value()).isZero();
  }

  @Test
  void atMostSoManyThreadsAreAddedUpOnce() {
    created("x", true);
    assertThat(
            registry.families().stream()
                .filter(family -> family.name().equals("java_executor_max_workers_total"))
                .flatMap(family -> family.allSeries().stream())
                .mapToLong(s -> ((Counter) s).value())
                .sum())
        .isEqualTo(7);
  }
}
