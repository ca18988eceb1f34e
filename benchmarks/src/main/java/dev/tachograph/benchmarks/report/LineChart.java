package dev.tachograph.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Values over time, one line each, in SVG. */
final class LineChart {
  private static final String[] COLOURS = {
    "#999", Svg.OURS, "#3b7dd8", "#2e9e6b", "#8a5fbf", "#b58900"
  };
  private static final int LEFT = 60;
  private static final int WIDTH = 620;
  private static final int TOP = 48;
  private static final int HEIGHT = 300;
  private static final int LEGEND = 380;
  private static final int BOTTOM = 44;
  private static final int TICKS = 5;

  private final String title;
  private final String xUnit;
  private final String yUnit;
  private final Map<String, NavigableMap<Double, Double>> lines = new LinkedHashMap<>();

  LineChart(String title, String xUnit, String yUnit) {
    this.title = title;
    this.xUnit = xUnit;
    this.yUnit = yUnit;
  }

  /** A point of a line; what is no number is left out. */
  void add(String name, double x, double y) {
    if (!Double.isNaN(y) && !Double.isInfinite(y)) {
      lines.computeIfAbsent(name, n -> new TreeMap<>()).put(x, y);
    }
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  String toSvg() {
    double mostX = 1;
    double mostY = 1;
    for (NavigableMap<Double, Double> line : lines.values()) {
      mostX = Math.max(mostX, line.lastKey());
      for (double y : line.values()) {
        mostY = Math.max(mostY, y);
      }
    }
    Svg svg = new Svg(LEFT + WIDTH + LEGEND, TOP + HEIGHT + BOTTOM, title);
    for (int i = 0; i <= TICKS; i++) {
      double y = TOP + HEIGHT - (double) HEIGHT * i / TICKS;
      double x = LEFT + (double) WIDTH * i / TICKS;
      svg.line(LEFT, y, LEFT + WIDTH, y, "#ddd", 1);
      svg.text(LEFT - 6, y + 4, "end", Svg.GREY, Numbers.of(mostY * i / TICKS));
      svg.text(x, TOP + HEIGHT + 18, "middle", Svg.GREY, Numbers.of(mostX * i / TICKS));
    }
    svg.text(LEFT + WIDTH, TOP + HEIGHT + 36, "end", Svg.GREY, xUnit);
    svg.text(LEFT + 4, TOP - 4, "start", Svg.GREY, yUnit);
    int number = 0;
    for (Map.Entry<String, NavigableMap<Double, Double>> line : lines.entrySet()) {
      String colour = COLOURS[number % COLOURS.length];
      StringBuilder points = new StringBuilder();
      for (Map.Entry<Double, Double> point : line.getValue().entrySet()) {
        double x = LEFT + WIDTH * point.getKey() / mostX;
        double y = TOP + HEIGHT - HEIGHT * point.getValue() / mostY;
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      }
      svg.path(points.toString().trim(), colour, number == 1 ? 2.5 : 1.5, number == 0 ? "5 4" : "");
      double y = TOP + 12 + 20.0 * number;
      svg.line(LEFT + WIDTH + 14, y - 4, LEFT + WIDTH + 34, y - 4, colour, 3);
      svg.text(LEFT + WIDTH + 40, y, "start", Svg.BLACK, line.getKey());
      number++;
    }
    return svg.toString();
  }
}
