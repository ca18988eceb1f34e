package dev.tachograph.agent.cli.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionReaderTest {
  private static List<String> samples(String text) {
    List<String> samples = new ArrayList<>();
    ExpositionReader.read(text, (name, labels, value) -> samples.add(name + labels + " " + value));
    return samples;
  }

  @Test
  void samplesComeInTheirOrder_withLabelsAsTheyAreMeant() {
    assertThat(
            samples(
                "# TYPE polls_total counter\n"
                    + "polls_total{taskType=\"a \\\"b\\\" {c}=d\",} 7 1700000000000\n"
                    + "\nseconds{quantile=\"0.5\"} NaN\n"))
        .containsExactly("polls_total{taskType=a \"b\" {c}=d} 7.0", "seconds{quantile=0.5} NaN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "name{", "name{a", "name{a=\"b", "name{a=\"b\"}", "name one"})
  void aLineThatIsCutOffIsRefused(String line) {
    assertThatThrownBy(() -> samples("a 1\n" + line + "\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2");
  }

  @Test
  void numbersMayBeInfinite() {
    assertThat(ExpositionReader.number("+Inf")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThatThrownBy(() -> ExpositionReader.number("one"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
