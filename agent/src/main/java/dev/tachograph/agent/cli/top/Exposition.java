package dev.tachograph.agent.cli.top;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the Prometheus text format, version 0.0.4. */
final class Exposition {
  private final String line;
  private int position;

  private Exposition(String line) {
    this.line = line;
  }

  /**
   * The value of every series, in the order of the text.
   *
   * @throws IllegalArgumentException if a line is not in the format; the message quotes its start
   */
  static Map<Series, Double> parse(String text) {
    Map<Series, Double> samples = new LinkedHashMap<>();
    text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
        .forEach(line -> new Exposition(line).readInto(samples));
    return samples;
  }

  private void readInto(Map<Series, Double> samples) {
    try {
      int nameEnd = endOf("{ \t");
      String name = line.substring(0, nameEnd);
      position = nameEnd;
      Map<String, String> labels = line.charAt(position) == '{' ? labels() : Map.of();
      // A timestamp may follow. It says nothing that the time of the reading does not.
      String value = line.substring(position).strip().split("[ \t]+", 2)[0];
      samples.put(new Series(name, labels), number(value));
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      String start = line.substring(0, Math.min(line.length(), 100));
      throw new IllegalArgumentException("not a line of the text format: " + start, e);
    }
  }

  private int endOf(String delimiters) {
    int end = position;
    while (delimiters.indexOf(line.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new HashMap<>();
    position++;
    while (true) {
      skip(", \t");
      if (line.charAt(position) == '}') {
        position++;
        return labels;
      }
      int equals = endOf("=");
      String label = line.substring(position, equals).strip();
      position = line.indexOf('"', equals) + 1;
      labels.put(label, quotedValue());
    }
  }

  private String quotedValue() {
    StringBuilder value = new StringBuilder();
    while (line.charAt(position) != '"') {
      char c = line.charAt(position++);
      if (c == '\\') {
        char escaped = line.charAt(position++);
        value.append(escaped == 'n' ? '\n' : escaped);
      } else {
        value.append(c);
      }
    }
    position++;
    return value.toString();
  }

  private void skip(String characters) {
    while (characters.indexOf(line.charAt(position)) >= 0) {
      position++;
    }
  }

  static double number(String text) {
    switch (text) {
      case "+Inf":
        return Double.POSITIVE_INFINITY;
      case "-Inf":
        return Double.NEGATIVE_INFINITY;
      default:
        return Double.parseDouble(text);
    }
  }
}
