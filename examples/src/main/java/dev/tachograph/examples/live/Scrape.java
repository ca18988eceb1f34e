package dev.tachograph.examples.live;

import java.util.Map;
import java.util.stream.Stream;

/**
 * What the endpoint said at one moment.
 *
 * @param nanos {@link System#nanoTime} of the answer
 */
record Scrape(long nanos, Map<Series, Double> samples) {

  /** A counter's value; one that is not there yet has counted nothing. */
  double count(Series series) {
    return samples.getOrDefault(series, 0.0);
  }

  /** A gauge's or a quantile's value, NaN if there is none. */
  double value(Series series) {
    return samples.getOrDefault(series, Double.NaN);
  }

  /** What a counter gained per second since an earlier scrape; NaN if this is the earlier one. */
  double ratePerSecond(Scrape earlier, Series series) {
    double seconds = (nanos - earlier.nanos) / 1e9;
    return seconds > 0 ? (count(series) - earlier.count(series)) / seconds : Double.NaN;
  }

  /** The series of a metric. */
  Stream<Series> seriesOf(String name) {
    return samples.keySet().stream().filter(series -> series.name().equals(name));
  }
}
