package dev.tachograph.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DisturbanceTest {
  @Test
  void countsABatchThatHadItsProcessorAllTheTime() {
    assertThat(Disturbance.hadTheProcessor(250_000, 249_000)).isTrue();
  }

  @Test
  void discardsABatchThatWasSuspended() {
    assertThat(Disturbance.hadTheProcessor(290_000, 250_000)).isFalse();
  }

  @Test
  void allowsShortBatchesTheTimeThatTheClocksTake() {
    assertThat(Disturbance.hadTheProcessor(12_000, 10_000)).isTrue();
    assertThat(Disturbance.hadTheProcessor(15_000, 10_000)).isFalse();
  }

  @Test
  void countsThreadsThatRanSideBySide() {
    assertThat(Disturbance.overlapped(0, 20_000, 1_000, 21_000)).isTrue();
  }

  @Test
  void discardsThreadsThatRanOneAfterTheOther() {
    assertThat(Disturbance.overlapped(0, 20_000, 10_000, 30_000)).isFalse();
    assertThat(Disturbance.overlapped(0, 20_000, 30_000, 50_000)).isFalse();
  }

  @Test
  void discardsTwoThreadsOfWhichOneWasSuspended() {
    assertThat(Disturbance.overlapped(0, 20_000, 0, 2_000_000)).isFalse();
  }
}
