package dev.tachograph.agent.config.keys;

import static dev.tachograph.agent.config.Configs.errors;
import static dev.tachograph.agent.config.Configs.fromArguments;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.AgentConfig;
import org.junit.jupiter.api.Test;

class MultiprocKeysTest {
  private static final String KEY = "multiproc.directory=/d,multiproc.instance-label=";

  @Test
  void anInstanceOfTwoHundredCharacters_isUsedAsItIs() {
    String longest = "\uD83D\uDE82".repeat(200);
    AgentConfig config = fromArguments(KEY + longest);

    assertThat(config.problems()).isEmpty();
    assertThat(config.find(MultiprocKeys.INSTANCE_LABEL)).isEqualTo(longest);
  }

  @Test
  void aLongerInstance_isAnError() {
    AgentConfig config = fromArguments(KEY + "x".repeat(201));

    assertThat(errors(config))
        .singleElement()
        .asString()
        .contains("multiproc.instance-label", "text of at most 200 characters");
    assertThat(config.find(MultiprocKeys.INSTANCE_LABEL)).isNull();
  }
}
