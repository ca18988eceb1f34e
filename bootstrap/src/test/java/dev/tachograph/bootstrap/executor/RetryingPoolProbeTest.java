package dev.tachograph.bootstrap.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.bootstrap.executor.ProbedExecutor.Counts;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetryingPoolProbeTest {
  private static final RejectedExecutionException REFUSAL = new RejectedExecutionException();

  /** A rejection handler. */
  private static final class Refusing {}

  private final ProbedExecutor probed = new ProbedExecutor();
  private final Object pool = probed.executor;
  private final Runnable task = () -> {};

  @AfterEach
  void nothingIsLeftOnTheThread() {
    assertThat(TaskThread.current().rejection).isNull();
    assertThat(TaskThread.current().run.outer).isNull();
    assertThat(probed.monitor.rejecting).hasValue(0);
  }

  private @Nullable Object submitted() {
    return RetryingPoolProbe.submitted(null, pool, task);
  }

  private void refuse(@Nullable Throwable thrown) {
    Object started = ThreadPoolProbe.rejectStarted(null, pool, task);
    ThreadPoolProbe.rejectEnded(started, new Refusing(), thrown);
  }

  private void run() {
    ThreadPoolProbe.ended(ThreadPoolProbe.started(null, pool, task), null);
  }

  @Test
  void aTaskThatIsPutIntoTheQueueAfterARefusalIsNotRejected() {
    Object started = submitted();
    refuse(REFUSAL);
    RetryingPoolProbe.submitEnded(started, null);
    run();
    assertThat(probed.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0));
    assertThat(probed.waits()).isEqualTo(1);
  }

  @Test
  void aTaskThatIsRefusedForGoodHasThePolicyOfTheHandler() {
    Object started = submitted();
    refuse(REFUSAL);
    RetryingPoolProbe.submitEnded(started, REFUSAL);
    assertThat(probed.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1));
    assertThat(probed.rejectedBy("Refusing")).isEqualTo(1);
  }

  @Test
  void aFailureWithoutAHandlerIsARefusalWithoutAPolicy() {
    RetryingPoolProbe.submitEnded(submitted(), new IllegalStateException());
    assertThat(probed.rejectedBy("none")).isEqualTo(1);
  }

  @Test
  void aHandlerThatThrowsNothingHasTheLastWord() {
    Object started = submitted();
    refuse(null);
    RetryingPoolProbe.submitEnded(started, null);
    assertThat(probed.rejectedBy("Refusing")).isEqualTo(1);
    assertThat(probed.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1));
  }

  @Test
  void oneOverloadThatCallsTheOtherIsOneSubmission() {
    Object outer = submitted();
    Object inner = submitted();
    assertThat(inner).isNull();
    RetryingPoolProbe.submitEnded(inner, REFUSAL);
    RetryingPoolProbe.submitEnded(outer, null);
    run();
    assertThat(probed.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0));
  }

  @Test
  void anotherTaskHandedInMeanwhileIsASubmissionOfItsOwn() {
    Object outer = submitted();
    Runnable other = new Thread();
    Object inner = RetryingPoolProbe.submitted(null, pool, other);
    RetryingPoolProbe.submitEnded(inner, REFUSAL);
    RetryingPoolProbe.submitEnded(outer, null);
    run();
    assertThat(probed.counts()).isEqualTo(new Counts(2, 1, 0, 0, 1));
  }
}
