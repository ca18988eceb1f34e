package dev.tachograph.bootstrap.metrics;

import java.util.List;

/**
 * Makes the series of one family. Named classes, not lambdas: the first lambda of a JVM costs
 * milliseconds of start-up.
 */
abstract class SeriesFactory<S extends Series> {
  abstract S create(List<String> labelValues);

  /** A copy of the first series with all that the others hold, for one reading. */
  abstract S sum(List<S> series);

  static final class Counters extends SeriesFactory<Counter> {
    @Override
    Counter create(List<String> labelValues) {
      return new Counter(labelValues);
    }

    @Override
    Counter sum(List<Counter> series) {
      Counter sum = create(series.get(0).labelValues());
      for (Counter part : series) {
        sum.add(part.value());
      }
      return sum;
    }
  }

  static final class Gauges extends SeriesFactory<Gauge> {
    @Override
    Gauge create(List<String> labelValues) {
      return new Gauge(labelValues);
    }

    @Override
    Gauge sum(List<Gauge> series) {
      Gauge sum = create(series.get(0).labelValues());
      for (Gauge part : series) {
        sum.add(part.value());
      }
      return sum;
    }
  }

  static final class Levels extends SeriesFactory<Level> {
    @Override
    Level create(List<String> labelValues) {
      return new Level(labelValues);
    }

    @Override
    Level sum(List<Level> series) {
      Level sum = create(series.get(0).labelValues());
      for (Level part : series) {
        sum.add(part);
      }
      return sum;
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

    @Override
    Timer sum(List<Timer> series) {
      Timer sum = create(series.get(0).labelValues());
      sum.addAll(series);
      return sum;
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

    @Override
    SizeHistogram sum(List<SizeHistogram> series) {
      SizeHistogram sum = create(series.get(0).labelValues());
      for (SizeHistogram part : series) {
        sum.histogram().add(part.histogram());
      }
      return sum;
    }
  }
}
