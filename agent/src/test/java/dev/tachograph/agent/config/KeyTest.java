package dev.tachograph.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.keys.AdoptKeys;
import dev.tachograph.agent.config.keys.ExecutorKeys;
import dev.tachograph.agent.config.keys.LabelKeys;
import dev.tachograph.agent.config.keys.OperationKeys;
import dev.tachograph.agent.config.keys.WeavingKeys;
import dev.tachograph.agent.config.keys.WorkerKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every declaration keeps to, and what follows from a name. */
class KeyTest {
  static Iterable<Key<?>> all() {
    return Configs.allKeys();
  }

  @Test
  void everyKeyIsExplainedInOneLine() {
    for (KeyGroup group : KeyGroups.all()) {
      assertThat(group.heading()).isNotBlank().doesNotContain("\n");
      for (Key<?> key : group.keys()) {
        assertThat(group.help(key)).isNotBlank().doesNotContain("\n", "|");
        assertThat(key.allowed()).isNotBlank().doesNotContain("\n", "|");
        assertThat(key.defaultInWords()).isNotBlank();
        assertThat(key.name()).matches("[a-z<>.-]+");
      }
    }
  }

  /** A root that {@link KeyGroups} does not know would make the key unknown. */
  @ParameterizedTest
  @MethodSource("all")
  void everyKeyIsFoundByItsName(Key<?> key) {
    String parameter =
        key == WeavingKeys.INSTRUMENTATION_ENABLED
            ? "workers"
            : key == ExecutorKeys.NAME ? "com.acme.Orders" : "1";
    parameter = key == AdoptKeys.ENABLED ? "simpleclient" : parameter;
    parameter =
        key.name().contains("<family>")
                || key.name().endsWith(".<label>")
                || key.name().contains("<process>")
                || key == LabelKeys.CONSTANT
            ? "a"
            : parameter;
    String name =
        key == OperationKeys.LABEL ? "operations.1.labels.a" : Configs.filled(key, parameter);
    assertThat(KeyGroups.find(name)).isSameAs(key);
    if (key != ExecutorKeys.NAME) {
      assertThat(KeyGroups.keyOfVariable(KeyName.variable(name))).isEqualTo(name);
    }
  }

  @Test
  void everyGroupIsListedOnceAndHasItsOwnRoots() {
    Set<String> roots = new HashSet<>();
    for (KeyGroup group : KeyGroups.all()) {
      Set<String> own = new HashSet<>();
      for (Key<?> key : group.keys()) {
        own.add(KeyGroups.root(key.name()));
      }
      for (String root : own) {
        assertThat(roots.add(root)).as(root).isTrue();
      }
    }
    assertThat(KeyGroups.all()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyDefaultCanBeWrittenOut(Key<?> key) {
    if (key.defaultText() != null) {
      String name =
          Configs.filled(
              key,
              key == WeavingKeys.INSTRUMENTATION_ENABLED
                  ? "workers"
                  : key == AdoptKeys.ENABLED ? "simpleclient" : "1");
      String group = key == WorkerKeys.GROUP_TASK_TYPE ? ",workers.1.methods=a.b#c" : "";
      group = key == OperationKeys.NAME ? ",operations.1.methods=a.b#c" : group;
      AgentConfig config = Configs.fromArguments(name + "=" + key.defaultText() + group);
      assertThat(config.problems()).isEmpty();
      assertThat(Configs.source(config, name)).isEqualTo("agent argument");
    }
  }

  @Test
  void noTwoKeysShareAVariable() {
    Set<String> variables = new HashSet<>();
    for (Key<?> key : Configs.allKeys()) {
      assertThat(variables.add(KeyName.variable(key.name()))).isTrue();
    }
  }

  @Test
  void aNameMayHaveSeveralPlaceholders() {
    String name = "rules.<n>.by.<family>";
    assertThat(KeyName.parameters(name, "rules.12.by.a_b")).containsExactly("12", "a_b");
    assertThat(KeyName.parameters(name, "rules.12.by.")).isNull();
    assertThat(KeyName.parameters(name, "rules.x.by.a")).isNull();
    assertThat(KeyName.parameters(name, "rules.12.of.a")).isNull();
    assertThat(KeyName.parameters(name, "rules.12")).isNull();
    assertThat(KeyName.fill(name, List.of("12", "a_b"))).isEqualTo("rules.12.by.a_b");
    assertThat(KeyName.ofVariable(name, "TACHOGRAPH_RULES_12_BY_A_B")).isEqualTo("rules.12.by.a_b");
    assertThat(KeyName.ofVariable(name, "TACHOGRAPH_RULES_12_OF_A_B")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "TACHOGRAPH_HTTP_PORT_RANGE,http.port-range",
    "TACHOGRAPH_WORKERS_METHODS,workers.methods",
    "TACHOGRAPH_WORKERS_12_TASK_TYPE,workers.12.task-type",
    "TACHOGRAPH_WORKERS_12_METHODS,workers.12.methods",
    "TACHOGRAPH_TIMERS_BUCKETS,timers.buckets",
    "TACHOGRAPH_TIMERS_A_B_BUCKETS,timers.a_b.buckets",
    "TACHOGRAPH_INSTRUMENT_WORKERS_ENABLED,instrument.workers.enabled"
  })
  void keyOfVariable(String variable, String key) {
    assertThat(KeyGroups.keyOfVariable(variable)).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TACHOGRAPH_",
        "TACHOGRAPH_HTTP.PORT",
        "TACHOGRAPH_TIMERS__BUCKETS_",
        "tachograph_enabled",
        "TACHOGRAPH_WORKERS_A_METHODS",
        "TACHOGRAPH_INSTRUMENT_X_ENABLED"
      })
  void notTheVariableOfAnyKey(String variable) {
    assertThat(KeyGroups.keyOfVariable(variable)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http",
        "HTTP.PORT",
        "timers.<family>.buckets",
        "timers..buckets",
        "timers.a.b.buckets",
        "timers.1a.buckets",
        "labels.le",
        "labels.__name__",
        "labels.a-b",
        "workers.a.methods",
        "workers.01.methods",
        "workers.1234567890.methods",
        "workers.1.tasktype",
        "instrument.x.enabled"
      })
  void notAKey(String key) {
    assertThat(KeyGroups.find(key)).isNull();
  }
}
