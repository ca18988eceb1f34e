package dev.tachograph.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigKeysTest {
  static Iterable<ConfigKey> all() {
    return ConfigKeys.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyKeyIsExplainedInOneLine(ConfigKey key) {
    assertThat(key.description()).isNotBlank().doesNotContain("\n");
    assertThat(key.allowed()).isNotBlank().doesNotContain("\n");
    assertThat(key.defaultText()).isNotBlank();
    assertThat(key.name()).matches("[a-z<>.-]+");
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyDefaultCanBeWrittenOut(ConfigKey key) {
    if (key.defaultValue() != null) {
      String parameter = key == ConfigKeys.INSTRUMENT_ENABLED ? "workers" : "1";
      String name = key.isPattern() ? key.fill(parameter) : key.name();
      String group = key == ConfigKeys.WORKER_TASK_TYPE ? ",workers.1.methods=a.b#c" : "";
      assertThat(Configs.fromArguments(name + "=" + key.defaultValue() + group).problems())
          .isEmpty();
    }
  }

  @Test
  void noTwoKeysShareAVariable() {
    Set<String> variables = new HashSet<>();
    for (ConfigKey key : ConfigKeys.all()) {
      assertThat(variables.add(ConfigKey.environmentName(key.name()))).isTrue();
    }
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
    assertThat(ConfigKeys.keyOfVariable(variable)).isEqualTo(key);
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
    assertThat(ConfigKeys.keyOfVariable(variable)).isNull();
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
        "workers.a.methods",
        "workers.01.methods",
        "workers.1234567890.methods",
        "workers.1.tasktype",
        "instrument.x.enabled"
      })
  void notAKey(String key) {
    assertThat(ConfigKeys.find(key)).isNull();
  }
}
