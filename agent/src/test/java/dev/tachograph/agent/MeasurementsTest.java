package dev.tachograph.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tachograph.agent.config.AgentConfig;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** What the configuration lets through and the registry refuses would leave nothing to scrape. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e-9",
        "1e-10",
        ".1,.100000001",
        ".1,.1000000001",
        ".1,9223372036",
        ".1,9223372037",
        ".1,1,10,9999999999",
        "9.2e9,9.3e9"
      })
  void bucketsThatAreAcceptedAreThoseThatTimersCanHave(String buckets) {
    AgentConfig config =
        AgentConfig.load(
            "timers.distribution=both,timers.buckets=" + buckets, Map.of(), new Properties());

    assertThatCode(() -> new Measurements(config).registerAll()).doesNotThrowAnyException();
  }

  @Test
  void aPresetNeedsFamiliesOfItsOwn() {
    assertThat(problems("operations.preset=aiecs")).isEmpty();
    assertThat(problems("operations.preset=aiecs,operations.naming=label"))
        .singleElement()
        .asString()
        .contains("operations.preset=aiecs", "operations.naming=label");
  }

  @Test
  void timersOfAPresetCanBeNamed() {
    assertThat(
            problems("operations.preset=aiecs,timers.plan_latency_seconds.distribution=quantiles"))
        .isEmpty();
  }

  private static Iterable<?> problems(String options) {
    return new Measurements(AgentConfig.load(options, Map.of(), new Properties())).problems();
  }
}
