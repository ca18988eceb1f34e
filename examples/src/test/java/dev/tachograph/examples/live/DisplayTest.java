package dev.tachograph.examples.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisplayTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);

  @Test
  void aTerminalShowsTheNewLinesInPlaceOfTheOldOnes() {
    Display display = new Display(out, true);
    display.show(List.of("one", "two"));
    bytes.reset();
    display.show(List.of("three"));
    assertThat(bytes.toString(UTF_8)).startsWith("\u001b[2F\u001b[J").contains("three\n");
  }

  @Test
  void anythingElseGetsPlainTextOneAfterTheOther() {
    Display display = new Display(out, false);
    display.show(List.of("one", "two"));
    display.show(List.of("three"));
    assertThat(bytes.toString(UTF_8)).isEqualTo("one\ntwo\n\nthree\n\n");
  }
}
