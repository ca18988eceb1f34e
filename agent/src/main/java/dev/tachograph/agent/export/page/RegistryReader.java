package dev.tachograph.agent.export.page;

import dev.tachograph.bootstrap.metrics.BucketCounts;
import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.Gauge;
import dev.tachograph.bootstrap.metrics.Histogram;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.NativeHistogram;
import dev.tachograph.bootstrap.metrics.NativeHistogramSnapshot;
import dev.tachograph.bootstrap.metrics.RegistryReading;
import dev.tachograph.bootstrap.metrics.Series;
import dev.tachograph.bootstrap.metrics.SeriesKind;
import dev.tachograph.bootstrap.metrics.SizeHistogram;
import dev.tachograph.bootstrap.metrics.Timer;
import dev.tachograph.bootstrap.metrics.UpDownCounter;
import dev.tachograph.bootstrap.metrics.window.QuantileWindow;
import dev.tachograph.bootstrap.metrics.window.WindowSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Puts the agent's own series into a sample, without the objects that a scrape makes of each. Of a
 * timer that has recorded nothing since the last sample it reads only the count: no window is
 * sorted, no bucket copied. Immutable.
 */
final class RegistryReader implements Predicate<String> {
  private static final double NANOS = 1e9;
  private static final String TOTAL = "_total";
  private static final String INFO = "_info";
  private static final String WINDOW = "_window";

  /** The families that are read. */
  final List<MetricFamily<?>> families;

  /** As the Prometheus library has them, of the families. */
  private final Set<String> names;

  RegistryReader(List<MetricFamily<?>> families) {
    this.families = families;
    this.names = names(families);
  }

  /**
   * Finds the series of each family, which may run code of the application. A family that fails has
   * none in this sample.
   */
  List<List<? extends Series>> series() {
    List<List<? extends Series>> all = new ArrayList<>(families.size());
    RegistryReading reading = new RegistryReading();
    for (MetricFamily<?> family : families) {
      all.add(series(reading, family));
    }
    return all;
  }

  private static List<? extends Series> series(RegistryReading reading, MetricFamily<?> family) {
    try {
      return reading.series(family);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) {
      // A scrape counts and logs such a failure.
      return List.of();
    }
  }

  /** Puts the values of these series into a sample. */
  void read(List<List<? extends Series>> series, History history) {
    for (int i = 0; i < families.size(); i++) {
      read(families.get(i), series.get(i), history);
    }
  }

  private static Set<String> names(List<MetricFamily<?>> families) {
    Set<String> names = new HashSet<>();
    for (MetricFamily<?> family : families) {
      String name = family.name();
      names.add(name);
      if (family.kind() == SeriesKind.COUNTER && name.endsWith(TOTAL)) {
        names.add(name.substring(0, name.length() - TOTAL.length()));
      } else if (family.kind() == SeriesKind.INFO && name.endsWith(INFO)) {
        names.add(name.substring(0, name.length() - INFO.length()));
      } else if (family.kind() == SeriesKind.TIMER) {
        names.add(name + WINDOW);
      }
    }
    return names;
  }

  /** Whether a name, as the Prometheus library has it, is of no family that is read here. */
  @Override
  public boolean test(String name) {
    return !names.contains(name);
  }

  private static void read(MetricFamily<?> family, List<? extends Series> all, History history) {
    if (all.isEmpty()) {
      return;
    }
    switch (family.kind()) {
      case COUNTER:
        History.Family counters =
            named(history, family, withSuffix(family.name(), TOTAL), "counter");
        for (Series series : all) {
          set(history, number(history, counters, family, series), ((Counter) series).value());
        }
        return;
      case INFO:
        History.Family infos = named(history, family, withSuffix(family.name(), INFO), "info");
        for (Series series : all) {
          set(history, number(history, infos, family, series), 1);
        }
        return;
      case GAUGE:
        History.Family gauges = named(history, family, family.name(), "gauge");
        for (Series series : all) {
          set(history, number(history, gauges, family, series), ((Gauge) series).value());
        }
        return;
      case UP_DOWN_COUNTER:
        History.Family levels = named(history, family, family.name(), "gauge");
        for (Series series : all) {
          set(history, number(history, levels, family, series), ((UpDownCounter) series).value());
        }
        return;
      case SIZE_HISTOGRAM:
        for (Series series : all) {
          classic(history, family, series, ((SizeHistogram) series).histogram(), 1);
        }
        return;
      case TIMER:
        for (Series series : all) {
          timer(history, family, (Timer) series);
        }
    }
  }

