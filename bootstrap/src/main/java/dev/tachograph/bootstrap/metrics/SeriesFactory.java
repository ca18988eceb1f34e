package dev.tachograph.bootstrap.metrics;

import java.util.List;

/**
 * Makes the series of one family. These are named classes, not lambdas, because the first lambda of
 * a JVM costs milliseconds of start-up.
 */
abstract class SeriesFactory<S extends Series> {
  abstract S create(List<String> labelValues, CellSource cells);

  /** A series in memory only, for one reading. */
  final S create(List<String> labelValues) {
    return create(labelValues, CellSource.MEMORY);
  }

  /** Makes a series with the labels of the first and the contents of all, for one reading. */
  abstract S sum(List<S> series);

  /** Makes series of kinds that are asked for at each scrape, too. */
  abstract static class Readable<S extends Series> extends SeriesFactory<S> {
    /** A series that holds what was read a moment ago. */
    abstract S reading(List<String> labelValues, double value);
  }

  static final class Counters extends Readable<Counter> {
    @Override
    Counter create(List<String> labelValues, CellSource cells) {
      return new Counter(labelValues, cells);
    }

    @Override
    Counter reading(List<String> labelValues, double value) {
      Counter counter = create(labelValues);
      counter.add((long) value);
      return counter;
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

  static final class Gauges extends Readable<Gauge> {
    @Override
    Gauge create(List<String> labelValues, CellSource cells) {
      return new Gauge(labelValues, cells);
    }

    @Override
    Gauge reading(List<String> labelValues, double value) {
      Gauge gauge = create(labelValues);
      gauge.set(value);
      return gauge;
    }

    /** A gauge holds a last value. That of the whole, which comes first, is the newest. */
    @Override
    Gauge sum(List<Gauge> series) {
      Gauge last = create(series.get(0).labelValues());
      for (Gauge part : series) {
        if (part.value() != 0) {
          last.set(part.value());
          break;
        }
      }
      return last;
    }
  }

  static final class Infos extends Readable<Info> {
    @Override
    Info create(List<String> labelValues, CellSource cells) {
      return new Info(labelValues);
    }

    @Override
    Info reading(List<String> labelValues, double value) {
      return create(labelValues);
    }

    @Override
    Info sum(List<Info> series) {
      return series.get(0);
    }
  }

  static final class UpDownCounters extends SeriesFactory<UpDownCounter> {
    @Override
    UpDownCounter create(List<String> labelValues, CellSource cells) {
      return new UpDownCounter(labelValues, cells);
    }

    @Override
    UpDownCounter sum(List<UpDownCounter> series) {
      UpDownCounter sum = create(series.get(0).labelValues());
      for (UpDownCounter part : series) {
        sum.add(part);
      }
      return sum;
    }
  }

  /** Makes timers of a kind. */
  abstract static class TimersOf<S extends Timer> extends SeriesFactory<S> {
    final Distribution distribution;
    final int windowSize;
    final long[] boundsNanos;

    TimersOf(Distribution distribution, int windowSize, long[] boundsNanos) {
      this.distribution = distribution;
      this.windowSize = windowSize;
      this.boundsNanos = boundsNanos;
    }

    @Override
    S sum(List<S> series) {
      S sum = create(series.get(0).labelValues());
      sum.addAll(series);
      return sum;
    }
  }

  static final class Timers extends TimersOf<Timer> {
    Timers(Distribution distribution, int windowSize, long[] boundsNanos) {
      super(distribution, windowSize, boundsNanos);
    }

    @Override
    Timer create(List<String> labelValues, CellSource cells) {
      return new Timer(labelValues, cells, distribution, windowSize, boundsNanos);
    }
  }

  static final class OutcomeTimers extends TimersOf<OutcomeTimer> {
    OutcomeTimers(Distribution distribution, int windowSize, long[] boundsNanos) {
      super(distribution, windowSize, boundsNanos);
    }

    @Override
    OutcomeTimer create(List<String> labelValues, CellSource cells) {
      return new OutcomeTimer(labelValues, cells, distribution, windowSize, boundsNanos);
    }

    @Override
    OutcomeTimer sum(List<OutcomeTimer> series) {
      OutcomeTimer sum = super.sum(series);
      sum.addOutcomes(series);
      return sum;
    }
  }

  static final class SizeHistograms extends SeriesFactory<SizeHistogram> {
    private final long[] boundsBytes;

    SizeHistograms(long[] boundsBytes) {
      this.boundsBytes = boundsBytes;
    }

    @Override
    SizeHistogram create(List<String> labelValues, CellSource cells) {
      return new SizeHistogram(labelValues, cells, boundsBytes);
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
