package dev.tachograph.agent.cli.scrape;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads OpenMetrics 1.0 as the parser of the Python client does, but for native histograms in text,
 * which are no part of that version. Not thread-safe.
 */
final class OpenMetricsParser {
  private static final Map<String, List<String>> SUFFIXES =
      Map.of(
          "counter", List.of("_total", "_created"),
          "summary", List.of("", "_count", "_sum", "_created"),
          "histogram", List.of("_count", "_sum", "_bucket", "_created"),
          "gaugehistogram", List.of("_gcount", "_gsum", "_bucket"),
          "info", List.of("_info"),
          "gauge", List.of(""),
          "stateset", List.of(""),
          "unknown", List.of(""));

  private final List<ParsedFamily> families = new ArrayList<>();
  private final Set<String> takenNames = new HashSet<>();
  private @Nullable Family family;

  private OpenMetricsParser() {}

  /** The family that is being read. */
  private static final class Family {
    final String name;
    @Nullable String type;
    @Nullable String help;
    @Nullable String unit;
    final List<ParsedSample> samples = new ArrayList<>();
    Set<String> allowed = new HashSet<>();
    @Nullable Map<String, String> group;
    @Nullable BigDecimal groupTime;
    final Set<Map<String, String>> groups = new HashSet<>();
    Set<String> seriesOfGroup = new HashSet<>();

    Family(String name) {
      this.name = name;
      allowed.add(name);
    }

    String type() {
      return type == null ? "unknown" : type;
    }

    void allow(String knownType) {
      type = knownType;
      allowed = new HashSet<>();
      for (String suffix : SUFFIXES.getOrDefault(knownType, List.of())) {
        allowed.add(name + suffix);
      }
    }
  }

  static List<ParsedFamily> parse(String text) throws FormatException {
    return new OpenMetricsParser().read(text);
  }

  private List<ParsedFamily> read(String text) throws FormatException {
    String[] lines = text.split("\n", -1);
    int count = text.endsWith("\n") ? lines.length - 1 : lines.length;
    boolean ended = false;
    for (int i = 0; i < count; i++) {
      try {
        if (ended) {
          throw new FormatException("there is a line behind # EOF");
        }
        ended = lines[i].equals("# EOF");
        if (!ended) {
          take(lines[i]);
        }
      } catch (FormatException e) {
        throw e.in(i + 1);
      }
    }
    if (!ended) {
      throw new FormatException("# EOF is missing at the end");
    }
    end();
    return families;
  }

  private void take(String line) throws FormatException {
    if (line.isEmpty()) {
      throw new FormatException("the line is blank");
    }
    if (!line.startsWith("#")) {
      take(new LineScanner(line, true).sample());
      return;
    }
    MetadataLine metadata = MetadataLine.of(line, " ");
    String text = metadata == null ? null : metadata.text;
    if (metadata == null || text == null) {
      throw new FormatException("the line is no HELP, TYPE or UNIT");
    }
    Family current = family;
    if (current == null || !current.name.equals(metadata.name)) {
      end();
      current = new Family(metadata.name);
      family = current;
    } else if (!current.samples.isEmpty()) {
      throw new FormatException("metadata comes after samples");
    }
    take(current, metadata.keyword, text);
  }

  private static void take(Family current, String keyword, String text) throws FormatException {
    String former;
    switch (keyword) {
      case "HELP":
        former = current.help;
        current.help = Names.unescaped(text, true);
        break;
      case "TYPE":
        former = current.type;
        if (!SUFFIXES.containsKey(text)) {
          throw new FormatException("'" + text + "' is not a type");
        }
        current.allow(text);
        break;
      case "UNIT":
        former = current.unit;
        current.unit = text;
        break;
      default:
        throw new FormatException("the line is no HELP, TYPE or UNIT");
    }
    if (former != null) {
      throw new FormatException("the metric has more than one " + keyword);
    }
  }

  private void take(ParsedSample sample) throws FormatException {
    Family current = family;
    if (current == null || !current.allowed.contains(sample.name)) {
      end();
      current = new Family(sample.name);
      current.type = "unknown";
      family = current;
    }
    SampleRules.checkLabels(current.name, current.type(), sample);
    addToGroup(current, sample);
    SampleRules.checkValue(current.name, current.type(), sample);
  }

  private static void addToGroup(Family current, ParsedSample sample) throws FormatException {
    Map<String, String> group = SampleRules.group(current.name, current.type(), sample);
    boolean same = group.equals(current.group);
    if (!same && current.groups.contains(group)) {
      throw new FormatException("the samples of a metric are not side by side");
    }
    if (same) {
      BigDecimal before = current.groupTime;
      if ((sample.timestamp == null) != (before == null)) {
        throw new FormatException("only some samples of a metric have a time");
      }
      if (before != null
          && sample.timestamp != null
          && before.compareTo(sample.timestamp) > 0
          && !current.type().equals("info")) {
        throw new FormatException("the time goes back within a metric");
      }
    } else {
      current.seriesOfGroup = new HashSet<>();
    }
    boolean newTime = !java.util.Objects.equals(sample.timestamp, current.groupTime);
    if (current.seriesOfGroup.add(sample.name + new HashMap<>(sample.labels)) || newTime) {
      current.samples.add(sample);
    }
    current.group = group;
    current.groupTime = sample.timestamp;
    current.groups.add(group);
  }

  private void end() throws FormatException {
    Family ended = family;
    family = null;
    if (ended == null) {
      return;
    }
    String name = ended.name;
    String type = ended.type();
    Set<String> names = new HashSet<>(SUFFIXES.getOrDefault(type, List.of()));
    names.add("");
    for (String suffix : names) {
      if (!takenNames.add(name + suffix)) {
        throw new FormatException("the name " + name + suffix + " clashes with another metric's");
      }
    }
    String unit = ended.unit == null ? "" : ended.unit;
    if (!unit.isEmpty() && !name.endsWith("_" + unit)) {
      throw new FormatException("the name of " + name + " does not end with its unit");
    }
    if (!unit.isEmpty() && (type.equals("info") || type.equals("stateset"))) {
      throw new FormatException(name + " cannot have a unit");
    }
    if (type.equals("histogram") || type.equals("gaugehistogram")) {
      HistogramRules.check(name, type, ended.samples);
    }
    families.add(
        new ParsedFamily(name, type, ended.help == null ? "" : ended.help, unit, ended.samples));
  }
}
