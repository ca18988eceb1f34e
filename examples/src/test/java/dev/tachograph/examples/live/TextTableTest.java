package dev.tachograph.examples.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {

  @Test
  void wordsAreAlignedLeftAndNumbersRight() {
    TextTable table = new TextTable(1, List.of("NAME", "n"));
    table.add(List.of("a", "100"));
    table.add(List.of("longer", "7"));
    assertThat(table.lines()).containsExactly("NAME      n", "a       100", "longer    7");
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    TextTable table = new TextTable(1, List.of("NAME", "n"));
    assertThatThrownBy(() -> table.add(List.of("a"))).hasMessageContaining("[NAME, n]");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.00 ms",
    "0.00004, 0.04 ms",
    "0.009994, 9.99 ms",
    "0.009996, 10.0 ms",
    "0.09996, 100 ms",
    "0.9994, 999 ms",
    "0.9996, 1.00 s",
    "12.34, 12.3 s",
    "NaN, -"
  })
  void timesHaveThreeDigitsAndTheUnitThatSuitsThem(double seconds, String cell) {
    assertThat(TextTable.time(seconds)).isEqualTo(cell);
  }

  @Test
  void aShareOfNothingIsNoNumber() {
    assertThat(TextTable.percent(0, 0)).isEqualTo("-");
    assertThat(TextTable.percent(1, 8)).isEqualTo("12.5 %");
  }
}
