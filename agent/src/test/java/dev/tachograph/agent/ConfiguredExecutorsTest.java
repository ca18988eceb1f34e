package dev.tachograph.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.keys.ExecutorKeys;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfiguredExecutorsTest {
  private static AgentConfig with(String... keysAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty("tachograph." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return AgentConfig.load(null, Map.of(), properties);
  }

  @Test
  void byDefaultNothingIsNamedIncludedOrExcluded() {
    ConfiguredExecutors executors = new ConfiguredExecutors(with());
    assertThat(with().get(ExecutorKeys.INCLUDE)).isEmpty();
    assertThat(executors.excludes("http-nio-8080")).isFalse();
    assertThat(executors.configuredName("com.acme.Orders")).isNull();
    assertThat(executors.namesByReference()).isFalse();
    assertThat(executors.nameLimit()).isEqualTo(200);
    assertThat(executors.gaugesOfReference()).isFalse();
  }

  @Test
  void aClassNamesWhatItAndItsNestedClassesCreate() {
    AgentConfig config = with("executors.name.com.acme.Orders", "orders");
    assertThat(config.problems()).isEmpty();
    assertThat(new ConfiguredExecutors(config).configuredName("com.acme.Orders"))
        .isEqualTo("orders");
    assertThat(new ConfiguredExecutors(config).configuredName("com.acme.Orders$Lane$1"))
        .isEqualTo("orders");
    assertThat(new ConfiguredExecutors(config).configuredName("com.acme.OrdersToo")).isNull();
    assertThat(config.assignments())
        .anySatisfy(s -> assertThat(s.key()).isEqualTo("executors.name.com.acme.Orders"));
  }

  @Test
  void gaugesOfTheReferenceAreAChoice() {
    assertThat(new ConfiguredExecutors(with("compat.names", "reference")).gaugesOfReference())
        .isTrue();
    assertThat(with("compat.names", "references").problems()).hasSize(1);
  }

  @Test
  void executorsAreExcludedByNameOrType() {
    ConfiguredExecutors executors =
        new ConfiguredExecutors(with("executors.exclude", "http-nio-*, com.acme.Lanes"));
    assertThat(executors.excludes("http-nio-8080")).isTrue();
    assertThat(executors.excludes("com.acme.Lanes")).isTrue();
    assertThat(executors.excludes("orders")).isFalse();
  }

  @Test
  void executorsAreIncludedByClass() {
    AgentConfig config = with("executors.include", " com.acme.Lanes ,com.acme.Outer$Inner,");
    assertThat(config.problems()).isEmpty();
    assertThat(config.get(ExecutorKeys.INCLUDE))
        .containsExactly("com.acme.Lanes", "com.acme.Outer$Inner");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"com.acme.*", "com..acme", ".Lanes", "java.util.concurrent.Executor", "a b"})
  void whatIsNoClassOfTheApplicationIsNamedAndTheOthersStay(String wrong) {
    AgentConfig config = with("executors.include", "com.acme.Lanes," + wrong);
    assertThat(config.get(ExecutorKeys.INCLUDE)).containsExactly("com.acme.Lanes");
    assertThat(config.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .contains("executors.include", wrong, "-Dtachograph.executors.include"));
  }

  @Test
  void namingIsOneOfTwoWords() {
    assertThat(new ConfiguredExecutors(with("executors.naming", "Reference")).namesByReference())
        .isTrue();
    AgentConfig config = with("executors.naming", "pretty");
    assertThat(new ConfiguredExecutors(config).namesByReference()).isFalse();
    assertThat(config.problems())
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.message()).contains("pretty", "telling or reference"));
  }

  @Test
  void aVariableDoesNotNameAClass() {
    AgentConfig config =
        AgentConfig.load(
            null, Map.of("TACHOGRAPH_EXECUTORS_NAME_COM_ACME", "orders"), new Properties());
    assertThat(config.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message()).contains("TACHOGRAPH_EXECUTORS_NAME_COM_ACME"));
  }
}
