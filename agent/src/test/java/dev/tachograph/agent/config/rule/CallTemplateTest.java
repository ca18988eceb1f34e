package dev.tachograph.agent.config.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tachograph.agent.config.rule.CallTemplate.Part;
import dev.tachograph.agent.config.rule.CallTemplate.PartKind;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallTemplateTest {
  @Test
  void partsComeInTheOrderInWhichTheyAreWritten() {
    CallTemplate template = CallTemplate.parse("mail-{class}.{method}{arg0}:{arg12.kind}");
    assertThat(template.parts())
        .extracting(Part::kind, Part::text, Part::argument, Part::properties)
        .containsExactly(
            tuple(PartKind.LITERAL, "mail-", -1, List.of()),
            tuple(PartKind.CLASS, "{class}", -1, List.of()),
            tuple(PartKind.LITERAL, ".", -1, List.of()),
            tuple(PartKind.METHOD, "{method}", -1, List.of()),
            tuple(PartKind.ARGUMENT, "{arg0}", 0, List.of()),
            tuple(PartKind.LITERAL, ":", -1, List.of()),
            tuple(PartKind.ARGUMENT, "{arg12.kind}", 12, List.of("kind")));
    assertThat(template.highestArgument()).isEqualTo(12);
  }

  @Test
  void aLiteralNeedsNoArgument() {
    CallTemplate template = CallTemplate.parse("mail");
    assertThat(template.parts()).hasSize(1);
    assertThat(template.highestArgument()).isEqualTo(-1);
  }

  @Test
  void propertiesFollowEachOther() {
    CallTemplate template = CallTemplate.parse("{this.owner}{return}{arg0.order.item.kind}");
    assertThat(template.parts())
        .extracting(Part::kind, Part::argument, Part::properties)
        .containsExactly(
            tuple(PartKind.THIS, -1, List.of("owner")),
            tuple(PartKind.RETURN, -1, List.of()),
            tuple(PartKind.ARGUMENT, 0, List.of("order", "item", "kind")));
    assertThat(template.has(PartKind.RETURN)).isTrue();
    assertThat(template.has(PartKind.METHOD)).isFalse();
  }

  @Test
  void bandsFollowABar() {
    BandList bands =
        CallTemplate.parse("{arg0.size | small<1024, medium<1e6 ,large}").parts().get(0).bands();
    assertThat(bands).isNotNull();
    assertThat(bands.bounds()).containsExactly(1024, 1e6);
    assertThat(bands.names()).containsExactly("small", "medium", "large");
  }

  @Test
  void aSingleNameIsForEverything() {
    BandList bands = CallTemplate.parse("{arg0|any}").parts().get(0).bands();
    assertThat(bands).isNotNull();
    assertThat(bands.bounds()).isEmpty();
    assertThat(bands.names()).containsExactly("any");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{arg0|}; has no name",
        "{arg0|<5,x}; has no name",
        "{arg0|a<5,}; has no name",
        "{arg0|a<5}; is the last",
        "{arg0|a,b}; has no bound",
        "{arg0|a<x,b}; x is not a number",
        "{arg0|a<NaN,b}; NaN is not a number",
        "{arg0|a<5,b<5,c}; not above",
        "{arg0|a<5,b<4,c}; not above",
        "{class|a<5,b}; has no number",
      })
  void invalidBands(String text, String reason) {
    assertThatThrownBy(() -> CallTemplate.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Property(tries = 3000)
  void anyTextIsATemplateOrHasAReason(
      @ForAll
          @Chars({'{', '}', 'a', 'r', 'g', '0', '.', '|', '<', ',', '5', ' '})
          @StringLength(max = 14)
          String text) {
    try {
      assertThat(CallTemplate.parse(text).parts()).isNotEmpty();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageNotContaining("index");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', empty",
    "{, not closed",
    "a{class, not closed",
    "a}, no {",
    "{class}}, no {",
    "{}, {} is not known",
    "{Class}, {Class} is not known",
    "{arg}, {arg} is not known",
    "{argx}, {argx} is not known",
    "{arg-1}, {arg-1} is not known",
    "{arg255}, {arg255} is not known",
    "{arg1000}, {arg1000} is not known",
    "{arg0.}, must name properties",
    "{arg0..a}, must name properties",
    "{arg0.a()}, must name properties",
    "{arg0.1a}, must name properties",
    "{This}, {This} is not known",
    "{return()}, {return()} is not known",
    "{class.name}, {class.name} is not known",
  })
  void invalid(String text, String reason) {
    assertThatThrownBy(() -> CallTemplate.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}
