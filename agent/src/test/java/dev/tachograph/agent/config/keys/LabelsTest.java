package dev.tachograph.agent.config.keys;

import static dev.tachograph.agent.config.Configs.errors;
import static dev.tachograph.agent.config.Configs.fromArguments;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.Key;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The labels that a configuration gives to all series, by whichever outlet. */
class LabelsTest {
  @ParameterizedTest
  @CsvSource({
    "labels, le",
    "labels, __name__",
    "textfile.labels, quantile",
    "textfile.labels, le",
    "textfile.labels, __name__",
    "textfile.labels, __x",
    "push.grouping, le",
    "push.grouping, __x",
    "discovery.labels, quantile"
  })
  void aNameWithAnotherMeaning_isRefused_andNothingElse(String group, String label) {
    AgentConfig config =
        fromArguments(
            "push.url=http://g,push.job=j," + group + "." + label + "=z," + group + ".a=b");

    assertThat(errors(config)).hasSize(1);
    assertThat(errors(config).get(0))
        .contains(group + "." + label + "=z", "the label " + label + " has a meaning of its own");
    assertThat(config.all(key(group))).isEqualTo(Map.of("a", "b"));
  }

  @Test
  void prometheusMayBeToldHowToScrape() {
    AgentConfig config = fromArguments("discovery.labels.__metrics_path__=/m");

    assertThat(config.problems()).isEmpty();
    assertThat(config.all(DiscoveryKeys.LABEL)).isEqualTo(Map.of("__metrics_path__", "/m"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"labels", "textfile.labels", "push.grouping", "discovery.labels"})
  void aValueThatIsTooLong_isRefused_withTheLimit(String group) {
    String most = "\uD83D\uDE00" + "x".repeat(199);
    AgentConfig config =
        fromArguments(
            "push.url=http://g,push.job=j,"
                + group
                + ".a="
                + most
                + ","
                + group
                + ".b="
                + "x".repeat(201));

    assertThat(errors(config)).hasSize(1);
    assertThat(errors(config).get(0)).contains(group + ".b", "at most 200 characters");
    assertThat(config.all(key(group))).isEqualTo(Map.of("a", most));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a.", ".a", "a..b", "a;b=c"})
  void aPrefixThatIsNoName_isRefused(String prefix) {
    AgentConfig config = fromArguments("graphite.host=g,graphite.prefix=" + prefix);

    assertThat(errors(config)).hasSize(1);
    assertThat(config.find(GraphiteKeys.PREFIX)).isNull();
  }

  private static Key<String> key(String group) {
    switch (group) {
      case "labels":
        return LabelKeys.CONSTANT;
      case "textfile.labels":
        return TextfileKeys.LABEL;
      case "push.grouping":
        return PushKeys.GROUPING;
      default:
        return DiscoveryKeys.LABEL;
    }
  }
}
