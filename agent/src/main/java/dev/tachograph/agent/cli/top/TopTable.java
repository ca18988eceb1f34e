package dev.tachograph.agent.cli.top;

import dev.tachograph.agent.status.JsonText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Writes rows as a table, or as JSON. */
final class TopTable {
  private static final String API = "api_request_time_seconds";
  private static final int MAX_NAME = 60;
  private static final char ELLIPSIS = '\u2026';

  /** The orders of rows, by the name that {@code --sort} takes; its first letter will do. */
  enum Order {
    HURT(TaskRow::hurt),
    NAME(null),
    RATE(row -> row.rate),
    FAILED(TaskRow::failedShare),
    P99(row -> row.p99),
    EXECUTED(row -> row.executed);

    private final @Nullable ToDoubleFunction<TaskRow> number;

    Order(@Nullable ToDoubleFunction<TaskRow> number) {
      this.number = number;
    }

    static @Nullable Order named(String text) {
      for (Order order : values()) {
        String name = order.name().toLowerCase(Locale.ROOT);
        if (!text.isEmpty() && (name.equals(text) || name.substring(0, 1).equals(text))) {
          return order;
        }
      }
      return null;
    }

    Comparator<TaskRow> comparator() {
      Comparator<TaskRow> byName = Comparator.comparing(row -> row.taskType);
      ToDoubleFunction<TaskRow> by = number;
      if (by == null) {
        return byName;
      }
      ToDoubleFunction<TaskRow> known =
          row -> Double.isNaN(by.applyAsDouble(row)) ? -1 : by.applyAsDouble(row);
      return Comparator.comparingDouble(known).reversed().thenComparing(byName);
    }
  }

  private TopTable() {}

  static List<TaskRow> rows(Reading now, Reading earlier, Order order) {
    List<TaskRow> rows = TaskRow.of(now, earlier);
    rows.sort(order.comparator());
    return rows;
  }

  /** The tables, with rates since the earlier reading and counts since the process began. */
  static List<String> lines(Reading now, Reading earlier, Order order) {
    List<String> lines = new ArrayList<>(tasks(rows(now, earlier, order)));
    if (lines.size() == 1) {
      lines.add("(no task has been executed yet)");
    }
    List<String> requests = requests(now, earlier);
    if (requests.size() > 1) {
      lines.add("");
      lines.addAll(requests);
    }
    return lines;
  }

  private static List<String> tasks(List<TaskRow> rows) {
    TextTable table = new TextTable(1);
    table.column("TASK TYPE", rows, row -> row.taskType);
    table.column("rate/s", rows, row -> TextTable.decimal(row.rate));
    if (rows.stream().anyMatch(row -> !Double.isNaN(row.running))) {
      table.column("running", rows, row -> TextTable.whole(row.running));
    }
    table.column("executed", rows, row -> TextTable.whole(row.executed));
    table.column("failed", rows, row -> TextTable.whole(row.failed));
    table.column("failed %", rows, row -> TextTable.percent(row.failedShare()));
    table.column("p50", rows, row -> TextTable.time(row.p50));
    table.column("p95", rows, row -> TextTable.time(row.p95));
    table.column("p99", rows, row -> TextTable.time(row.p99));
    if (rows.stream().anyMatch(row -> !Double.isNaN(row.polls))) {
      table.column("polls/s", rows, row -> TextTable.decimal(row.polls));
    }
    if (rows.stream().anyMatch(row -> !row.exception.isEmpty())) {
      table.column("exception", rows, row -> row.exception);
    }
    return table.lines();
  }

  /** One row for each kind of request to the Conductor server. */
  private static List<String> requests(Reading now, Reading earlier) {
    List<Series> requests = new ArrayList<>();
    now.seriesOf(API + "_count").forEach(requests::add);
    Function<Series, String> name = series -> series.label("method") + ' ' + series.label("uri");
    requests.sort(Comparator.comparing(name).thenComparing(series -> series.label("status")));
    TextTable table = new TextTable(2);
    table.column("REQUEST TO THE SERVER", requests, name);
    table.column("status", requests, series -> series.label("status"));
    table.column(
        "rate/s", requests, series -> TextTable.decimal(now.ratePerSecond(earlier, series)));
    table.column("sent", requests, series -> TextTable.whole(now.count(series)));
    table.column("p50", requests, series -> TextTable.time(now.quantile(series.of(API), "0.5")));
    table.column("p99", requests, series -> TextTable.time(now.quantile(series.of(API), "0.99")));
    return table.lines();
  }

  /** One object for each row, in the same order. */
  static String json(Reading now, Reading earlier, Order order) {
    StringBuilder json = new StringBuilder("[");
    for (TaskRow row : rows(now, earlier, order)) {
      json.append(json.length() > 1 ? ",\n {" : "\n {");
      String separator = "";
      for (Map.Entry<String, Object> entry : row.asMap().entrySet()) {
        json.append(separator);
        JsonText.append(json, entry.getKey());
        json.append(':');
        Object value = entry.getValue();
        if (value instanceof String) {
          JsonText.append(json, (String) value);
        } else {
          json.append(((Double) value).isNaN() ? "null" : value);
        }
        separator = ",";
      }
      json.append('}');
    }
    return json.append("\n]").toString();
  }

  /** What a terminal can show in a cell: labels hold anything, escape sequences too. */
  static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(MAX_NAME)
        .forEach(c -> shown.appendCodePoint(isHarmless(Character.getType(c)) ? c : '?'));
    return text.codePointCount(0, text.length()) > MAX_NAME
        ? shown.toString() + ELLIPSIS
        : shown.toString();
  }

  private static boolean isHarmless(int type) {
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.SURROGATE;
  }
}
