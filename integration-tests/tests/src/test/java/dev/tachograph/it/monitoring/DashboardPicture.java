package dev.tachograph.it.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tachograph.it.harness.RulesPrometheus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A dashboard as a page of HTML, drawn from what Prometheus answers to its panels. It is no
 * Grafana: places, titles, units, legends and numbers are the dashboard's, colours and lines are
 * not.
 */
final class DashboardPicture {
  static final int WIDTH = 1200;
  private static final int COLUMN = WIDTH / 24;
  private static final int UNIT = 25;
  private static final int GAP = 6;
  private static final int CAPTION = 20;
  private static final int LEGEND_LINE = 14;
  private static final int LINES_OF_LEGEND = 4;
  private static final int SECONDS = 300;
  private static final int STEP = 5;
  private static final int MOST_ROWS = 8;
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
  private static final List<String> COLOURS =
      List.of(
          "#1f6f78", "#a05f00", "#b3362b", "#5b4a9f", "#2c7a3f", "#8a3a6b", "#55606a", "#b08d00");

  private final Dashboard dashboard;
  private final RulesPrometheus prometheus;
  private final StringBuilder html = new StringBuilder();

  DashboardPicture(Dashboard dashboard, RulesPrometheus prometheus) {
    this.dashboard = dashboard;
    this.prometheus = prometheus;
  }

  int height() {
    return UNIT * dashboard.panels().stream().mapToInt(Panel::bottom).max().orElse(1) + GAP;
  }

  String html() {
    html.append("<!doctype html><meta charset=utf-8><style>")
        .append(
            "body{margin:0;background:#f2f3f4;font:11px 'DejaVu Sans',sans-serif;color:#1d2529}")
        .append("div{position:absolute;overflow:hidden;box-sizing:border-box}")
        .append(".p{background:#fff;border:1px solid #dfe2e4;padding:3px 8px}")
        .append(
            "b{display:block;height:17px;white-space:nowrap}.h{font-size:13px;font-weight:bold}")
        .append(".n{font-size:24px;color:#2c7a3f;text-align:center;padding-top:12px}")
        .append("td,th{text-align:left;padding:1px 22px 1px 0;white-space:nowrap}")
        .append("p{margin:0;line-height:14px;height:14px;white-space:nowrap;overflow:hidden}")
        .append("text{font-size:9px;fill:#68747a}</style>");
    dashboard.panels().forEach(this::panel);
    return html.toString();
  }

  private void panel(Panel panel) {
    int height = (panel.bottom() - panel.top()) * UNIT - GAP;
    int width = (panel.right() - panel.left()) * COLUMN - GAP;
    html.append(
        String.format(
            Locale.ROOT,
            "<div class='%s' style='left:%dpx;top:%dpx;width:%dpx;height:%dpx'>",
            panel.isHeading() ? "h" : "p",
            panel.left() * COLUMN + GAP / 2,
            panel.top() * UNIT + GAP,
            width,
            height));
    html.append("<b>").append(escaped(panel.title())).append("</b>");
    switch (panel.json().path("type").asText()) {
      case "stat" -> number(panel);
      case "table" -> table(panel);
      case "timeseries" -> lines(panel, width - 2 * 9, height - CAPTION - 8);
      default -> {
        // A heading has no more than its title.
      }
    }
    html.append("</div>");
  }

  private void number(Panel panel) {
    JsonNode found = prometheus.query(Dashboard.filledIn(panel.expressions().get(0)));
    String value = found.isEmpty() ? "No data" : shown(value(found.get(0)), panel.unit());
    html.append("<p class=n style='height:40px;line-height:24px'>").append(value).append("</p>");
  }

  private static double value(JsonNode series) {
    return Double.parseDouble(series.path("value").path(1).asText("NaN"));
  }

  /** A column for each label, then one for each query. */
  private void table(Panel panel) {
    Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
    Map<String, String> names = new TreeMap<>();
    JsonNode organized = panel.json().path("transformations");
    for (JsonNode step : organized) {
      step.at("/options/renameByName")
          .properties()
          .forEach(e -> names.put(e.getKey(), e.getValue().asText()));
    }
    List<String> columns = new ArrayList<>();
    for (JsonNode target : panel.json().path("targets")) {
      String own = "Value #" + target.path("refId").asText();
      String column = names.getOrDefault(own, names.getOrDefault("Value", own));
      columns.add(column);
      for (JsonNode series : prometheus.query(Dashboard.filledIn(target.path("expr").asText()))) {
        List<String> labels = new ArrayList<>();
        series.path("metric").forEach(label -> labels.add(label.asText()));
        rows.computeIfAbsent(String.join(" ", labels), key -> new TreeMap<>())
            .put(column, value(series));
      }
    }
    String sorted = panel.json().at("/options/sortBy/0/displayName").asText();
    html.append("<table><tr><th></th>");
    columns.forEach(column -> html.append("<th>").append(escaped(column)).append("</th>"));
    rows.entrySet().stream()
        .sorted((a, b) -> Double.compare(rank(b.getValue(), sorted), rank(a.getValue(), sorted)))
        .limit(MOST_ROWS)
        .forEach(
            row -> {
              html.append("<tr><td>").append(escaped(row.getKey())).append("</td>");
              for (String column : columns) {
                html.append("<td>")
                    .append(shown(number(row.getValue(), column), unit(panel, column)))
                    .append("</td>");
              }
            });
    html.append("</table>");
  }

