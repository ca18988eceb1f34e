package dev.tachograph.agent.config.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tachograph.agent.config.rule.TaskTypeTemplate.Part;
import dev.tachograph.agent.config.rule.TaskTypeTemplate.PartKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskTypeTemplateTest {
  @Test
  void partsComeInTheOrderInWhichTheyAreWritten() {
    TaskTypeTemplate template = TaskTypeTemplate.parse("mail-{class}.{method}{arg0}:{arg12.kind}");
    assertThat(template.parts())
        .extracting(Part::kind, Part::text, Part::argument, Part::getter)
        .containsExactly(
            tuple(PartKind.LITERAL, "mail-", -1, null),
            tuple(PartKind.CLASS, "{class}", -1, null),
            tuple(PartKind.LITERAL, ".", -1, null),
            tuple(PartKind.METHOD, "{method}", -1, null),
            tuple(PartKind.ARGUMENT, "{arg0}", 0, null),
            tuple(PartKind.LITERAL, ":", -1, null),
            tuple(PartKind.ARGUMENT, "{arg12.kind}", 12, "kind"));
    assertThat(template.highestArgument()).isEqualTo(12);
  }

  @Test
  void aLiteralNeedsNoArgument() {
    TaskTypeTemplate template = TaskTypeTemplate.parse("mail");
    assertThat(template.parts()).hasSize(1);
    assertThat(template.highestArgument()).isEqualTo(-1);
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
    "{arg0.}, one getter",
    "{arg0.a.b}, one getter",
    "{arg0.a()}, one getter",
    "{arg0.1a}, one getter",
    "{class.name}, {class.name} is not known",
  })
  void invalid(String text, String reason) {
    assertThatThrownBy(() -> TaskTypeTemplate.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}
