package dev.tachograph.bootstrap.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.bootstrap.executor.ProbedExecutor.Counts;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnExecutorProbeTest {
  private final ProbedExecutor probed = new ProbedExecutor();
  private final Object executor = probed.executor;
  private final Runnable task = () -> {};

  @AfterEach
  void nothingIsLeft() {
    assertThat(OwnExecutorProbe.WAITING.isEmpty()).isTrue();
    assertThat(TaskThread.current().run.outer).isNull();
  }

  private void run(Object started, @Nullable Throwable thrown) {
    OwnExecutorProbe.ended(OwnExecutorProbe.started(started), thrown);
  }

  @Test
  void whoeverRunsATaskRunsItForTheExecutor() {
    OwnExecutorProbe.submitEnded(OwnExecutorProbe.submitted(executor, task), null);
    run(task, null);
    run(task, null);
    assertThat(probed.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0));
    assertThat(probed.waits()).isEqualTo(1);
  }

  @Test
  void whatIsNoTaskIsNotMeasured() {
    assertThat(OwnExecutorProbe.started(null)).isNull();
    assertThat(OwnExecutorProbe.started(new Object())).isNull();
    assertThat(OwnExecutorProbe.submitted(executor, null)).isNull();
    assertThat(probed.counts()).isEqualTo(Counts.NONE);
  }

  @Test
  void aTaskHandedInTwiceRunsTwice() {
    for (int i = 0; i < 2; i++) {
      OwnExecutorProbe.submitEnded(OwnExecutorProbe.submitted(executor, task), null);
    }
    run(task, null);
    run(task, new IllegalStateException());
    assertThat(probed.counts()).isEqualTo(new Counts(2, 1, 1, 0, 0));
  }

  @Test
  void aTaskThatIsRunOnTheSpotIsNotRejected_evenIfItThrows() {
    Object submitted = OwnExecutorProbe.submitted(executor, task);
    IllegalStateException failure = new IllegalStateException();
    run(task, failure);
    OwnExecutorProbe.submitEnded(submitted, failure);
    assertThat(probed.counts()).isEqualTo(new Counts(1, 0, 1, 0, 0));
  }

  @Test
  void aTaskThatIsRefusedNeverRunsForTheExecutor() {
    Object submitted = OwnExecutorProbe.submitted(executor, task);
    OwnExecutorProbe.submitEnded(submitted, new RejectedExecutionException());
    assertThat(OwnExecutorProbe.started(task)).isNull();
    assertThat(probed.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1));
  }

  @Test
  void aFutureThatIsCancelledDoesNotRun() {
    FutureTask<?> future = new FutureTask<>(task, null);
    OwnExecutorProbe.submitEnded(OwnExecutorProbe.submitted(executor, future), null);
    future.cancel(false);
    run(future, null);
    assertThat(probed.counts()).isEqualTo(new Counts(1, 0, 0, 1, 0));
  }

  @Test
  void anExecutorThatIsShutDownHasNoGauges() {
    OwnExecutorProbe.shutDown(executor);
    assertThat(probed.monitor.closed).isTrue();
  }
}
