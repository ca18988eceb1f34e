package dev.tachograph.bootstrap.metrics;

import java.util.ArrayList;
import java.util.List;

/** Reads one number of each series of a timer. */
final class OutcomeSeries<S extends Series> implements MetricFamily.SeriesSource<S> {
  private final MetricFamily<OutcomeTimer> timers;
  private final OutcomeCount count;
  private final SeriesFactory.Readable<S> factory;

  OutcomeSeries(
      MetricFamily<OutcomeTimer> timers, OutcomeCount count, SeriesFactory.Readable<S> factory) {
    this.timers = timers;
    this.count = count;
    this.factory = factory;
  }

  @Override
  public List<S> series() {
    List<OutcomeTimer> all = timers.allSeries();
    List<S> series = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      OutcomeTimer timer = all.get(i);
      series.add(factory.reading(timer.labelValues(), count.of(timer)));
    }
    return series;
  }
}
