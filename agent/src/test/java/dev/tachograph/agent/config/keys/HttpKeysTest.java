package dev.tachograph.agent.config.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.ConfigProblem;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAccessTest {
  private static AgentConfig from(String arguments) {
    return AgentConfig.load(arguments, Map.of(), new Properties());
  }

  @Test
  void nothingIsAskedForByDefault() {
    AgentConfig config = from("http.port=0");

    assertThat(config.get(HttpKeys.ENABLED)).isTrue();
    assertThat(config.find(HttpKeys.TLS_CERTIFICATE)).isNull();
    assertThat(config.find(HttpKeys.TLS_KEYSTORE)).isNull();
    assertThat(config.find(HttpKeys.AUTH_BASIC_USER)).isNull();
    assertThat(config.find(HttpKeys.AUTH_BEARER_FILE)).isNull();
    assertThat(config.get(HttpKeys.ALLOWED_HOSTS)).isEmpty();
    assertThat(config.find(HttpKeys.ANSWER_MEMORY)).isNull();
    assertThat(config.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http.tls.certificate=/c,http.tls.key=/k",
        "http.tls.keystore=/s,http.tls.password-file=/p,http.tls.client-ca=/a",
        "http.auth.basic.user=prom,http.auth.basic.password-file=/p,http.auth.bearer-file=/b",
      })
  void wholeSettingsHaveNoProblem(String arguments) {
    assertThat(from(arguments).problems()).isEmpty();
    assertThat(from(arguments).get(HttpKeys.ENABLED)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http.tls.certificate=/c",
        "http.tls.key=/k",
        "http.tls.client-ca=/a",
        "http.tls.password-file=/p",
        "http.tls.certificate=/c,http.tls.key=/k,http.tls.keystore=/s",
        "http.auth.basic.user=prom",
        "http.auth.basic.password-file=/p",
        "http.auth.basic.user=a:b,http.auth.basic.password-file=/p",
        "http.auth.bearer-file=",
      })
  void halfAProtectionIsAnErrorAndNobodyIsServed(String arguments) {
    AgentConfig config = from(arguments);

    assertThat(config.get(HttpKeys.ENABLED)).isFalse();
    assertThat(config.problems())
        .anyMatch(
            problem ->
                problem.severity() == ConfigProblem.Severity.ERROR
                    && problem.message().contains("there is no endpoint"));
  }

  @ParameterizedTest
  @CsvSource({"64k,65536", "16m,16777216", "2G,2147483648"})
  void memory(String text, long bytes) {
    assertThat(from("http.answer-memory=" + text).get(HttpKeys.ANSWER_MEMORY)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"16", "1k", "m", "-1m", "16mb", "1000000m"})
  void otherMemoryIsAnError(String text) {
    AgentConfig config = from("http.answer-memory=" + text);

    assertThat(config.problems()).singleElement().asString().contains("http.answer-memory");
    assertThat(config.find(HttpKeys.ANSWER_MEMORY)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/a/b-c.d_e~1", "/metrics/"})
  void pathsOfAMount(String path) {
    AgentConfig config = from("http.mount=" + path + ",http.mount.allow=10.0.0.0/8");

    assertThat(config.find(HttpKeys.MOUNT)).isEqualTo(path);
    assertThat(config.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"metrics", "/", "/a?b", "/a b", "//a", "/../a", "/%41", "http://a/b"})
  void otherPathsAreAnError(String path) {
    AgentConfig config = from("http.mount=" + path);

    assertThat(config.find(HttpKeys.MOUNT)).isNull();
    assertThat(config.problems()).singleElement().asString().contains("http.mount");
  }

  @Test
  void aMountIsNotOpenToMore_becauseItsListCannotBeUsed() {
    AgentConfig config =
        from("http.mount=/metrics,http.mount.allow=everyone,http.mount.bearer-file=/t");

    assertThat(config.find(HttpKeys.MOUNT)).isNull();
    assertThat(config.problems()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/t\u0007x"})
  void aMountIsNotOpenToAll_becauseItsTokenCannotBeUsed(String file) {
    AgentConfig config =
        from("http.mount=/metrics,http.mount.allow=0.0.0.0/0,http.mount.bearer-file=" + file);

    assertThat(config.find(HttpKeys.MOUNT)).isNull();
    assertThat(config.problems())
        .anyMatch(
            problem ->
                problem.severity() == ConfigProblem.Severity.ERROR
                    && problem.message().contains("http.mount.bearer-file names no file"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http.mount=,"})
  void whoMayAsk_withoutAMount_isAWarning(String mount) {
    AgentConfig config = from(mount + "http.mount.allow=10.0.0.0/8,http.mount.bearer-file=/t");

    assertThat(config.problems())
        .hasSize(2)
        .allMatch(
            problem ->
                problem.severity() == ConfigProblem.Severity.WARNING
                    && problem.message().contains("http.mount is not set"));
  }

  @Test
  void secretInThePlaceOfAFileIsNotRepeated() {
    AgentConfig config =
        from("http.auth.basic.password=hunter2,http.auth.token=hunter2,http.tls.password=hunter2");

    assertThat(config.problems()).hasSize(3);
    assertThat(config.problems()).noneMatch(problem -> problem.message().contains("hunter2"));
    assertThat(config.assignments()).noneMatch(setting -> setting.value().contains("hunter2"));
  }
}
