package dev.tachograph.bootstrap.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a {@link ReadingSource} has to tell at one moment. */
public final class Readings {
  private final int labels;
  private final Map<List<String>, Double> values = new LinkedHashMap<>();

  Readings(int labels) {
    this.labels = labels;
  }

  /**
   * A reading; readings under the same labels add up.
   *
   * @throws IllegalArgumentException if there are not as many values as the family has labels
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

  /** The readings as series. */
  <S extends Series> List<S> series(SeriesFactory<S> factory) {
    List<S> series = new ArrayList<>(values.size());
    for (Map.Entry<List<String>, Double> reading : values.entrySet()) {
      series.add(factory.reading(reading.getKey(), reading.getValue()));
    }
    return series;
  }
}
