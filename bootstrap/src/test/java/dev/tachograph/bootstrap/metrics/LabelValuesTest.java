package dev.tachograph.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LabelValuesTest {
  private static final String PAIR = "\uD83D\uDE80";

  @Example
  void whatIsValidStaysTheSameObject() {
    String value = "a" + PAIR + "b\n\u0000\uFFFF";
    assertThat(LabelValues.valid(value)).isSameAs(value);
    String long200 = "x".repeat(LabelValues.MAX_LENGTH);
    assertThat(LabelValues.valid(long200)).isSameAs(long200);
  }

  @Example
  void halfAPairIsReplaced_wherever() {
    assertThat(LabelValues.valid("a\uD83D")).isEqualTo("a\uFFFD");
    assertThat(LabelValues.valid("\uDE80a")).isEqualTo("\uFFFDa");
    assertThat(LabelValues.valid(PAIR + "\uDE80" + PAIR)).isEqualTo(PAIR + "\uFFFD" + PAIR);
  }

  @Example
  void whatIsTooLongIsCut_butNoPairIs() {
    String cut = LabelValues.valid("x".repeat(60_000));
    assertThat(cut).isEqualTo("x".repeat(199) + "\u2026");
    assertThat(LabelValues.valid("x".repeat(198) + PAIR + PAIR))
        .isEqualTo("x".repeat(198) + "\u2026");
    assertThat(LabelValues.valid("x".repeat(197) + PAIR + PAIR))
        .isEqualTo("x".repeat(197) + PAIR + "\u2026");
  }

  @Property
  void everythingCanBeEncoded_isShort_andStaysAsItIsThen(@ForAll char[] text) {
    String valid = LabelValues.valid(new String(text));
    assertThat(valid).hasSizeLessThanOrEqualTo(LabelValues.MAX_LENGTH);
    assertThat(new String(valid.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(valid);
    assertThat(LabelValues.valid(valid)).isSameAs(valid);
  }
}
