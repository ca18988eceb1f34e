package dev.tachograph.bootstrap.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OtherAgentsTest {
  @Test
  void theClassesOfAnAgent_areKnownFromThoseOfItsApi() {
    assertThat(OtherAgents.have("io.opentelemetry.javaagent.bootstrap.AgentClassLoader")).isTrue();
    assertThat(OtherAgents.have("datadog.trace.bootstrap.DatadogClassLoader")).isTrue();
    assertThat(OtherAgents.have("co.elastic.apm.agent.bci.classloading.Loader")).isTrue();

    assertThat(OtherAgents.have("io.opentelemetry.api.trace.Span")).isFalse();
    assertThat(OtherAgents.have("co.elastic.apm.api.Span")).isFalse();
    assertThat(OtherAgents.have("com.acme.datadog.trace.Loader")).isFalse();
  }
}
