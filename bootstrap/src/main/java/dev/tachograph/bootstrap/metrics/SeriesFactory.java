package dev.tachograph.bootstrap.metrics;

import java.util.List;

/**
 * Makes the series of one family. Named classes, not lambdas: the first lambda of a JVM costs
 * milliseconds of start-up.
 */
abstract class SeriesFactory<S extends Series> {
  abstract S create(List<String> labelValues);

  static final class Counters extends SeriesFactory<Counter> {
    @Override
    Counter create(List<String> labelValues) {
      return new Counter(labelValues);
    }
  }

  static final class Gauges extends SeriesFactory<Gauge> {
    @Override
    Gauge create(List<String> labelValues) {
      return new Gauge(labelValues);
    }
  }

  static final class Timers extends SeriesFactory<Timer> {
    private final Distribution distribution;
    private final int windowSize;
    private final long[] boundsNanos;

    Timers(Distribution distribution, int windowSize, long[] boundsNanos) {
      this.distribution = distribution;
      this.windowSize = windowSize;
      this.boundsNanos = boundsNanos;
    }

    @Override
    Timer create(List<String> labelValues) {
      return new Timer(labelValues, distribution, windowSize, boundsNanos);
    }
  }

  static final class SizeHistograms extends SeriesFactory<SizeHistogram> {
    private final long[] boundsBytes;

    SizeHistograms(long[] boundsBytes) {
      this.boundsBytes = boundsBytes;
    }

    @Override
    SizeHistogram create(List<String> labelValues) {
      return new SizeHistogram(labelValues, boundsBytes);
    }
  }
}
