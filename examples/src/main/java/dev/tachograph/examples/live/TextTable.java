package dev.tachograph.examples.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of text: words to the left, numbers to the right. */
final class TextTable {
  private static final String GAP = "  ";
  private static final String NONE = "-";

  private final List<List<String>> rows = new ArrayList<>();
  private final int textColumns;

  /**
   * An empty table.
   *
   * @param textColumns how many of the first columns hold words
   */
  TextTable(int textColumns, List<String> header) {
    this.textColumns = textColumns;
    rows.add(header);
  }

  /** Adds a row with as many cells as the header has. */
  void add(List<String> cells) {
    if (cells.size() != rows.get(0).size()) {
      throw new IllegalArgumentException(cells + " does not fit under " + rows.get(0));
    }
    rows.add(cells);
  }

  List<String> lines() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      String padding = " ".repeat(widths[i] - cell.length());
      line.append(i == 0 ? "" : GAP);
      line.append(i < textColumns ? cell + padding : padding + cell);
    }
    return line.toString().stripTrailing();
  }

  /** A cell for a number with one decimal. */
  static String decimal(double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.1f", value);
  }

  /** A cell for a whole number. */
  static String whole(double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.0f", value);
  }

  /** A cell for the share of a part in a whole. */
  static String percent(double part, double whole) {
    return whole == 0 ? NONE : decimal(100 * part / whole) + " %";
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
