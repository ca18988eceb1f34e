package dev.tachograph.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Horizontal bars on a logarithmic scale, in SVG: what differs by factors is seen at a glance. */
final class BarChart {
  private record Bar(String name, double value, boolean ours) {}

  private static final int NAME_WIDTH = 330;
  private static final int BAR_WIDTH = 420;
  private static final int VALUE_WIDTH = 90;
  private static final int ROW = 22;
  private static final int TOP = 48;
  private static final int BOTTOM = 34;

  private final String title;
  private final String unit;
  private final List<Bar> bars = new ArrayList<>();

  BarChart(String title, String unit) {
    this.title = title;
    this.unit = unit;
  }

  /**
   * @param value a bar that is not above 0 is left out
   * @param ours whether it is drawn in the other colour
   */
  void add(String name, double value, boolean ours) {
    if (value > 0) {
      bars.add(new Bar(name, value, ours));
    }
  }

  boolean isEmpty() {
    return bars.isEmpty();
  }

  String toSvg() {
    int low = exponent(bars.stream().mapToDouble(Bar::value).min().orElse(1));
    int high = exponent(bars.stream().mapToDouble(Bar::value).max().orElse(1)) + 1;
    Svg svg =
        new Svg(NAME_WIDTH + BAR_WIDTH + VALUE_WIDTH, TOP + ROW * bars.size() + BOTTOM, title);
    int bottom = TOP + ROW * bars.size();
    for (int exponent = low; exponent <= high; exponent++) {
      double x = NAME_WIDTH + (double) BAR_WIDTH * (exponent - low) / (high - low);
      svg.line(x, TOP - 6, x, bottom, "#ddd", 1);
      svg.text(x, bottom + 16, "middle", Svg.GREY, label(exponent));
    }
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      double y = TOP + ROW * i;
      double length = BAR_WIDTH * (Math.log10(bar.value) - low) / (high - low);
      svg.text(NAME_WIDTH - 8, y + 14, "end", Svg.BLACK, bar.name);
      svg.rectangle(NAME_WIDTH, y + 3, Math.max(2, length), ROW - 7, colour(bar));
      String value = Numbers.of(bar.value) + " " + unit;
      svg.text(NAME_WIDTH + length + 6, y + 14, "start", Svg.BLACK, value);
    }
    return svg.toString();
  }

  private static String colour(Bar bar) {
    return bar.ours ? Svg.OURS : Svg.THEIRS;
  }

  private static int exponent(double value) {
    return (int) Math.floor(Math.log10(value));
  }

  private String label(int exponent) {
    return String.format(Locale.ROOT, exponent < 0 ? "%.2g" : "%.0f", Math.pow(10, exponent))
        + " "
        + unit;
  }
}
