package dev.tachograph.bootstrap.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Futures that are FutureTasks, as the first updates of JDK 21 have them. */
class ThreadPerTaskProbeTest {
  private static final class BoundFuture extends FutureTask<Integer> {
    BoundFuture(Callable<Integer> body) {
      super(body);
    }
  }

  private final ProbedExecutor executor = new ProbedExecutor();

  private BoundFuture submit() {
    BoundFuture future = new BoundFuture(() -> 1);
    ThreadPerTaskProbe.futureTaskMade(executor.executor, future);
    ThreadPerTaskProbe.futureSubmitEnded(null, executor.executor, null);
    return future;
  }

  @Test
  void itsBodyIsTheRun_whateverTheFutureKeeps() {
    BoundFuture good = submit();
    BoundFuture bad = submit();
    FutureProbe.ran(good, 0);
    FutureProbe.bodyStarted(good);
    FutureProbe.bodyEnded(good, null);
    FutureProbe.ran(bad, 0);
    FutureProbe.bodyStarted(bad);
    FutureProbe.bodyEnded(bad, new IllegalStateException());
    assertThat(executor.counts()).isEqualTo(new ProbedExecutor.Counts(2, 1, 1, 0, 0));
    assertThat(executor.waits()).isEqualTo(2);
    assertThat(TaskThread.current().run.series).isNull();
  }

  @Test
  void oneThatIsCancelledBeforeItRuns_isCancelled() {
    BoundFuture future = submit();
    future.cancel(false);
    FutureProbe.ran(future, 4);
    assertThat(executor.counts()).isEqualTo(new ProbedExecutor.Counts(1, 0, 0, 1, 0));
  }

  @Test
  void oneWhoseThreadCannotBeStarted_isRejected() {
    ThreadPerTaskProbe.futureTaskMade(executor.executor, new BoundFuture(() -> 1));
    ThreadPerTaskProbe.futureSubmitEnded(null, executor.executor, new RejectedExecutionException());
    assertThat(executor.counts()).isEqualTo(new ProbedExecutor.Counts(1, 0, 0, 0, 1));
  }
}
