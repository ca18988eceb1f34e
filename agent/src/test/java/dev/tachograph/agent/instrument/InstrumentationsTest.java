package dev.tachograph.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.instrument.weave.ClassPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class InstrumentationsTest {
  private static LibraryInstrumentation[] all() {
    return Instrumentations.all(
        AgentConfig.load("executors.include=com.acme.Lanes", Map.of(), new Properties()));
  }

  @Test
  void everyInstrumentationCanBeSwitchedOff() {
    for (LibraryInstrumentation library : all()) {
      AgentConfig config =
          AgentConfig.load(
              "instrument." + library.name() + ".enabled=false", Map.of(), new Properties());
      assertThat(config.problems()).isEmpty();
      assertThat(config.instrumentationEnabled(library.name())).isFalse();
    }
  }

  @Test
  void everyNamedClassHasAPlan() {
    for (LibraryInstrumentation library : all()) {
      for (String className : library.classNames()) {
        library.plan(className, new ClassPlan());
        assertThat(className).matches(Predicate.not((String n) -> n.contains(".")));
      }
    }
  }

  @Test
  void noClassIsClaimedByTwo() {
    Map<String, String> owners = new HashMap<>();
    for (LibraryInstrumentation library : all()) {
      for (String className : library.classNames()) {
        assertThat(owners.put(className, library.getClass().getSimpleName()))
            .as(className + " and " + library.getClass().getSimpleName())
            .isNull();
      }
    }
  }

  @Test
  void executorsThatTheConfigurationNamesAreAmongThem() {
    assertThat(all()).anyMatch(library -> List.of(library.classNames()).contains("com/acme/Lanes"));
  }
}
