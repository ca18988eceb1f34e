package dev.tachograph.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.AgentConfig;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MeasurementsTest {
  @Test
  void aTimerThatDoesNotExistIsAProblemWithASuggestion() {
    assertThat(problems("timers.task_execute_time_second.distribution=both"))
        .singleElement()
        .asString()
        .contains("timers.task_execute_time_second.distribution")
        .contains("did you mean task_execute_time_seconds?");
  }

  @Test
  void whichTimersExistDependsOnTheCatalogue() {
    String documented = "timers.api_request_time_seconds.buckets=1";
    assertThat(problems(documented)).isEmpty();
    assertThat(problems(documented + ",metrics.catalogue=canonical")).hasSize(1);
  }

  private static Iterable<?> problems(String options) {
    return new Measurements(AgentConfig.load(options, Map.of(), new Properties())).problems();
  }
}
