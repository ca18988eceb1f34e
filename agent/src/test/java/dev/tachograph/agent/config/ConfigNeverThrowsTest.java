package dev.tachograph.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.keys.ConfiguredTimers;
import dev.tachograph.agent.config.keys.HttpKeys;
import dev.tachograph.agent.config.keys.MetricsKeys;
import dev.tachograph.agent.config.keys.TextfileKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is in the sources, the result is a configuration that the agent can run with. */
class ConfigNeverThrowsTest {
  @SuppressWarnings("NullAway.Init")
  private static Path file;

  @BeforeContainer
  static void createFile() throws IOException {
    file = Files.createTempFile("config", ".properties");
  }

  @AfterContainer
  static void deleteFile() throws IOException {
    Files.delete(file);
  }

  @Property(tries = 500)
  void anyArguments(@ForAll String text) {
    assertUsable(AgentConfig.load(text, Map.of(), new Properties()));
  }

  @Property(tries = 2000)
  void anySettingsAsArguments(@ForAll("settings") List<String> settings) {
    AgentConfig config = AgentConfig.load(String.join(",", settings), Map.of(), new Properties());
    assertUsable(config);
    for (ConfigProblem problem : config.problems()) {
      assertThat(problem.message()).doesNotContain("cannot be read");
    }
  }

  @Property(tries = 500)
  void anySettingsInAFile(@ForAll("settings") List<String> settings) throws IOException {
    Files.writeString(file, String.join("\n", settings));
    assertUsable(AgentConfig.load(file.toString(), Map.of(), new Properties()));
  }

  @Property(tries = 500)
  void anyBytesInAFile(@ForAll byte[] content) throws IOException {
    Files.write(file, content);
    assertUsable(AgentConfig.load(file.toString(), Map.of(), new Properties()));
  }

  @Property(tries = 500)
  void anyEnvironmentAndProperties(@ForAll("settings") List<String> settings) {
    Map<String, String> environment = new HashMap<>();
    Properties properties = new Properties();
    for (String setting : settings) {
      String key = setting.substring(0, setting.indexOf('='));
      String value = setting.substring(setting.indexOf('=') + 1);
      properties.setProperty("tachograph." + key, value);
      environment.put(KeyName.variable(key), value);
    }
    assertUsable(AgentConfig.load(null, Map.of(), properties));
    assertUsable(AgentConfig.load(null, environment, new Properties()));
  }

  private static void assertUsable(AgentConfig config) {
    assertThat(config.get(HttpKeys.PORT)).isBetween(0, 65535);
    assertThat(config.get(HttpKeys.PORT) + config.get(HttpKeys.PORT_RANGE) - 1).isBetween(0, 65535);
    assertThat(config.get(HttpKeys.HOST)).isNotEmpty();
    assertThat(config.get(TextfileKeys.INTERVAL))
        .isBetween(Duration.ofMillis(100), Duration.ofDays(1));
    assertThat(config.get(TextfileKeys.FILE_NAME)).isNotEmpty().doesNotContain("/");
    assertThat(config.get(MetricsKeys.WINDOW_SIZE)).isBetween(1, 1_000_000);
    assertThat(config.get(MetricsKeys.SERIES_LIMIT)).isBetween(1, 100_000);
    assertThat(new ConfiguredTimers(config).buckets("a", new double[] {1})).isSorted().isNotEmpty();
    assertThat(new ConfiguredTimers(config).distribution("a")).isNotNull();
    for (ConfigProblem problem : config.problems()) {
      assertThat(problem.message()).isNotEmpty().doesNotContain("\n", "\r");
    }
  }

  @Provide
  Arbitrary<List<String>> settings() {
    List<String> keys = new ArrayList<>();
    for (Key<?> key : Configs.allKeys()) {
      keys.add(Configs.filled(key, "1"));
      keys.add(Configs.filled(key, "a"));
    }
    Arbitrary<String> key = Arbitraries.oneOf(Arbitraries.of(keys), Arbitraries.strings().alpha());
    Arbitrary<String> value =
        Arbitraries.oneOf(
            Arbitraries.strings(),
            Arbitraries.integers().map(String::valueOf),
            Arbitraries.strings().withChars("ac.*#(),{}$[]1\\= :").ofMaxLength(30),
            Arbitraries.of("true", "false", "10s", "1m", "canonical", "both", "a.b#c", "{arg0.x}"));
    return Combinators.combine(key, value).as((k, v) -> k + "=" + v).list().ofMaxSize(8);
  }
}
