package dev.tachograph.benchmarks.report;

import java.util.Locale;

/** A picture. Its background is white, so that it can be read on a dark page as well. */
final class Svg {
  static final String BLACK = "#222";
  static final String GREY = "#666";
  static final String OURS = "#c8541b";
  static final String THEIRS = "#6f8fae";

  private final StringBuilder body = new StringBuilder();

  Svg(int width, int height, String title) {
    body.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
            width,
            height,
            width,
            height));
    rectangle(0, 0, width, height, "#fff");
    body.append(
        String.format(
            Locale.ROOT,
            "<text x=\"12\" y=\"22\" font-size=\"14\" font-weight=\"bold\" fill=\"%s\">%s</text>%n",
            BLACK,
            escaped(title)));
  }

  void rectangle(double x, double y, double width, double height, String colour) {
    body.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
            x,
            y,
            width,
            height,
            colour));
  }

  void line(double x1, double y1, double x2, double y2, String colour, double width) {
    body.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\""
                + " stroke-width=\"%.1f\"/>%n",
            x1,
            y1,
            x2,
            y2,
            colour,
            width));
  }

  /**
   * @param points as SVG has them: {@code x,y x,y}
   * @param dashes as SVG has them; empty for a solid line
   */
  void path(String points, String colour, double width, String dashes) {
    body.append(
        String.format(
            Locale.ROOT,
            "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\"%s/>%n",
            points,
            colour,
            width,
            dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + "\""));
  }

  /**
   * @param anchor {@code start}, {@code middle} or {@code end}
   */
  void text(double x, double y, String anchor, String colour, String text) {
    body.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            colour,
            escaped(text)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public String toString() {
    return body + "</svg>\n";
  }
}
