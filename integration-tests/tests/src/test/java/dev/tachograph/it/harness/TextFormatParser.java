package dev.tachograph.it.harness;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses the Prometheus text format 0.0.4, more strictly than Prometheus does: each family comes in
 * one piece with HELP and TYPE first, no series comes twice, and the last line ends with a line
 * feed.
 */
final class TextFormatParser {
  private static final Pattern METRIC_NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Set<String> TYPES =
      Set.of("counter", "gauge", "summary", "histogram", "untyped");

  private final Map<String, Family> families = new LinkedHashMap<>();
  private final Set<String> series = new HashSet<>();
  private @Nullable String help;
  private @Nullable Family current;
  private String line = "";
  private int lineNumber;
  private int position;

  TextFormatParser(String text) {
    require(text.isEmpty() || text.endsWith("\n"), "the last line has no end: it is cut off");
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      line = text.substring(start, end);
      lineNumber++;
      readLine();
      start = end + 1;
    }
  }

  Map<String, Family> families() {
    return families;
  }

  private void readLine() {
    if (line.startsWith("# HELP ")) {
      require(help == null, "HELP without TYPE before it");
      help = line.substring(7);
    } else if (line.startsWith("# TYPE ")) {
      readType();
    } else {
      require(!line.startsWith("#") && !line.isBlank(), "neither sample nor HELP nor TYPE");
      readSample();
    }
  }

  private void readType() {
    String[] words = line.substring(7).split(" ", -1);
    require(words.length == 2 && TYPES.contains(words[1]), "not a TYPE line");
    String name = words[0];
    String ofFamily = help;
    require(ofFamily != null && ofFamily.startsWith(name + " "), "HELP does not precede TYPE");
    require(!families.containsKey(name), "the family comes twice");
    String text = ofFamily == null ? "" : ofFamily.substring(name.length() + 1);
    require(!text.isBlank(), "HELP says nothing");
    current = new Family(name, words[1], text, new ArrayList<>());
    families.put(name, current);
    help = null;
  }

  private void readSample() {
    Family family = current;
    if (family == null) {
      throw failure("sample before any TYPE");
    }
    require(help == null, "HELP without TYPE before it");
    position = 0;
    String name = word("{ ");
    require(METRIC_NAME.matcher(name).matches(), "bad metric name " + name);
    require(belongs(name, family), name + " is not of family " + family.name());
    Map<String, String> labels = readLabels();
    require(line.startsWith(" ", position), "no space before the value");
    String value = line.substring(position + 1);
    require(!value.contains(" "), "more than a value");
    require(series.add(name + labels), "the series comes twice");
    family.samples().add(new Sample(name, labels, number(value)));
  }

  private static boolean belongs(String name, Family family) {
    if (!name.startsWith(family.name())) {
      return false;
    }
    String suffix = name.substring(family.name().length());
    return switch (family.type()) {
      case "summary" -> suffix.isEmpty() || suffix.equals("_count") || suffix.equals("_sum");
      case "histogram" ->
          suffix.equals("_bucket") || suffix.equals("_count") || suffix.equals("_sum");
      default -> suffix.isEmpty();
    };
  }

  private Map<String, String> readLabels() {
    Map<String, String> labels = new TreeMap<>();
    if (!line.startsWith("{", position)) {
      return labels;
    }
    position++;
    while (!line.startsWith("}", position)) {
      String name = word("=");
      require(LABEL_NAME.matcher(name).matches(), "bad label name " + name);
      require(line.startsWith("=\"", position), "no =\" after " + name);
      position += 2;
      require(labels.put(name, labelValue()) == null, "label " + name + " comes twice");
      if (line.startsWith(",", position)) {
        position++;
      } else {
        require(line.startsWith("}", position), "neither , nor } after " + name);
      }
    }
    position++;
    return labels;
  }

  private String labelValue() {
    StringBuilder value = new StringBuilder();
    while (position < line.length() && line.charAt(position) != '"') {
      char c = line.charAt(position++);
      if (c == '\\') {
        require(position < line.length(), "ends in an escape");
        char escaped = line.charAt(position++);
        require(escaped == '\\' || escaped == '"' || escaped == 'n', "bad escape");
        value.append(escaped == 'n' ? '\n' : escaped);
      } else {
        value.append(c);
      }
    }
    require(position < line.length(), "label value without end");
    position++;
    return value.toString();
  }

  private String word(String ends) {
    int start = position;
    while (position < line.length() && ends.indexOf(line.charAt(position)) < 0) {
      position++;
    }
    return line.substring(start, position);
  }

  private double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      case "NaN" -> Double.NaN;
      default -> {
        require(text.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?"), "not a number: " + text);
        yield Double.parseDouble(text);
      }
    };
  }

  private void require(boolean condition, String complaint) {
    if (!condition) {
      throw failure(complaint);
    }
  }

  private AssertionError failure(String complaint) {
    return new AssertionError("line " + lineNumber + ": " + complaint + ": " + line);
  }
}
