package dev.tachograph.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutorConfigTest {
  private static AgentConfig with(String... keysAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty("tachograph." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return AgentConfig.load(null, Map.of(), properties);
  }

  @Test
  void byDefaultNothingIsNamedIncludedOrExcluded() {
    ExecutorConfig executors = with().executors();
    assertThat(executors.included()).isEmpty();
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
    assertThat(config.executors().configuredName("com.acme.Orders")).isEqualTo("orders");
    assertThat(config.executors().configuredName("com.acme.Orders$Lane$1")).isEqualTo("orders");
    assertThat(config.executors().configuredName("com.acme.OrdersToo")).isNull();
    assertThat(config.settings())
        .anySatisfy(s -> assertThat(s.key()).isEqualTo("executors.name.com.acme.Orders"));
  }

  @Test
  void gaugesOfTheReferenceAreAChoice() {
    assertThat(with("compat.names", "reference").executors().gaugesOfReference()).isTrue();
    assertThat(with("compat.names", "references").problems()).hasSize(1);
  }

  @Test
  void executorsAreExcludedByNameOrType() {
    ExecutorConfig executors = with("executors.exclude", "http-nio-*, com.acme.Lanes").executors();
    assertThat(executors.excludes("http-nio-8080")).isTrue();
    assertThat(executors.excludes("com.acme.Lanes")).isTrue();
    assertThat(executors.excludes("orders")).isFalse();
  }

  @Test
  void executorsAreIncludedByClass() {
    AgentConfig config = with("executors.include", " com.acme.Lanes ,com.acme.Outer$Inner,");
    assertThat(config.problems()).isEmpty();
    assertThat(config.executors().included())
        .containsExactly("com.acme.Lanes", "com.acme.Outer$Inner");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"com.acme.*", "com..acme", ".Lanes", "java.util.concurrent.Executor", "a b"})
  void whatIsNoClassOfTheApplicationIsNamedAndTheOthersStay(String wrong) {
    AgentConfig config = with("executors.include", "com.acme.Lanes," + wrong);
    assertThat(config.executors().included()).containsExactly("com.acme.Lanes");
    assertThat(config.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .contains("executors.include", wrong, "-Dtachograph.executors.include"));
  }

  @Test
  void namingIsOneOfTwoWords() {
    assertThat(with("executors.naming", "Reference").executors().namesByReference()).isTrue();
    AgentConfig config = with("executors.naming", "pretty");
    assertThat(config.executors().namesByReference()).isFalse();
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
