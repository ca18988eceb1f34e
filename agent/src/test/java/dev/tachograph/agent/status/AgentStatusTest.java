package dev.tachograph.agent.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.AgentConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentStatusTest {
  private static String json(AgentStatus status) {
    return new String(status.asJson(), StandardCharsets.UTF_8);
  }

  private static String problemsOf(String options) {
    AgentConfig config = AgentConfig.load(options, Map.of(), new Properties());
    assertThat(config.problems()).isNotEmpty();
    return json(new AgentStatus().problems(config.problems()));
  }

  @Test
  void itSaysWhatItWasTold() {
    assertThat(
            json(
                new AgentStatus()
                    .port(9779)
                    .families(List.of())
                    .version("1")
                    .wovenClasses(Map.of("executors", 7L))
                    .ruleMatches(Map.of("com.acme.\"A\"#b", 0L))))
        .isEqualTo(
            "{\"metrics_enabled\":true,\"metrics_port\":9779,\"available_metrics\":[],"
                + "\"version\":\"1\",\"instrumented_classes\":{\"executors\":7},"
                + "\"rule_matches\":{\"com.acme.\\\"A\\\"#b\":0}}\n");
  }

  @Test
  void problemsAreNamed() {
    assertThat(problemsOf("window.size=0")).contains("window.size=0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http.auth.basic.password-file=sesame",
        "http.auth.basic.user=sesame",
        "http.tls.key=sesame"
      })
  void whatMayBeASecret_isNot(String option) {
    assertThat(problemsOf(option))
        .doesNotContain("sesame")
        .contains(option.substring(0, option.indexOf('=')));
  }
}
