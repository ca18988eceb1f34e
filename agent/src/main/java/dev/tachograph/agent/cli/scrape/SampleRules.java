package dev.tachograph.agent.cli.scrape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What OpenMetrics demands of a single sample. */
final class SampleRules {
  private SampleRules() {}

  /** The labels by which the samples of one metric belong together. */
  static Map<String, String> group(String family, String type, ParsedSample sample) {
    Map<String, String> group = new LinkedHashMap<>(sample.labels);
    switch (type) {
      case "info":
        return Map.of();
      case "summary":
        if (sample.name.equals(family)) {
          group.remove("quantile");
        }
        return group;
      case "stateset":
        group.remove(family);
        return group;
      case "histogram":
      case "gaugehistogram":
        if (sample.name.equals(family + "_bucket")) {
          group.remove("le");
        }
        return group;
      default:
        return group;
    }
  }

  static void checkLabels(String family, String type, ParsedSample sample) throws FormatException {
    if (type.equals("stateset") && !sample.labels.containsKey(family)) {
      throw new FormatException("a state has no label " + family);
    }
    if (sample.name.equals(family + "_bucket")) {
      String le = sample.labels.get("le");
      if (le == null || Double.isNaN(canonical(le))) {
        throw new FormatException("a bucket has no bound");
      }
    }
    if (type.equals("summary") && sample.name.equals(family)) {
      String quantile = sample.labels.get("quantile");
      double level = quantile == null ? -1 : canonical(quantile);
      if (!(level >= 0 && level <= 1)) {
        throw new FormatException("a quantile is not from 0 to 1");
      }
    }
  }

  private static double canonical(String text) throws FormatException {
    double number = Names.number(text);
    if (number == Double.POSITIVE_INFINITY && !text.equals("+Inf")) {
      throw new FormatException("infinity is not written +Inf");
    }
    return number;
  }

  static void checkValue(String family, String type, ParsedSample sample) throws FormatException {
    String suffix =
        sample.name.startsWith(family) ? sample.name.substring(family.length()) : sample.name;
    double value = sample.value;
    if (List.of("_bucket", "_count", "_gcount").contains(suffix) && value != Math.rint(value)) {
      throw new FormatException("a count is not a whole number");
    }
    if (type.equals("stateset") && value != 0 && value != 1) {
      throw new FormatException("a state is neither 0 nor 1");
    }
    if (type.equals("info") && value != 1) {
      throw new FormatException("an info is not 1");
    }
    if (type.equals("summary") && suffix.isEmpty() && value < 0) {
      throw new FormatException("a quantile is negative");
    }
    boolean counts = List.of("_total", "_sum", "_count", "_bucket", "_gcount").contains(suffix);
    if ((counts || suffix.equals("_gsum")) && Double.isNaN(value)) {
      throw new FormatException("what counts is not a number");
    }
    if (counts && value < 0) {
      throw new FormatException("what counts is negative");
    }
    boolean mayHaveExemplar =
        (type.equals("histogram") || type.equals("gaugehistogram"))
            ? sample.name.endsWith("_bucket")
            : type.equals("counter") && sample.name.endsWith("_total");
    if (sample.exemplar != null && !mayHaveExemplar) {
      throw new FormatException("only buckets and counters have exemplars");
    }
  }
}
