package dev.tachograph.bootstrap.uri;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UriRuleTest {
  @Test
  void whatThePatternMatches_getsTheTemplate_withItsGroups() {
    UriRule rule = UriRule.parse("/files/([a-z]+)/.*", "/files/$1/{path}");

    assertThat(rule.apply("/files/tmp/a/b")).isEqualTo("/files/tmp/{path}");
    assertThat(rule.apply("/other")).isNull();
  }

  @Test
  void groupsAreThoseOfTheWholeMatch() {
    assertThat(UriRule.parse("/(a|ab)(x)?", "/$1$2/$0").apply("/ab")).isEqualTo("/ab//ab");
    assertThat(UriRule.parse("/(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)", "/$10$11").apply("/abcdefghij"))
        .isEqualTo("/ja1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/users/(x|xx)+\\1/orders", "/(.*)*/(.*)*/(.*)*/end", "/users/(x+x+)+y"})
  void aPatternThatTakesTooManySteps_doesNotMatch_andIsToldOfOnce(String pattern) {
    List<String> told = new ArrayList<>();
    UriRule.logTo(told::add);
    UriRule rule = UriRule.parse(pattern, "/x");

    assertThat(rule.apply("/users/" + "x".repeat(200) + "!/secret")).isNull();
    assertThat(rule.apply("/users/" + "x".repeat(300) + "!/secret")).isNull();

    assertThat(told).singleElement().asString().contains(pattern).doesNotContain("secret");
  }

  @Test
  void aLongPathThatIsNotHard_isMatched() {
    UriRule rule = UriRule.parse("/files/.*\\.json", "/files/{path}");
    assertThat(rule.apply("/files/" + "a/".repeat(500_000) + "x.json")).isEqualTo("/files/{path}");
  }

  @Test
  void aPathThatIsTooLongForThePattern_isNotMatched() {
    UriRule rule = UriRule.parse("(/(a|b)*)+", "/x");

    assertThat(rule.apply("/ab")).isEqualTo("/x");
    assertThat(rule.apply("/" + "ab".repeat(500_000))).isNull();
  }
}
