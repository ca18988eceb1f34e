package dev.tachograph.agent.cli.scrape;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of an exposition. Immutable. */
final class ParsedSample {
  final String name;
  final Map<String, String> labels;
  final double value;

  /** Seconds since the epoch; null if there is none. */
  final @Nullable BigDecimal timestamp;

  /** Its name is empty; null if there is none. */
  final @Nullable ParsedSample exemplar;

  ParsedSample(
      String name,
      Map<String, String> labels,
      double value,
      @Nullable BigDecimal timestamp,
      @Nullable ParsedSample exemplar) {
    this.name = name;
    this.labels = labels;
    this.value = value;
    this.timestamp = timestamp;
    this.exemplar = exemplar;
  }

  ParsedSample named(String other) {
    return new ParsedSample(other, labels, value, timestamp, exemplar);
  }
}
