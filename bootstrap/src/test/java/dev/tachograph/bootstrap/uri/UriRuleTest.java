package dev.tachograph.bootstrap.uri;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UriRuleTest {
  @Test
  void whatThePatternMatches_getsTheTemplate_withItsGroups() {
    UriRule rule = UriRule.parse("/files/([a-z]+)/.*", "/files/$1/{path}");

    assertThat(rule.apply("/files/tmp/a/b")).isEqualTo("/files/tmp/{path}");
    assertThat(rule.apply("/other")).isNull();
  }

  @Test
  void aPathThatIsTooLongForThePattern_isNotMatched() {
    UriRule rule = UriRule.parse("(/(a|b)*)+", "/x");

    assertThat(rule.apply("/ab")).isEqualTo("/x");
    assertThat(rule.apply("/" + "ab".repeat(500_000))).isNull();
  }
}
