package dev.tachograph.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in Markdown. The first column is text, the others are numbers. */
public final class Table {
  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(List<String> header) {
    this.header = List.copyOf(header);
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException if it has not as many cells as the header
   */
  public void add(List<String> cells) {
    if (cells.size() != header.size()) {
      throw new IllegalArgumentException(cells + " does not fit " + header);
    }
    rows.add(List.copyOf(cells));
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Lines, each with its end. */
  public String toMarkdown() {
    StringBuilder text = new StringBuilder();
    text.append(line(header));
    List<String> rule = new ArrayList<>(Collections.nCopies(header.size(), "--:"));
    rule.set(0, "---");
    text.append(line(rule));
    rows.forEach(row -> text.append(line(row)));
    return text.toString();
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
