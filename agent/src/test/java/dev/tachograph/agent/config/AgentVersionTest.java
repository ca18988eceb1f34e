package dev.tachograph.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgentVersionTest {
  @Test
  void theBuildFillsInTheVersion() {
    assertThat(AgentVersion.get()).matches("\\d+\\.\\d+\\.\\d+(-.+)?");
  }
}
