package dev.tachograph.agent.cli.top;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A table of aligned columns: texts to the left, numbers to the right. */
final class TextTable {
  static final String NONE = "-";

  private static final String GAP = "  ";
  private static final String LAST_TEXT = "exception";

  private final int textColumns;
  private final List<List<String>> columns = new ArrayList<>();

  /**
   * @param textColumns how many of the first columns hold texts
   */
  TextTable(int textColumns) {
    this.textColumns = textColumns;
  }

  <R> void column(String title, List<R> rows, Function<R, String> cell) {
    List<String> column = new ArrayList<>(Collections.singleton(title));
    for (R row : rows) {
      column.add(TopTable.printable(cell.apply(row)));
    }
    columns.add(column);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < columns.get(0).size(); row++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns.size(); i++) {
        List<String> column = columns.get(i);
        int width = column.stream().mapToInt(String::length).max().orElse(0);
        String cell = column.get(row);
        String padding = " ".repeat(width - cell.length());
        boolean text = i < textColumns || column.get(0).equals(LAST_TEXT);
        line.append(i == 0 ? "" : GAP).append(text ? cell + padding : padding + cell);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** A cell for a number with one decimal. */
  static String decimal(double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.1f", value);
  }

  /** A cell for a whole number. */
  static String whole(double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.0f", value);
  }

  /** A cell for a share. */
  static String percent(double share) {
    return Double.isNaN(share) ? NONE : decimal(100 * share) + " %";
  }

  /** A cell for a time, in three digits and the unit in which they read well. */
  static String time(double seconds) {
    if (Double.isNaN(seconds)) {
      return NONE;
    }
    double millis = seconds * 1000;
    if (millis >= 999.5) {
      return String.format(Locale.ROOT, seconds < 9.995 ? "%.2f s" : "%.1f s", seconds);
    }
    String format = millis < 9.995 ? "%.2f ms" : millis < 99.95 ? "%.1f ms" : "%.0f ms";
    return String.format(Locale.ROOT, format, millis);
  }
}
