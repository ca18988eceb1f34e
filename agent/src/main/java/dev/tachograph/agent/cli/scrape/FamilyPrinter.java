package dev.tachograph.agent.cli.scrape;

import dev.tachograph.agent.status.JsonText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes families as text 0.0.4, as OpenMetrics, or as JSON. */
final class FamilyPrinter {
  private static final BigDecimal MILLIS_PER_SECOND = new BigDecimal(1000);

  private final StringBuilder out = new StringBuilder();
  private final boolean openMetrics;

  private FamilyPrinter(boolean openMetrics) {
    this.openMetrics = openMetrics;
  }

  static String text(List<ParsedFamily> families) {
    FamilyPrinter printer = new FamilyPrinter(false);
    families.forEach(printer::print);
    return printer.out.toString();
  }

  static String openMetrics(List<ParsedFamily> families) {
    FamilyPrinter printer = new FamilyPrinter(true);
    families.forEach(printer::print);
    return printer.out.append("# EOF\n").toString();
  }

  static String json(List<ParsedFamily> families) {
    List<Object> all = new ArrayList<>();
    for (ParsedFamily family : families) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", family.name);
      one.put("type", family.type);
      one.put("help", family.help);
      one.put("unit", family.unit);
      List<Object> samples = new ArrayList<>();
      for (ParsedSample sample : family.samples) {
        samples.add(json(sample));
      }
      one.put("samples", samples);
      all.add(one);
    }
    return JsonText.of(all);
  }

  /** Numbers are texts, as in Prometheus's own API: JSON has no NaN and no infinity. */
  private static Map<String, Object> json(ParsedSample sample) {
    Map<String, Object> one = new LinkedHashMap<>();
    if (!sample.name.isEmpty()) {
      one.put("name", sample.name);
    }
    one.put("labels", sample.labels);
    one.put("value", number(sample.value));
    if (sample.timestamp != null) {
      one.put("timestamp", sample.timestamp.toPlainString());
    }
    if (sample.exemplar != null) {
      one.put("exemplar", json(sample.exemplar));
    }
    return one;
  }

  private void print(ParsedFamily family) {
    String name = family.name;
    String type = family.type.equals("untyped") ? "unknown" : family.type;
    if (!openMetrics) {
      name += type.equals("counter") ? "_total" : type.equals("info") ? "_info" : "";
      type = textType(type);
    }
    if (!family.help.isEmpty()) {
      metadata("HELP", name, escaped(family.help, openMetrics));
    }
    metadata("TYPE", name, type);
    if (openMetrics && !family.unit.isEmpty()) {
      metadata("UNIT", name, family.unit);
    }
    for (ParsedSample sample : family.samples) {
      // The format 0.0.4 has no such samples, and would take them for another family.
      if (openMetrics || !sample.name.equals(family.name + "_created")) {
        print(sample);
      }
    }
  }

  private static String textType(String type) {
    switch (type) {
      case "counter":
      case "gauge":
      case "summary":
      case "histogram":
        return type;
      case "unknown":
        return "untyped";
      default:
        return "gauge";
    }
  }

  private void metadata(String keyword, String name, String text) {
    out.append("# ").append(keyword).append(' ').append(isPlain(name) ? name : quoted(name));
    out.append(' ').append(text).append('\n');
  }

  private void print(ParsedSample sample) {
    boolean plain = isPlain(sample.name);
    if (plain) {
      out.append(sample.name);
    }
    if (!plain || !sample.labels.isEmpty()) {
      labels(plain ? null : sample.name, sample.labels);
    }
    out.append(' ').append(number(sample.value));
    BigDecimal time = sample.timestamp;
    if (time != null) {
      out.append(' ')
          .append(
              openMetrics
                  ? time.toPlainString()
                  : time.multiply(MILLIS_PER_SECOND).toBigInteger().toString());
    }
    ParsedSample exemplar = sample.exemplar;
    if (openMetrics && exemplar != null) {
      out.append(" # ");
      labels(null, exemplar.labels);
      out.append(' ').append(number(exemplar.value));
      if (exemplar.timestamp != null) {
        out.append(' ').append(exemplar.timestamp.toPlainString());
      }
    }
    out.append('\n');
  }

  private void labels(@Nullable String name, Map<String, String> labels) {
    String separator = "{";
    if (name != null) {
      out.append(separator).append(quoted(name));
      separator = ",";
    }
    for (Map.Entry<String, String> label : labels.entrySet()) {
      String key = label.getKey();
      out.append(separator).append(isPlain(key) ? key : quoted(key));
      out.append('=').append(quoted(label.getValue()));
      separator = ",";
    }
    out.append(separator.equals("{") ? "{}" : "}");
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static String quoted(String text) {
    return '"' + escaped(text, true) + '"';
  }

  private static String escaped(String text, boolean quotes) {
    String escaped = text.replace("\\", "\\\\").replace("\n", "\\n");
    return quotes ? escaped.replace("\"", "\\\"") : escaped;
  }

  private static String number(double value) {
    return value == Double.POSITIVE_INFINITY
        ? "+Inf"
        : value == Double.NEGATIVE_INFINITY ? "-Inf" : Double.toString(value);
  }
}
