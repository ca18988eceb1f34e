package dev.tachograph.bootstrap.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What there is to find, only a JVM with the agent has: see the integration tests. */
class BootClassProbeTest {
  @Test
  void whatIsNotTheAgentsIsForTheLoaderToFind() {
    assertThat(BootClassProbe.find("java.lang.String")).isNull();
    assertThat(BootClassProbe.find("dev.tachograph.bootstrapped.Application")).isNull();
    assertThat(BootClassProbe.find("")).isNull();
    assertThat(BootClassProbe.find(null)).isNull();
  }

  @Test
  void aClassThatDoesNotExistIsForTheLoaderToMiss() {
    assertThat(BootClassProbe.find("dev.tachograph.bootstrap.NoSuchClass")).isNull();
  }
}