  private static double number(Map<String, Double> row, String column) {
    return row.getOrDefault(column, Double.NaN);
  }

  /** Rows without a number come last. */
  private static double rank(Map<String, Double> row, String column) {
    double number = number(row, column);
    return Double.isNaN(number) ? Double.NEGATIVE_INFINITY : number;
  }

  private static String unit(Panel panel, String column) {
    for (JsonNode override : panel.json().at("/fieldConfig/overrides")) {
      if (override.at("/matcher/options").asText().equals(column)) {
        return override.at("/properties/0/value").asText();
      }
    }
    return panel.unit();
  }

  private record Line(String name, List<double[]> points) {
    double last() {
      return points.get(points.size() - 1)[1];
    }
  }

  private void lines(Panel panel, int width, int height) {
    List<Line> lines = new ArrayList<>();
    for (JsonNode target : panel.json().path("targets")) {
      String expression = Dashboard.filledIn(target.path("expr").asText());
      for (JsonNode series : prometheus.range(expression, SECONDS, STEP)) {
        Line line = line(series, target.path("legendFormat").asText());
        if (line != null) {
          lines.add(line);
        }
      }
    }
    if (lines.isEmpty()) {
      html.append("<p class=n>No data</p>");
      return;
    }
    lines.sort((a, b) -> Double.compare(b.last(), a.last()));
    int legend = LEGEND_LINE * Math.min(lines.size(), LINES_OF_LEGEND + 1);
    chart(lines, panel.unit(), width, height - legend);
    for (int i = 0; i < Math.min(lines.size(), LINES_OF_LEGEND); i++) {
      html.append("<p><span style='color:").append(colour(i)).append("'>▬</span> ");
      html.append(escaped(lines.get(i).name())).append(' ');
      html.append(shown(lines.get(i).last(), panel.unit())).append("</p>");
    }
    if (lines.size() > LINES_OF_LEGEND) {
      html.append("<p>and ").append(lines.size() - LINES_OF_LEGEND).append(" more</p>");
    }
  }

  private static @Nullable Line line(JsonNode series, String legend) {
    List<double[]> points = new ArrayList<>();
    for (JsonNode point : series.path("values")) {
      double value = Double.parseDouble(point.path(1).asText());
      if (Double.isFinite(value)) {
        points.add(new double[] {point.path(0).asDouble(), value});
      }
    }
    Matcher place = PLACE.matcher(legend);
    String name =
        place.replaceAll(
            found -> Matcher.quoteReplacement(series.path("metric").path(found.group(1)).asText()));
    return points.isEmpty() ? null : new Line(name, points);
  }

  private void chart(List<Line> lines, String unit, int width, int height) {
    double top = 0;
    double from = Double.MAX_VALUE;
    double to = 0;
    for (Line line : lines) {
      for (double[] point : line.points()) {
        from = Math.min(from, point[0]);
        to = Math.max(to, point[0]);
        top = Math.max(top, point[1]);
      }
    }
    double highest = top > 0 ? 1.1 * top : 1;
    int left = 48;
    int bottom = height - 8;
    html.append("<svg width=").append(width).append(" height=").append(height).append('>');
    for (int i = 0; i <= 2; i++) {
      double y = bottom - i * (bottom - 6) / 2.0;
      html.append(
          String.format(
              Locale.ROOT,
              "<path d='M%d %.1fH%d' stroke='#e4e7e9'/><text x='%d' y='%.1f' text-anchor=end>%s"
                  + "</text>",
              left,
              y,
              width,
              left - 4,
              y + 3,
              shown(highest * i / 2, unit)));
    }
    for (int i = 0; i < lines.size(); i++) {
      StringBuilder path = new StringBuilder();
      double before = Double.NaN;
      for (double[] point : lines.get(i).points()) {
        double x = left + (width - left) * (point[0] - from) / Math.max(1, to - from);
        double y = bottom - (bottom - 6) * point[1] / highest;
        // A gap is one in Grafana, too.
        path.append(point[0] - before <= 2 * STEP ? 'L' : 'M');
        path.append(String.format(Locale.ROOT, "%.1f %.1f", x, y));
        before = point[0];
      }
      html.append("<path fill=none stroke-width=1.4 stroke='").append(colour(i)).append("' d='");
      html.append(path).append("'/>");
    }
    html.append("</svg>");
  }

  private static String colour(int line) {
    return COLOURS.get(line % COLOURS.size());
  }

  private static String shown(double value, String unit) {
    if (!Double.isFinite(value)) {
      return "";
    }
    return switch (unit) {
      case "percentunit" -> digits(100 * value) + " %";
      case "s" ->
          value < 0.001
              ? digits(value * 1e6) + " µs"
              : value < 1 ? digits(value * 1000) + " ms" : digits(value) + " s";
      case "bytes" -> value < 1024 ? digits(value) + " B" : bytes(value / 1024);
      case "ops", "reqps" -> digits(value) + " /s";
      default -> digits(value);
    };
  }

  private static String bytes(double kilobytes) {
    return kilobytes < 1024 ? digits(kilobytes) + " KiB" : digits(kilobytes / 1024) + " MiB";
  }

  private static String digits(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return String.valueOf((long) value);
    }
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
