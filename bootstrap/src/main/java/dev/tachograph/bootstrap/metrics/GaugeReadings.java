package dev.tachograph.bootstrap.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a {@link GaugeSource} has to tell at one moment. */
public final class GaugeReadings {
  private final int labels;
  private final Map<List<String>, Gauge> gauges = new LinkedHashMap<>();

  GaugeReadings(int labels) {
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
    Gauge gauge = gauges.get(key);
    if (gauge == null) {
      gauge = new Gauge(key);
      gauges.put(key, gauge);
    }
    gauge.add(value);
  }

  List<Gauge> gauges() {
    return new ArrayList<>(gauges.values());
  }
}
