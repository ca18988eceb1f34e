package dev.tachograph.agent.cli.top;

import dev.tachograph.agent.cli.scrape.ExpositionReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a process said of itself at one moment. Immutable. */
final class Reading {
  private final long nanos;
  private final Map<Series, Double> samples;

  /**
   * @param nanos {@link System#nanoTime} of the answer
   */
  Reading(long nanos, Map<Series, Double> samples) {
    this.nanos = nanos;
    this.samples = samples;
  }

  /**
   * Reads an exposition.
   *
   * @param nanos {@link System#nanoTime} of the answer
   * @throws IllegalArgumentException if it is not in the text format
   */
  static Reading of(long nanos, String text) {
    Map<Series, Double> samples = new LinkedHashMap<>();
    ExpositionReader.read(
        text, (name, labels, value) -> samples.put(new Series(name, labels), value));
    return new Reading(nanos, samples);
  }

  /** A counter's value; one that is not there yet has counted nothing. */
  double count(Series series) {
    return samples.getOrDefault(series, 0.0);
  }

  /** A gauge's or a quantile's value, NaN if there is none. */
  double value(Series series) {
    return samples.getOrDefault(series, Double.NaN);
  }

  /** What a counter gained per second since an earlier reading; NaN if this is the earlier one. */
  double ratePerSecond(Reading earlier, Series series) {
    double seconds = (nanos - earlier.nanos) / 1e9;
    return seconds > 0 ? (count(series) - earlier.count(series)) / seconds : Double.NaN;
  }

  /** The series of a metric. */
  Stream<Series> seriesOf(String name) {
    return samples.keySet().stream().filter(series -> series.name().equals(name));
  }

  /**
   * A quantile of a timer in seconds; NaN if it is not known. Of a histogram it is that of all its
   * observations.
   *
   * @param timer the timer's name and labels
   */
  double quantile(Series timer, String level) {
    double exact = value(timer.with("quantile", level));
    return Double.isNaN(exact) ? ofBuckets(timer, Double.parseDouble(level)) : exact;
  }

  private double ofBuckets(Series timer, double level) {
    TreeMap<Double, Double> buckets = new TreeMap<>();
    Series bucket = timer.of(timer.name() + "_bucket");
    seriesOf(bucket.name())
        .filter(series -> series.without("le").equals(bucket))
        .forEach(series -> buckets.put(ExpositionReader.number(series.label("le")), count(series)));
    if (buckets.isEmpty() || buckets.lastEntry().getValue() == 0) {
      return Double.NaN;
    }
    double rank = level * buckets.lastEntry().getValue();
    double lower = 0;
    double below = 0;
    for (Map.Entry<Double, Double> one : buckets.entrySet()) {
      if (one.getValue() >= rank) {
        double inBucket = one.getValue() - below;
        return one.getKey().isInfinite() || inBucket == 0
            ? lower
            : lower + (one.getKey() - lower) * (rank - below) / inBucket;
      }
      lower = one.getKey();
      below = one.getValue();
    }
    return lower;
  }
}
