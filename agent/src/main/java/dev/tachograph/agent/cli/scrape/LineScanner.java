package dev.tachograph.agent.cli.scrape;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line with a sample. OpenMetrics allows one space between its parts, and no comma too
 * many; the format 0.0.4 allows any space, and a comma at the end of labels.
 */
final class LineScanner {
  private static final int MAX_EXEMPLAR = 128;
  private static final BigDecimal MILLIS_PER_SECOND = new BigDecimal(1000);

  private final String line;
  private final boolean openMetrics;
  private int at;

  /** The name of the metric, if it stands among the labels. */
  private @Nullable String quotedName;

  LineScanner(String line, boolean openMetrics) {
    this.line = line;
    this.openMetrics = openMetrics;
  }

  ParsedSample sample() throws FormatException {
    int start = at;
    while (at < line.length() && "{ \t".indexOf(line.charAt(at)) < 0) {
      at++;
    }
    String name = line.substring(start, at);
    if (!name.isEmpty()) {
      Names.metric(name);
    }
    skipSpace();
    Map<String, String> labels = new LinkedHashMap<>();
    boolean hasLabels = at < line.length() && line.charAt(at) == '{';
    if (hasLabels) {
      labels = labels();
    }
    if (name.isEmpty() == (quotedName == null)) {
      throw new FormatException("the line names no metric, or names it twice");
    }
    if (openMetrics) {
      expect(' ');
    } else {
      skipSpace();
    }
    double value = Names.number(token());
    return openMetrics ? rest(name, labels, value) : plainRest(name, labels, value);
  }

  private ParsedSample plainRest(String name, Map<String, String> labels, double value)
      throws FormatException {
    skipSpace();
    BigDecimal time = null;
    if (at < line.length()) {
      time = Names.time(token()).divide(MILLIS_PER_SECOND);
      skipSpace();
    }
    if (at < line.length()) {
      throw new FormatException("there is more than a value and a time");
    }
    return new ParsedSample(name(name), labels, value, time, null);
  }

  private ParsedSample rest(String name, Map<String, String> labels, double value)
      throws FormatException {
    String metric = name(name);
    BigDecimal time = null;
    ParsedSample exemplar = null;
    if (at < line.length()) {
      expect(' ');
      if (!line.startsWith("#", at)) {
        time = Names.time(token());
        if (at < line.length()) {
          expect(' ');
          exemplar = exemplar();
        }
      } else {
        exemplar = exemplar();
      }
    }
    return new ParsedSample(metric, labels, value, time, exemplar);
  }

  private ParsedSample exemplar() throws FormatException {
    expect('#');
    expect(' ');
    Map<String, String> labels = labels();
    int length = 0;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      length += label.getKey().length() + label.getValue().length();
    }
    if (length > MAX_EXEMPLAR) {
      throw new FormatException("the labels of the exemplar are too long");
    }
    expect(' ');
    double value = Names.number(token());
    BigDecimal time = null;
    if (at < line.length()) {
      expect(' ');
      time = Names.time(token());
    }
    if (at < line.length()) {
      throw new FormatException("there is something behind the exemplar");
    }
    return new ParsedSample("", labels, value, time, null);
  }

  private String name(String unquoted) {
    return quotedName == null ? unquoted : quotedName;
  }

  private Map<String, String> labels() throws FormatException {
    expect('{');
    Map<String, String> labels = new LinkedHashMap<>();
    boolean separated = true;
    boolean first = true;
    while (true) {
      skipBlank();
      char c = peek();
      if (c == '}') {
        if (openMetrics && separated && !first) {
          throw new FormatException("there is a comma too many");
        }
        at++;
        return labels;
      }
      if (c == ',') {
        if (separated && (openMetrics || !first)) {
          throw new FormatException("there is a comma too many");
        }
        at++;
        separated = true;
        first = false;
        continue;
      }
      if (!separated) {
        throw new FormatException("there is no comma between two labels");
      }
      label(labels);
      separated = false;
      first = false;
    }
  }

  private void label(Map<String, String> labels) throws FormatException {
    boolean quoted = peek() == '"';
    String name = quoted ? quoted() : Names.label(unquoted());
    skipBlank();
    if (quoted && (peek() == ',' || peek() == '}')) {
      if (quotedName != null || name.isEmpty()) {
        throw new FormatException("the name of the metric is empty, or is there twice");
      }
      quotedName = name;
      return;
    }
    expect('=');
    skipBlank();
    if (labels.put(name, quoted()) != null) {
      throw new FormatException("the label " + name + " is there twice");
    }
  }

  private String unquoted() throws FormatException {
    int start = at;
    while ("=,} \t".indexOf(peek()) < 0) {
      at++;
    }
    return line.substring(start, at);
  }

  private String quoted() throws FormatException {
    expect('"');
    int start = at;
    while (peek() != '"') {
      at += peek() == '\\' ? 2 : 1;
    }
    at++;
    return Names.unescaped(line.substring(start, at - 1), true);
  }

  private String token() throws FormatException {
    int start = at;
    while (at < line.length() && line.charAt(at) != ' ' && line.charAt(at) != '\t') {
      at++;
    }
    if (start == at) {
      throw new FormatException("something is missing");
    }
    return line.substring(start, at);
  }

  /** Between the parts of a line. */
  private void skipSpace() {
    if (!openMetrics) {
      skipBlank();
    }
  }

  private void skipBlank() {
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
  }

  private char peek() throws FormatException {
    if (at >= line.length()) {
      throw new FormatException("the line ends too early");
    }
    return line.charAt(at);
  }

  private void expect(char c) throws FormatException {
    if (peek() != c) {
      throw new FormatException("'" + c + "' is expected instead of '" + line.charAt(at) + "'");
    }
    at++;
  }
}