  private static void timer(History history, MetricFamily<?> family, Timer timer) {
    Histogram histogram = timer.histogram();
    NativeHistogram exponential = timer.nativeHistogram();
    QuantileWindow window = timer.window();
    if (histogram != null) {
      classic(history, family, timer, histogram, NANOS);
    } else if (exponential != null) {
      exponential(history, family, timer, exponential);
    }
    if (window != null) {
      String name = histogram == null ? family.name() : family.name() + WINDOW;
      quantiles(history, family, name, timer, window);
    }
  }

  private static void quantiles(
      History history, MetricFamily<?> family, String name, Timer timer, QuantileWindow window) {
    History.Family known = history.family(name);
    if (known == null) {
      String more = name.endsWith(WINDOW) ? " Quantiles of the latest observations." : "";
      known = history.family(name, "summary", family.help() + more, WindowSnapshot.levels());
    }
    int number = number(history, known, family, timer);
    if (number < 0 || isAsBefore(history, number, window.count())) {
      return;
    }
    WindowSnapshot snapshot = window.snapshot();
    double[] quantiles = snapshot.size() == 0 ? new double[0] : snapshot.quantiles();
    double[] values = new double[2 + quantiles.length];
    values[0] = snapshot.count();
    values[1] = snapshot.sum() / NANOS;
    for (int i = 0; i < quantiles.length; i++) {
      values[2 + i] = quantiles[i] / NANOS;
    }
    history.set(number, values);
  }

  private static void classic(
      History history, MetricFamily<?> family, Series series, Histogram histogram, double unit) {
    History.Family known = history.family(family.name());
    if (known == null) {
      known =
          history.family(
              family.name(), "histogram", family.help(), bounds(histogram.snapshot(), unit));
    }
    int number = number(history, known, family, series);
    if (number < 0 || isAsBefore(history, number, histogram.count())) {
      return;
    }
    BucketCounts snapshot = histogram.snapshot();
    long[] counts = snapshot.bucketCounts();
    double[] values = new double[2 + counts.length];
    values[0] = snapshot.count();
    values[1] = snapshot.sum() / unit;
    for (int i = 0; i < counts.length; i++) {
      values[2 + i] = counts[i];
    }
    history.set(number, values);
  }

  private static double[] bounds(BucketCounts buckets, double unit) {
    long[] bounds = buckets.bounds();
    double[] levels = new double[bounds.length + 1];
    for (int i = 0; i < bounds.length; i++) {
      levels[i] = bounds[i] / unit;
    }
    levels[bounds.length] = Double.POSITIVE_INFINITY;
    return levels;
  }

  private static void exponential(
      History history, MetricFamily<?> family, Series series, NativeHistogram histogram) {
    History.Family known = named(history, family, family.name(), "native");
    int number = number(history, known, family, series);
    if (number < 0 || isAsBefore(history, number, histogram.count())) {
      return;
    }
    NativeHistogramSnapshot snapshot = histogram.snapshot();
    int[] indexes = snapshot.bucketIndexes();
    long[] counts = snapshot.bucketCounts();
    double[] values = new double[4 + 2 * indexes.length];
    values[0] = snapshot.count();
    values[1] = snapshot.sum() / NANOS;
    values[2] = snapshot.schema();
    values[3] = snapshot.zeroCount();
    for (int i = 0; i < indexes.length; i++) {
      values[4 + 2 * i] = indexes[i];
      values[5 + 2 * i] = counts[i];
    }
    history.set(number, values);
  }

  /** Whether as much was recorded as at the last sample; then all else is as it was, too. */
  private static boolean isAsBefore(History history, int number, long count) {
    double[] latest = history.latest(number);
    if (latest.length > 0 && latest[0] == count) {
      history.same(number);
      return true;
    }
    return false;
  }

  private static void set(History history, int number, double value) {
    if (number < 0) {
      return;
    }
    double[] latest = history.latest(number);
    if (latest.length == 1 && Double.compare(latest[0], value) == 0) {
      history.same(number);
    } else {
      history.set(number, new double[] {value});
    }
  }

  private static History.Family named(
      History history, MetricFamily<?> family, String name, String type) {
    History.Family known = history.family(name);
    return known == null ? history.family(name, type, family.help(), new double[0]) : known;
  }

  private static int number(
      History history, History.Family known, MetricFamily<?> family, Series series) {
    int number = history.series(known, series.labelValues());
    return number < 0 ? history.series(known, series.labelValues(), pairs(family, series)) : number;
  }

  private static String[] pairs(MetricFamily<?> family, Series series) {
    List<String> names = family.labelNames();
    List<String> values = series.labelValues();
    List<String> pairs = new ArrayList<>(2 * values.size());
    for (int i = 0; i < values.size(); i++) {
      pairs.add(names.get(i));
      pairs.add(values.get(i));
    }
    return pairs.toArray(new String[0]);
  }

  private static String withSuffix(String name, String suffix) {
    return name.endsWith(suffix) ? name : name + suffix;
  }
}
