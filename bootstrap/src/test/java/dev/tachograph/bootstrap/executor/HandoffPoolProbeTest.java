package dev.tachograph.bootstrap.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.bootstrap.executor.ProbedExecutor.Counts;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandoffPoolProbeTest {
  private final ProbedExecutor probed = new ProbedExecutor();
  private final Object pool = probed.executor;
  private final Runnable task = () -> {};

  @AfterEach
  void nothingIsLeftOnTheThread() {
    WorkerLoopProbe.workerEnded(pool, null);
    assertThat(TaskThread.current().run.outer).isNull();
    assertThat(TaskThread.current().refusedBy).isNull();
    assertThat(TaskThread.current().givingBack).isFalse();
  }

  private void submit(Runnable submitted) {
    HandoffPoolProbe.submitted(null, pool, submitted);
    HandoffPoolProbe.submitEnded(null, pool, submitted, null, null);
  }

  @Test
  void aTaskRunsInWhateverWrapsIt() {
    submit(task);
    HandoffPoolProbe.ended(HandoffPoolProbe.started(pool, task), null);
    assertThat(probed.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0));
    assertThat(HandoffPoolProbe.started(null, task)).isNull();
  }

  @Test
  void whatIsGivenToTheOtherExecutorIsRefusedByThat() {
    Executor other = Runnable::run;
    HandoffPoolProbe.submitted(null, pool, task);
    HandoffPoolProbe.refused(pool);
    HandoffPoolProbe.submitEnded(null, pool, task, other, null);
    assertThat(probed.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1));
    assertThat(probed.rejectedBy("HandoffPoolProbeTest$$Lambda")).isEqualTo(1);
  }

  @Test
  void whatThePoolThrowsIsARefusalWithoutAPolicy() {
    HandoffPoolProbe.submitted(null, pool, task);
    HandoffPoolProbe.submitEnded(null, pool, task, pool, new RejectedExecutionException());
    assertThat(probed.rejectedBy("none")).isEqualTo(1);
  }

  @Test
  void whatAnotherPoolRefusesIsNotRefusedByThisOne() {
    HandoffPoolProbe.submitted(null, pool, task);
    HandoffPoolProbe.refused(new Object());
    HandoffPoolProbe.submitEnded(null, pool, task, pool, null);
    assertThat(probed.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0));
  }

  @Test
  void whatIsGivenBackIsCancelledOnce() {
    Runnable plain = new Thread();
    submit(task);
    submit(plain);
    HandoffPoolProbe.handedOver(pool, task);
    assertThat(probed.counts().cancelled()).isZero();
    HandoffPoolProbe.givingBack();
    HandoffPoolProbe.handedOver(pool, task);
    HandoffPoolProbe.givenBack(null, pool, List.of(task, plain));
    assertThat(probed.counts()).isEqualTo(new Counts(2, 0, 0, 2, 0));
  }
}
