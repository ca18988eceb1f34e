package dev.tachograph.examples.live;

import java.io.PrintStream;
import java.util.List;

/** Shows text that replaces what was shown before, if the output is a terminal. */
final class Display {
  private static final String CLEAR_TO_END = "\u001b[J";
  private static final String WRAP_OFF = "\u001b[?7l";
  private static final String WRAP_ON = "\u001b[?7h";

  private final PrintStream out;
  private final boolean redraw;
  private int shown;

  /**
   * A display that has shown nothing.
   *
   * @param redraw whether the output is a terminal, which understands ANSI control sequences
   */
  Display(PrintStream out, boolean redraw) {
    this.out = out;
    this.redraw = redraw;
  }

  void show(List<String> lines) {
    StringBuilder text = new StringBuilder();
    if (redraw) {
      if (shown > 0) {
        text.append("\u001b[").append(shown).append('F');
      }
      // A line that wraps would be two on the screen, and the cursor would not find the top again.
      text.append(CLEAR_TO_END).append(WRAP_OFF);
    }
    for (String line : lines) {
      text.append(line).append('\n');
    }
    text.append(redraw ? WRAP_ON : "\n");
    shown = lines.size();
    out.print(text);
    out.flush();
  }
}
