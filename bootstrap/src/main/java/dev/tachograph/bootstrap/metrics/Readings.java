package dev.tachograph.bootstrap.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values that a {@link ReadingSource} supplies for one scrape. */
public final class Readings {
  private final int labels;
  private final Map<List<String>, Double> values = new LinkedHashMap<>();

  Readings(int labels) {
    this.labels = labels;
  }

  /**
   * Adds a reading; readings with the same labels add up.
   *
   * @throws IllegalArgumentException if the number of values differs from the family's labels
   */
  public void add(double value, String... labelValues) {
    if (labelValues.length != labels) {
      throw new IllegalArgumentException(
          labelValues.length + " label values for " + labels + " labels");
    }
    String[] valid = labelValues.clone();
    for (int i = 0; i < valid.length; i++) {
      valid[i] = LabelValues.valid(valid[i]);
    }
    List<String> key = Collections.unmodifiableList(Arrays.asList(valid));
    Double sum = values.get(key);
    values.put(key, sum == null ? value : sum + value);
  }

  /** Converts the readings to series. */
  <S extends Series> List<S> series(SeriesFactory.Readable<S> factory) {
    List<S> series = new ArrayList<>(values.size());
    for (Map.Entry<List<String>, Double> reading : values.entrySet()) {
      series.add(factory.reading(reading.getKey(), reading.getValue()));
    }
    return series;
  }
}
