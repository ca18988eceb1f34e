package dev.tachograph.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void isMarkdown() {
    Table table = new Table(List.of("", "ns"));
    table.add(List.of("ours", "7"));
    assertThat(table.toMarkdown()).isEqualTo("|  | ns |\n| --- | --: |\n| ours | 7 |\n");
  }

  @Test
  void refusesARowThatDoesNotFit() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Table(List.of("a")).add(List.of()));
  }

  @Test
  void numbersHaveThreeDigits() {
    assertThat(Numbers.of(0.123)).isEqualTo("0.12");
    assertThat(Numbers.of(12.34)).isEqualTo("12.3");
    assertThat(Numbers.of(99.96)).isEqualTo("100");
    assertThat(Numbers.of(123456.7)).isEqualTo("123457");
    assertThat(Numbers.of(-0.001)).isEqualTo("0.00");
    assertThat(Numbers.of(Double.NaN)).isEqualTo("–");
    assertThat(Numbers.of(Double.POSITIVE_INFINITY)).isEqualTo("never");
  }
}
