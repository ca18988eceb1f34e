package dev.tachograph.bootstrap.executor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SubmissionTest {
  private final ExecutorMonitor monitor = TestMonitors.monitor();

  @Test
  void itIsTakenOnce() {
    Submission submission = new Submission(monitor, 1_000);
    assertThat(submission.take()).isBetween(984L, 1_000L);
    assertThat(submission.take()).isEqualTo(WaitingTasks.ABSENT);
  }

  @Test
  void handedInAgainItIsTakenTwice() {
    Submission submission = new Submission(monitor, 1_000);
    assertThat(submission.again()).isTrue();
    assertThat(submission.take()).isNotEqualTo(WaitingTasks.ABSENT);
    assertThat(submission.take()).isNotEqualTo(WaitingTasks.ABSENT);
    assertThat(submission.take()).isEqualTo(WaitingTasks.ABSENT);
  }

  @Test
  void onceTakenItIsNotHandedInAgain() {
    Submission submission = new Submission(monitor, 1_000);
    submission.take();
    assertThat(submission.again()).isFalse();
  }

  @Test
  void itCountsUpToFifteen() {
    Submission submission = new Submission(monitor, 1_000);
    int times = 1;
    while (submission.again()) {
      times++;
    }
    assertThat(times).isEqualTo(15);
    for (int i = 0; i < times; i++) {
      assertThat(submission.take()).isNotEqualTo(WaitingTasks.ABSENT);
    }
    assertThat(submission.take()).isEqualTo(WaitingTasks.ABSENT);
  }

  @Test
  void aTimeNearZeroIsNotMistakenForAbsence() {
    assertThat(new Submission(monitor, 3).take()).isNotEqualTo(WaitingTasks.ABSENT);
    assertThat(new Submission(monitor, -1).take()).isNotEqualTo(WaitingTasks.ABSENT);
  }
}
