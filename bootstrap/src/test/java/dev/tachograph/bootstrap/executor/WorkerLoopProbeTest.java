package dev.tachograph.bootstrap.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.bootstrap.executor.ProbedExecutor.Counts;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerLoopProbeTest {
  private final ProbedExecutor probed = new ProbedExecutor();
  private final Object executor = probed.executor;
  private final Runnable task = () -> {};

  @AfterEach
  void nothingIsLeftOnTheThread() {
    WorkerLoopProbe.workerEnded(executor, null);
    TaskThread thread = TaskThread.current();
    assertThat(thread.run.outer).isNull();
    assertThat(thread.ownWork).isZero();
    assertThat(thread.worksFor).isNull();
  }

  private void submit(Object submitted) {
    WorkerLoopProbe.submitted(null, executor, submitted);
    WorkerLoopProbe.submitEnded(null, executor, submitted, null);
  }

  private void run(Object started) {
    WorkerLoopProbe.ended(WorkerLoopProbe.started(started), null);
  }

  @Test
  void whatWasHandedInIsMeasuredOnceItRuns() {
    WorkerLoopProbe.workerStarted(executor);
    submit(task);
    assertThat(probed.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0));
    run(task);
    assertThat(probed.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0));
    assertThat(probed.waits()).isEqualTo(1);
  }

  @Test
  void whatWasNotHandedInIsNotMeasured() {
    WorkerLoopProbe.workerStarted(executor);
    submit(task);
    run(task);
    run(task);
    run(new Object());
    assertThat(probed.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0));
  }

  @Test
  void whatAnExecutorDoesForItselfIsNoTask() {
    WorkerLoopProbe.workerStarted(executor);
    WorkerLoopProbe.ownWorkStarted();
    WorkerLoopProbe.ownWorkStarted();
    WorkerLoopProbe.ownWorkEnded();
    submit(task);
    WorkerLoopProbe.submitEnded(null, executor, task, new RejectedExecutionException());
    WorkerLoopProbe.ownWorkEnded();
    run(task);
    assertThat(probed.counts()).isEqualTo(Counts.NONE);
  }

  @Test
  void aTaskThatThrowsHasFailed() {
    submit(task);
    Object started = WorkerLoopProbe.startedBy(executor, task);
    WorkerLoopProbe.ended(started, new IllegalStateException());
    assertThat(probed.counts()).isEqualTo(new Counts(1, 0, 1, 0, 0));
  }

  @Test
  void aTaskThatIsRefusedIsRejectedOnce() {
    WorkerLoopProbe.submitted(null, executor, task);
    RejectedExecutionException refusal = new RejectedExecutionException();
    WorkerLoopProbe.submitEnded(null, executor, task, refusal);
    WorkerLoopProbe.submitEnded(null, executor, task, refusal);
    assertThat(probed.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1));
    assertThat(probed.rejectedBy("none")).isEqualTo(1);
  }

  @Test
  void anOfferCountsIfItIsTaken_evenIfItRunsBefore() {
    WorkerLoopProbe.workerStarted(executor);
    WorkerLoopProbe.offered(null, executor, task);
    run(task);
    WorkerLoopProbe.offerEnded(null, executor, task, true);
    assertThat(probed.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0));
    WorkerLoopProbe.offered(null, executor, task);
    WorkerLoopProbe.offerEnded(null, executor, task, false);
    run(task);
    assertThat(probed.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0));
  }

  @Test
  void aTaskOfALoopThatBeganBeforeEndsWhereTheNextIsAskedFor() {
    submit(task);
    submit(executor);
    WorkerLoopProbe.asks(null, executor);
    WorkerLoopProbe.got(task);
    assertThat(probed.counts().completed()).isZero();
    WorkerLoopProbe.asks(null, executor);
    assertThat(probed.counts().completed()).isEqualTo(1);
    WorkerLoopProbe.got(executor);
    // Its end is told all the same if what it calls is woven.
    WorkerLoopProbe.ended(WorkerLoopProbe.started(executor), new IllegalStateException());
    WorkerLoopProbe.asks(null, executor);
    assertThat(probed.counts()).isEqualTo(new Counts(2, 1, 1, 0, 0));
  }

  @Test
  void theLastTaskOfSuchALoopEndsWithTheThread() {
    submit(task);
    WorkerLoopProbe.asks(null, executor);
    WorkerLoopProbe.got(task);
    WorkerLoopProbe.workerEnded(executor, null);
    assertThat(probed.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0));
  }

  @Test
  void whatIsTakenOutOrLeftBehindIsCancelledOnce() {
    submit(task);
    submit(executor);
    WorkerLoopProbe.takenOut(null, executor, task);
    WorkerLoopProbe.takenOut(null, executor, task);
    assertThat(probed.counts()).isEqualTo(new Counts(2, 0, 0, 1, 0));
    WorkerLoopProbe.stopped(null, executor);
    WorkerLoopProbe.terminated(null, executor);
    assertThat(probed.counts()).isEqualTo(new Counts(2, 0, 0, 2, 0));
    assertThat(probed.monitor.closed).isTrue();
    WorkerLoopProbe.opened(null, executor, 2);
    assertThat(probed.monitor.closed).isFalse();
  }

  @Test
  void aFutureThatIsCancelledDoesNotRun() {
    FutureTask<?> future = new FutureTask<>(task, null);
    submit(future);
    future.cancel(false);
    assertThat(WorkerLoopProbe.startedBy(executor, future)).isNull();
    assertThat(probed.counts()).isEqualTo(new Counts(1, 0, 0, 1, 0));
  }

  @Test
  void aTaskWithinATaskIsATaskOfItsOwn() {
    WorkerLoopProbe.workerStarted(executor);
    Object inner = new Object();
    submit(task);
    submit(inner);
    Object outerRun = WorkerLoopProbe.started(task);
    Object innerRun = WorkerLoopProbe.started(inner);
    WorkerLoopProbe.ended(innerRun, new IllegalStateException());
    WorkerLoopProbe.ended(outerRun, null);
    assertThat(probed.counts()).isEqualTo(new Counts(2, 1, 1, 0, 0));
  }
}
