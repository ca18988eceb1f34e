package dev.tachograph.agent.export.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreadCpuTest {
  @Test
  void nanos_statisticsOfLinux_areTheFirstNumber() {
    assertThat(ThreadCpu.nanos("12345678901 2345 67\n")).isEqualTo(12_345_678_901L);
    assertThat(ThreadCpu.nanos("12\n")).isEqualTo(12);
  }

  @Test
  void nanos_goUp() {
    long before = ThreadCpu.nanos();

    assertThat(ThreadCpu.nanos()).isGreaterThanOrEqualTo(before);
  }
}
