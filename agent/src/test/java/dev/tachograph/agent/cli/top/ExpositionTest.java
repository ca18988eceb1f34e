package dev.tachograph.agent.cli.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionTest {
  private static final Series POLLS = Series.named("task_poll_total");

  @Test
  void commentsAndEmptyLinesAreNoSamples() {
    assertThat(Exposition.parse("# HELP a b\n# TYPE a counter\n\na 1\n"))
        .isEqualTo(Map.of(Series.named("a"), 1.0));
  }

  @Test
  void labelsMayComeInAnyOrderAndEndWithAComma() {
    String text = "time{status=\"SUCCESS\",taskType=\"mail\",} 0.25";
    Series series = Series.named("time").with("taskType", "mail").with("status", "SUCCESS");
    assertThat(Exposition.parse(text)).isEqualTo(Map.of(series, 0.25));
  }

  @Test
  void labelValuesAreUnescapedAndMayHoldDelimiters() {
    String text = "task_poll_total{taskType=\"a \\\"b\\\" \\\\ c\\nd, {e}=f\"} 7";
    assertThat(Exposition.parse(text))
        .isEqualTo(Map.of(POLLS.with("taskType", "a \"b\" \\ c\nd, {e}=f"), 7.0));
  }

  @Test
  void valuesMayBeInfiniteOrNotANumberOrHaveAnExponent() {
    assertThat(Exposition.parse("a +Inf\nb -Inf\nc NaN\nd 1.5e3"))
        .containsEntry(Series.named("a"), Double.POSITIVE_INFINITY)
        .containsEntry(Series.named("b"), Double.NEGATIVE_INFINITY)
        .containsEntry(Series.named("c"), Double.NaN)
        .containsEntry(Series.named("d"), 1500.0);
  }

  @Test
  void timestampsAreSkipped() {
    assertThat(Exposition.parse("task_poll_total 3 1700000000000")).containsEntry(POLLS, 3.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "name{", "name{a", "name{a=\"b", "name{a=\"b\"}", "name one"})
  void aLineThatIsCutOffIsQuoted(String line) {
    assertThatThrownBy(() -> Exposition.parse("a 1\n" + line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(line);
  }
}
