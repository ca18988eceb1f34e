package dev.tachograph.agent.cli.scrape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the text format 0.0.4 as the parser of the Python client does, and refuses, as Prometheus
 * does, an unknown type and a last line without an end. Not thread-safe.
 */
final class TextParser {
  private static final String BLANKS = " \t";
  private static final String UNTYPED = "untyped";

  private final List<ParsedFamily> families = new ArrayList<>();
  private String name = "";
  private String help = "";
  private String type = UNTYPED;
  private List<ParsedSample> samples = new ArrayList<>();
  private Set<String> allowed = new HashSet<>();

  private TextParser() {}

  static List<ParsedFamily> parse(String text) throws FormatException {
    return new TextParser().read(text);
  }

  private List<ParsedFamily> read(String text) throws FormatException {
    if (!text.isEmpty() && !text.endsWith("\n")) {
      throw new FormatException("the last line has no end");
    }
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      try {
        take(line.trim());
      } catch (FormatException e) {
        throw e.in(number);
      }
    }
    end();
    return families;
  }

  private void take(String line) throws FormatException {
    if (line.startsWith("#")) {
      MetadataLine metadata = MetadataLine.of(line, BLANKS);
      if (metadata != null) {
        take(metadata);
      }
    } else if (!line.isEmpty()) {
      ParsedSample sample = new LineScanner(line, false).sample();
      if (!allowed.contains(sample.name)) {
        end();
        families.add(
            new ParsedFamily(sample.name, UNTYPED, "", "", Collections.singletonList(sample)));
      } else {
        samples.add(sample);
      }
    }
  }

  private void take(MetadataLine metadata) throws FormatException {
    if (metadata.keyword.equals("HELP")) {
      if (!metadata.name.equals(name)) {
        end();
        name = metadata.name;
        allowed.add(name);
      }
      help = metadata.text == null ? "" : Names.unescaped(metadata.text, false);
    } else if (metadata.keyword.equals("TYPE")) {
      if (!metadata.name.equals(name)) {
        end();
        name = metadata.name;
      }
      type = metadata.text == null ? "" : metadata.text;
      allowed = allowedNames();
    }
  }

  private Set<String> allowedNames() throws FormatException {
    Set<String> names = new HashSet<>();
    switch (type) {
      case "histogram":
        Collections.addAll(names, name + "_count", name + "_sum", name + "_bucket");
        return names;
      case "summary":
        Collections.addAll(names, name + "_count", name + "_sum", name);
        return names;
      case "counter":
      case "gauge":
      case UNTYPED:
        names.add(name);
        return names;
      default:
        throw new FormatException("'" + type + "' is not a type");
    }
  }

  /** Ends the family. A counter gets the names that OpenMetrics gives it. */
  private void end() {
    if (!name.isEmpty()) {
      String family = name;
      List<ParsedSample> all = samples;
      if (type.equals("counter") && name.endsWith("_total")) {
        family = name.substring(0, name.length() - "_total".length());
      } else if (type.equals("counter")) {
        all = new ArrayList<>();
        for (ParsedSample sample : samples) {
          all.add(sample.named(sample.name + "_total"));
        }
      }
      families.add(new ParsedFamily(family, type, help, "", all));
    }
    name = "";
    help = "";
    type = UNTYPED;
    samples = new ArrayList<>();
    allowed = new HashSet<>();
  }
}
