package dev.tachograph.bootstrap.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OtherAgentsTest {
  @Test
  void theClassesOfAnAgent_areKnownFromThoseOfItsApi() {
    assertThat(OtherAgents.isTheirs("io.opentelemetry.javaagent.bootstrap.AgentClassLoader"))
        .isTrue();
    assertThat(OtherAgents.isTheirs("datadog.trace.bootstrap.DatadogClassLoader")).isTrue();
    assertThat(OtherAgents.isTheirs("co.elastic.apm.agent.bci.classloading.Loader")).isTrue();

    assertThat(OtherAgents.isTheirs("io.opentelemetry.api.trace.Span")).isFalse();
    assertThat(OtherAgents.isTheirs("co.elastic.apm.api.Span")).isFalse();
    assertThat(OtherAgents.isTheirs("com.acme.datadog.trace.Loader")).isFalse();
  }
}
