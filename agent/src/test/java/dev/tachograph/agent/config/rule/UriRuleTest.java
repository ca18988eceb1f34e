package dev.tachograph.agent.config.rule;

import static dev.tachograph.agent.config.Configs.errors;
import static dev.tachograph.agent.config.Configs.fromArguments;
import static dev.tachograph.agent.config.Configs.fromEnvironment;
import static dev.tachograph.agent.config.Configs.fromSystemProperties;
import static dev.tachograph.agent.config.Configs.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.keys.HttpClientKeys;
import dev.tachograph.agent.config.keys.UriKeys;
import dev.tachograph.bootstrap.uri.UriTemplates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys {@code uri.*} and {@code http-client.*}. */
class UriRuleTest {
  private static String uri(AgentConfig config, String path) {
    return new UriTemplates(config.rules(UriKeys.RULES), config.get(UriKeys.LEARN_LIMIT))
        .labels("host", path, null)
        .uri();
  }

  @Test
  void theRuleWithTheLowerNumberComesFirst() {
    AgentConfig config =
        fromSystemProperties(
            "tachograph.uri.rules.10.pattern", "/files/.*",
            "tachograph.uri.rules.10.template", "/files/{late}",
            "tachograph.uri.rules.9.pattern", "/files/a.*",
            "tachograph.uri.rules.9.template", "/files/{early}");
    assertThat(config.problems()).isEmpty();
    assertThat(config.rules(UriKeys.RULES)).hasSize(2);
    assertThat(uri(config, "/files/abc")).isEqualTo("/files/{early}");
    assertThat(uri(config, "/files/xyz")).isEqualTo("/files/{late}");
    assertThat(uri(config, "/other/files/xyz")).isEqualTo("/other/files/xyz");
  }

  @Test
  void aPatternThatCannotBeUsedIsLeftOut_theOthersStay() {
    AgentConfig config =
        fromSystemProperties(
            "tachograph.uri.rules.1.pattern", "/files/(",
            "tachograph.uri.rules.1.template", "/x",
            "tachograph.uri.rules.2.pattern", "/files/.*",
            "tachograph.uri.rules.2.template", "/files/{path}");
    assertThat(errors(config))
        .containsExactly(
            "uri.rules.1.pattern=/files/( (-Dtachograph.uri.rules.1.pattern) cannot"
                + " be used: Unclosed group at index 8; allowed is a Java regular expression that"
                + " matches whole paths, such as /files/.*; this rule is left out");
    assertThat(config.rules(UriKeys.RULES)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"/a/(.*), /a/$2", "/a/.*, /a/$1", "/a/.*, /a/$", "/a/.*, /a/$x", "/a/.*, '/a\\b'"})
  void aTemplateThatCannotBeUsedIsLeftOut(String pattern, String template) {
    AgentConfig config =
        fromSystemProperties(
            "tachograph.uri.rules.1.pattern", pattern, "tachograph.uri.rules.1.template", template);
    assertThat(errors(config)).singleElement().asString().contains("uri.rules.1.template=");
    assertThat(config.rules(UriKeys.RULES)).isEmpty();
  }

  @Test
  void halfARuleIsIgnored() {
    assertThat(warnings(fromArguments("uri.rules.1.pattern=/x")))
        .singleElement()
        .asString()
        .endsWith("is ignored: uri.rules.1.template is not set");
    assertThat(warnings(fromArguments("uri.rules.1.template=/x")))
        .singleElement()
        .asString()
        .endsWith("is ignored: uri.rules.1.pattern is not set");
  }

  @Test
  void theMeasureIsHeadersOrBody() {
    assertThat(fromArguments("").get(HttpClientKeys.UNTIL_BODY_ENDS)).isFalse();
    assertThat(fromArguments("http-client.measure=headers").get(HttpClientKeys.UNTIL_BODY_ENDS))
        .isFalse();
    assertThat(
            fromEnvironment("TACHOGRAPH_HTTP_CLIENT_MEASURE", "Body")
                .get(HttpClientKeys.UNTIL_BODY_ENDS))
        .isTrue();
    AgentConfig bad = fromArguments("http-client.measure=end");
    assertThat(bad.get(HttpClientKeys.UNTIL_BODY_ENDS)).isFalse();
    assertThat(errors(bad)).singleElement().asString().contains("allowed is headers or body");
  }

  @Test
  void apiHostsAreInLowerCase_withOrWithoutAPort() {
    AgentConfig config =
        fromSystemProperties(
            "tachograph.http-client.api-hosts", "Conductor.example.com, 10.0.0.1:8080, [::1]:81");
    assertThat(config.problems()).isEmpty();
    assertThat(config.get(HttpClientKeys.API_HOSTS))
        .containsExactlyInAnyOrder("conductor.example.com", "10.0.0.1:8080", "[::1]:81");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://host", "host/path", "host:port", "host:0", "a,,b", "host:99999"})
  void notHosts(String value) {
    AgentConfig config = fromSystemProperties("tachograph.http-client.api-hosts", value);
    assertThat(config.get(HttpClientKeys.API_HOSTS)).isEmpty();
    assertThat(errors(config)).singleElement().asString().contains("http-client.api-hosts=");
  }

  @Test
  void theLearnLimitIsANumber() {
    assertThat(fromArguments("").get(UriKeys.LEARN_LIMIT)).isEqualTo(50);
    assertThat(fromArguments("uri.learn-limit=7").get(UriKeys.LEARN_LIMIT)).isEqualTo(7);
    assertThat(errors(fromArguments("uri.learn-limit=0"))).hasSize(1);
  }
}
