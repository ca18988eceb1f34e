package dev.tachograph.agent.config.keys;

import static dev.tachograph.agent.config.Configs.errors;
import static dev.tachograph.agent.config.Configs.fromArguments;
import static dev.tachograph.agent.config.Configs.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.AgentConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushKeysTest {
  private static final String WHOLE = "push.url=http://gateway:9091,push.job=nightly";

  @Test
  void urlAndJobAreEnough() {
    AgentConfig config = fromArguments(WHOLE);

    assertThat(config.problems()).isEmpty();
    assertThat(config.find(PushKeys.URL)).isEqualTo("http://gateway:9091");
    assertThat(config.get(PushKeys.INTERVAL)).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.get(PushKeys.ADD)).isFalse();
    assertThat(config.get(PushKeys.DELETE_ON_EXIT)).isFalse();
    assertThat(config.get(PushKeys.INSTANCE)).isEqualTo(PushKeys.Instance.NONE);
  }

  @Test
  void groupingLabelsHaveNamesOfTheirOwn() {
    AgentConfig config = fromArguments(WHOLE + ",push.grouping.region=eu,push.grouping.rack=a/b");

    assertThat(config.problems()).isEmpty();
    assertThat(config.all(PushKeys.GROUPING)).isEqualTo(Map.of("region", "eu", "rack", "a/b"));
  }

  @Test
  void theLabelJob_isThatOfItsOwnKey() {
    AgentConfig config = fromArguments(WHOLE + ",push.grouping.job=x,push.grouping.rack=a");

    assertThat(errors(config)).hasSize(1);
    assertThat(errors(config).get(0)).contains("push.grouping.job=x", "push.job");
    assertThat(config.all(PushKeys.GROUPING)).isEqualTo(Map.of("rack", "a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "push.url=http://gateway:9091",
        "push.url=gateway:9091,push.job=j",
        "push.url=ftp://gateway,push.job=j",
        "push.url=http://gateway?x=1,push.job=j",
        "push.url=http://gateway,push.job=j,push.user=alice",
        "push.url=http://gateway,push.job=j,push.password-file=/p",
        "push.url=http://gateway,push.job=j,push.user=a:b,push.password-file=/p",
        "push.url=http://gateway,push.job=j,push.user=a,push.password-file=/p,push.bearer-file=/b",
      })
  void whatIsIncompleteIsNotUsed(String arguments) {
    AgentConfig config = fromArguments(arguments);

    assertThat(errors(config)).hasSize(1);
    assertThat(config.find(PushKeys.URL)).isNull();
  }

  @Test
  void aJobAloneHasNoEffect() {
    assertThat(warnings(fromArguments("push.job=j"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://gateway/?token=s3cret",
        "https://gateway/#s3cret",
        "alice:s3cret@gateway:9091",
        "http://alice:s3?cret@gateway:9091",
        "ftp://alice:s3cret@gateway/x?y=s3cret"
      })
  void whatMayBeSecretInTheUrlIsNotShown(String url) {
    AgentConfig config = fromArguments("push.url=" + url + ",push.job=j");

    assertThat(errors(config)).hasSize(1);
    assertThat(errors(config).get(0)).contains("push.url=").doesNotContain("s3cret", "cret@");
  }

  @Test
  void aPasswordInTheUrlIsNotShown() {
    AgentConfig config = fromArguments("push.url=http://alice:s3cret@gateway:9091,push.job=j");

    assertThat(errors(config)).hasSize(1);
    assertThat(errors(config).get(0))
        .contains("push.url=http://***@gateway:9091", "without a user")
        .doesNotContain("s3cret");
  }
}
