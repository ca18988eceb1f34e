package dev.tachograph.bootstrap.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PollingHistoryTest {
  private final PollingHistory history = new PollingHistory();

  @Test
  void aStartAfterAnEndIsARestart() {
    assertThat(history.startedBy(1)).isFalse();
    history.endedBy(1);
    assertThat(history.startedBy(2)).isTrue();
  }

  @Test
  void runnersSideBySideAreNoRestarts() {
    assertThat(history.startedBy(1)).isFalse();
    assertThat(history.startedBy(2)).isFalse();
  }

  @Test
  void oneEndIsFollowedByOneRestart() {
    history.startedBy(1);
    history.endedBy(1);
    history.endedBy(1);
    assertThat(history.startedBy(2)).isTrue();
    assertThat(history.startedBy(3)).isFalse();
  }

  @Test
  void furtherRoundsOfARunnerAreNoStarts() {
    history.startedBy(1);
    history.startedBy(2);
    history.endedBy(2);
    assertThat(history.startedBy(1)).isFalse();
  }

  @Test
  void aLastRoundOfAnEndedRunnerIsNoStart() {
    history.startedBy(1);
    history.endedBy(1);
    assertThat(history.startedBy(1)).isFalse();
    assertThat(history.startedBy(2)).isTrue();
  }
}
