package dev.tachograph.agent.cli.scrape;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What OpenMetrics demands of the samples of a histogram together. Not thread-safe. */
final class HistogramRules {
  private final String name;
  private @Nullable Double count;
  private @Nullable Double bound;
  private double value;
  private boolean negativeBuckets;
  private boolean sum;
  private boolean gaugeSum;
  private boolean negativeGaugeSum;

  private HistogramRules(String name) {
    this.name = name;
  }

  static void check(String name, String type, List<ParsedSample> samples) throws FormatException {
    HistogramRules current = null;
    Map<String, String> group = null;
    BigDecimal time = null;
    for (ParsedSample sample : samples) {
      Map<String, String> next = SampleRules.group(name, type, sample);
      if (current == null || !next.equals(group) || !Objects.equals(time, sample.timestamp)) {
        if (current != null) {
          current.end();
        }
        current = new HistogramRules(name);
      }
      group = next;
      time = sample.timestamp;
      current.take(sample);
    }
    if (current != null) {
      current.end();
    }
  }

  private void take(ParsedSample sample) throws FormatException {
    switch (sample.name.substring(name.length())) {
      case "_bucket":
        double next = Names.number(String.valueOf(sample.labels.get("le")));
        Double before = bound;
        if (before != null && next <= before) {
          throw wrong("has buckets out of order");
        }
        if (sample.value < value) {
          throw wrong("has a bucket with less than the one before");
        }
        negativeBuckets |= next < 0;
        bound = next;
        value = sample.value;
        break;
      case "_count":
      case "_gcount":
        count = sample.value;
        break;
      case "_sum":
        sum = true;
        break;
      case "_gsum":
        gaugeSum = true;
        negativeGaugeSum |= sample.value < 0;
        break;
      default:
        break;
    }
  }

  private void end() throws FormatException {
    if (bound == null || bound != Double.POSITIVE_INFINITY) {
      throw wrong("has no bucket +Inf");
    }
    if (count != null && count != value) {
      throw wrong("counts something else than its bucket +Inf");
    }
    if ((sum || gaugeSum) != (count != null)) {
      throw wrong("has a sum without a count, or a count without a sum");
    }
    if (negativeBuckets && sum) {
      throw wrong("has negative buckets and a sum");
    }
    if (!negativeBuckets && negativeGaugeSum) {
      throw wrong("has a negative sum without negative buckets");
    }
  }

  private FormatException wrong(String what) {
    return new FormatException(name + " " + what);
  }
}
