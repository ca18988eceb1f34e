package dev.tachograph.agent.cli.scrape;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

/** The syntax of names and numbers. */
final class Names {
  private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,5})?");
  private static final int NANOS = 9;

  private Names() {}

  static String metric(String name) throws FormatException {
    if (!METRIC.matcher(name).matches()) {
      throw new FormatException("'" + name + "' is not the name of a metric");
    }
    return name;
  }

  static String label(String name) throws FormatException {
    if (!LABEL.matcher(name).matches()) {
      throw new FormatException("'" + name + "' is not the name of a label");
    }
    return name;
  }

  static double number(String text) throws FormatException {
    if (NUMBER.matcher(text).matches()) {
      return Double.parseDouble(text);
    }
    switch (text.toLowerCase(Locale.ROOT)) {
      case "nan":
        return Double.NaN;
      case "inf":
      case "+inf":
      case "infinity":
      case "+infinity":
        return Double.POSITIVE_INFINITY;
      case "-inf":
      case "-infinity":
        return Double.NEGATIVE_INFINITY;
      default:
        throw new FormatException("'" + text + "' is not a number");
    }
  }

  /** A time, cut to nanoseconds. */
  static BigDecimal time(String text) throws FormatException {
    if (!NUMBER.matcher(text).matches()) {
      throw new FormatException("'" + text + "' is not a time");
    }
    BigDecimal time = new BigDecimal(text);
    return time.scale() > NANOS ? time.setScale(NANOS, java.math.RoundingMode.DOWN) : time;
  }

  /** Replaces {@code \\}, {@code \n} and, if it is escaped there, the quote. Others stay. */
  static String unescaped(String text, boolean quotes) {
    int slash = text.indexOf('\\');
    if (slash < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = c == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      if (next == '\\' || next == 'n' || (quotes && next == '"')) {
        plain.append(next == 'n' ? '\n' : next);
        i++;
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
