package dev.tachograph.agent.config.source;

import static dev.tachograph.agent.config.Configs.errors;
import static dev.tachograph.agent.config.Configs.fromArguments;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigProblems;
import dev.tachograph.agent.config.keys.HttpKeys;
import dev.tachograph.agent.config.keys.WorkerKeys;
import java.io.File;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentArgumentsTest {
  private final ConfigProblems problems = new ConfigProblems();

  @ParameterizedTest
  @ValueSource(
      strings = {"agent.properties", "/etc/a.properties", "/etc/k=v/a,b.properties", "C:\\a=b"})
  void pathOfAFile(String text) {
    AgentArguments arguments = AgentArguments.parse(text, problems);
    assertThat(arguments.file()).isEqualTo(text);
    assertThat(arguments.assignments()).isEmpty();
  }

  @Test
  void aPieceWithoutEqualsBelongsToTheValueBeforeIt() {
    AgentArguments arguments =
        AgentArguments.parse(
            "workers.methods=a.B#c(int,long),a.D#e, window.size = 5 ,,metrics.jvm=", problems);
    assertThat(arguments.file()).isNull();
    assertThat(arguments.assignments())
        .extracting(Assignment::key, Assignment::value)
        .containsExactly(
            Tuple.tuple("workers.methods", "a.B#c(int,long),a.D#e"),
            Tuple.tuple("window.size", "5"),
            Tuple.tuple("metrics.jvm", ""));
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void aValueMayHoldEquals() {
    assertThat(
            fromArguments("workers.1.methods=a.b#c,workers.1.task-type=a=b")
                .rules(WorkerKeys.RULES))
        .singleElement()
        .satisfies(rule -> assertThat(rule.subject()).hasToString("a=b"));
  }

  @Test
  void aFirstPieceThatIsNoSettingIsAnError() {
    AgentConfig config = fromArguments("agent.properties,http.port=1");
    assertThat(config.get(HttpKeys.PORT)).isEqualTo(1);
    assertThat(errors(config))
        .singleElement()
        .asString()
        .contains("'agent.properties'", "agent argument", "config.file=path");
  }

  @Test
  void pathsAreMadeAbsolute() {
    String here = new File("").getAbsolutePath() + File.separator;
    Map<String, String> expected =
        Map.of(
            "",
            "",
            "agent.properties",
            here + "agent.properties",
            "config.file=a,textfile.directory=b/c,http.port=1",
            "config.file=" + here + "a,textfile.directory=" + here + "b/c,http.port=1",
            "textfile.directory=,timers.buckets=1,2",
            "textfile.directory=,timers.buckets=1,2",
            "http.tls.keystore=k.p12,http.auth.basic.user=me",
            "http.tls.keystore=" + here + "k.p12,http.auth.basic.user=me");
    expected.forEach(
        (text, absolute) -> assertThat(AgentArguments.withAbsolutePaths(text)).isEqualTo(absolute));
  }
}
