package dev.tachograph.bootstrap.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.bootstrap.executor.ProbedExecutor.Counts;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimedTaskProbeTest {
  private static final String MEASURED = Loop.class.getName();

  /** Stands for an executor that takes tasks with a time of their own. */
  private static class Loop {}

  private static final class SpecialLoop extends Loop {}

  private static final class Timed extends FutureTask<Void> implements Delayed {
    Timed() {
      super(() -> null);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return 0;
    }

    @Override
    public int compareTo(Delayed other) {
      return 0;
    }
  }

  private final ProbedExecutor probed = new ProbedExecutor(new Loop());
  private final Object executor = probed.executor;
  private final Timed task = new Timed();

  @AfterEach
  void nothingIsLeftOnTheThread() {
    WorkerLoopProbe.workerEnded(executor, null);
    assertThat(TaskThread.current().run.outer).isNull();
    assertThat(TaskThread.current().ownWork).isZero();
    assertThat(TaskThread.current().ranTimed).isNull();
  }

  private void submit() {
    TimedTaskProbe.submitted(executor, task, MEASURED);
    TimedTaskProbe.submitEnded(executor, task, null);
  }

  private void run(long period) {
    TimedTaskProbe.ended(TimedTaskProbe.started(task), task, null);
    TimedTaskProbe.done(task, period);
  }

  @Test
  void itRunsOnce_andWhatItIsPutAsideByIsNoTask() {
    WorkerLoopProbe.workerStarted(executor);
    TimedTaskProbe.submitted(executor, task, MEASURED);
    Runnable puttingAside = () -> {};
    WorkerLoopProbe.submitted(null, executor, puttingAside);
    TimedTaskProbe.submitEnded(executor, task, null);
    WorkerLoopProbe.ended(WorkerLoopProbe.started(puttingAside), null);
    assertThat(probed.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0));
    run(0);
    run(0);
    assertThat(probed.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0));
    assertThat(probed.waits()).isEqualTo(1);
  }

  @Test
  void eachRunOfAPeriodicTaskIsOne() {
    WorkerLoopProbe.workerStarted(executor);
    submit();
    for (int i = 0; i < 3; i++) {
      run(1);
    }
    assertThat(probed.counts()).isEqualTo(new Counts(4, 3, 0, 0, 0));
    TimedTaskProbe.cancelled(executor, task);
    TimedTaskProbe.cancelEnded();
    assertThat(probed.counts()).isEqualTo(new Counts(4, 3, 0, 1, 0));
  }

  @Test
  void aPeriodicTaskThatFailsIsNotDueAgain() {
    WorkerLoopProbe.workerStarted(executor);
    submit();
    TimedTaskProbe.ended(TimedTaskProbe.started(task), task, new IllegalStateException());
    TimedTaskProbe.done(task, 1);
    assertThat(probed.counts()).isEqualTo(new Counts(1, 0, 1, 0, 0));
  }

  @Test
  void aPeriodicTaskThatIsCancelledWhileItRunsIsNotDueAgain() {
    WorkerLoopProbe.workerStarted(executor);
    submit();
    Object started = TimedTaskProbe.started(task);
    task.cancel(false);
    TimedTaskProbe.ended(started, task, null);
    TimedTaskProbe.done(task, 1);
    assertThat(probed.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0));
  }

  @Test
  void itIsCancelledOnce_whicheverWayItGoes() {
    submit();
    TimedTaskProbe.cancelled(executor, task);
    TimedTaskProbe.cancelEnded();
    TimedTaskProbe.dropped(executor, task);
    assertThat(probed.counts()).isEqualTo(new Counts(1, 0, 0, 1, 0));
  }

  @Test
  void itIsRefusedOnce() {
    TimedTaskProbe.submitted(executor, task, MEASURED);
    TimedTaskProbe.submitEnded(executor, task, new RejectedExecutionException());
    TimedTaskProbe.dropped(executor, task);
    assertThat(probed.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1));
  }

  @Test
  void onlyExecutorsOfTheMeasuredClassAreAdopted() {
    TimedTaskProbe.submitted(new Object(), task, MEASURED);
    TimedTaskProbe.submitEnded(new Object(), task, null);
    assertThat(probed.counts()).isEqualTo(Counts.NONE);
    Object special = new SpecialLoop();
    TimedTaskProbe.submitted(special, task, MEASURED);
    TimedTaskProbe.submitEnded(special, task, null);
    TimedTaskProbe.dropped(special, task);
    assertThat(probed.counts()).isEqualTo(new Counts(1, 0, 0, 1, 0));
  }
}
