package dev.tachograph.bootstrap.metrics;

import dev.tachograph.bootstrap.metrics.mapped.FamilyRecord;
import dev.tachograph.bootstrap.metrics.window.QuantileWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Every metric family of this JVM, in order of registration.
 *
 * <p>Registering a name again with the same kind and labels returns the same family, with the help
 * and buckets of the first registration. Registering it with another kind or other labels throws an
 * {@link IllegalArgumentException}, as does a name that Prometheus would not accept.
 */
public final class MetricRegistry {
  /** The largest series limit that can be set. */
  public static final int MAX_SERIES_LIMIT = 100_000;

  private final int windowSize;
  private final int seriesLimit;
  private final TimerPolicy policy;

  /** The file of this process; null if there is none. */
  private final @Nullable RegistryFile file;

  /** Copied on write: a family is registered once, but read at every scrape. */
  private final AtomicReference<List<MetricFamily<?>>> families =
      new AtomicReference<>(Collections.<MetricFamily<?>>emptyList());

  /**
   * @param windowSize the number of observations that quantiles cover: 1 to 1000000
   * @param seriesLimit the number of series that a family may have, without the one labelled
   *     {@value MetricFamily#OTHER}: 1 to 100000
   * @param policy how timers keep their durations
   * @throws IllegalArgumentException if a number is out of range
   */
  public MetricRegistry(int windowSize, int seriesLimit, TimerPolicy policy) {
    this(windowSize, seriesLimit, policy, null);
  }

  /**
   * @param file also holds the numbers of all series that are not read at each scrape
   */
  public MetricRegistry(
      int windowSize, int seriesLimit, TimerPolicy policy, @Nullable RegistryFile file) {
    QuantileWindow.checkCapacity(windowSize);
    if (seriesLimit < 1 || seriesLimit > MAX_SERIES_LIMIT) {
      throw new IllegalArgumentException(
          "A series limit is 1 to " + MAX_SERIES_LIMIT + ", not " + seriesLimit);
    }
    this.windowSize = windowSize;
    this.seriesLimit = seriesLimit;
    this.policy = policy;
    this.file = file;
  }

  /** Registers a family of numbers that only grow. */
  public MetricFamily<Counter> counter(String name, String help, String... labelNames) {
    return register(
        name, help, SeriesKind.COUNTER, new SeriesFactory.Counters(), labelNames.clone());
  }

  /** Registers a family of numbers that are set. */
  public MetricFamily<Gauge> gauge(String name, String help, String... labelNames) {
    return register(name, help, SeriesKind.GAUGE, new SeriesFactory.Gauges(), labelNames.clone());
  }

  /** Registers a family that counts things that come and go. */
  public MetricFamily<UpDownCounter> upDownCounter(String name, String help, String... labelNames) {
    return register(
        name,
        help,
        SeriesKind.UP_DOWN_COUNTER,
        new SeriesFactory.UpDownCounters(),
        labelNames.clone());
  }

  /**
   * Registers a family of gauges that are read at each scrape. The series limit does not apply to
   * the three pulled kinds; the source decides how many series there are.
   */
  public MetricFamily<Gauge> pulledGauge(
      String name, String help, ReadingSource source, String... labelNames) {
    return pulled(
        name, help, SeriesKind.GAUGE, new SeriesFactory.Gauges(), source, labelNames.clone());
  }

  /** Registers a family of counters that are read at each scrape; the source does the counting. */
  public void pulledCounter(String name, String help, ReadingSource source, String... labelNames) {
    pulled(
        name, help, SeriesKind.COUNTER, new SeriesFactory.Counters(), source, labelNames.clone());
  }

  /** Registers a family of infos that are read at each scrape. */
  public void pulledInfo(String name, String help, ReadingSource source, String... labelNames) {
    pulled(name, help, SeriesKind.INFO, new SeriesFactory.Infos(), source, labelNames.clone());
  }

  private <S extends Series> MetricFamily<S> pulled(
      String name,
      String help,
      SeriesKind kind,
      SeriesFactory.Readable<S> factory,
      ReadingSource source,
      String[] labelNames) {
    int labels = labelNames.length;
    return register(
        name,
        help,
        kind,
        factory,
        new MetricFamily.SeriesSource<S>() {
          @Override
          public List<S> series() {
            Readings readings = new Readings(labels);
            source.read(readings);
            return readings.series(factory);
          }
        },
        labelNames,
        null);
  }

  /**
   * Registers a family of durations, kept as the policy decides.
   *
   * @param defaultBucketsSeconds the bounds of its classic buckets, if it has any and the policy
   *     sets no others: positive, ascending
   * @throws IllegalArgumentException also if the buckets are needed but not positive and ascending
   */
  public MetricFamily<Timer> timer(
      String name, String help, double[] defaultBucketsSeconds, String... labelNames) {
    Distribution distribution = policy.distribution(name);
    return register(
        name,
        help,
        SeriesKind.TIMER,
        new SeriesFactory.Timers(
            distribution, windowSize, bounds(name, distribution, defaultBucketsSeconds)),
        labelNames.clone());
  }

  /**
   * Registers a family of durations that also knows outcomes. {@link #outcomes} and {@link
   * #unfinished} expose these.
   *
   * @param defaultBucketsSeconds as for {@link #timer}
   * @throws IllegalArgumentException as for {@link #timer}
   */
  public MetricFamily<OutcomeTimer> outcomeTimer(
      String name, String help, double[] defaultBucketsSeconds, String... labelNames) {
    Distribution distribution = policy.distribution(name);
    return register(
        name,
        help,
        SeriesKind.TIMER,
        new SeriesFactory.OutcomeTimers(
            distribution, windowSize, bounds(name, distribution, defaultBucketsSeconds)),
        labelNames.clone());
  }

  private long[] bounds(String name, Distribution distribution, double[] defaultBucketsSeconds) {
    if (distribution == Distribution.NATIVE) {
      // Initializes its classes now, not on the stack of the first recorded duration.
      new NativeHistogram().record(1);
    }
    boolean classic = distribution == Distribution.HISTOGRAM || distribution == Distribution.BOTH;
    return classic
        ? Buckets.toNanos(name, policy.buckets(name, defaultBucketsSeconds.clone()))
        : new long[0];
  }

  /** Registers a counter of one outcome of a timer's work, with the timer's labels. */
  public MetricFamily<Counter> outcomes(
      String name, String help, MetricFamily<OutcomeTimer> timer, OutcomeCount count) {
    return register(
        name,
        help,
        SeriesKind.COUNTER,
        new SeriesFactory.Counters(),
        new OutcomeSeries<>(timer, count, new SeriesFactory.Counters()),
        timer.labelNames().toArray(new String[0]),
        derived(timer, name, help, SeriesKind.COUNTER, count));
  }

  /** Registers a gauge of a timer's work that is under way, with the timer's labels. */
  public MetricFamily<Gauge> unfinished(
      String name, String help, MetricFamily<OutcomeTimer> timer) {
    return register(
        name,
        help,
        SeriesKind.GAUGE,
        new SeriesFactory.Gauges(),
        new OutcomeSeries<>(timer, OutcomeCount.IN_PROGRESS, new SeriesFactory.Gauges()),
        timer.labelNames().toArray(new String[0]),
        derived(timer, name, help, SeriesKind.GAUGE, OutcomeCount.IN_PROGRESS));
  }

  /** The number of series that a family may have, without the one for all others. */
  public int seriesLimit() {
    return seriesLimit;
  }

  /** Whether a family of this name is registered. */
  public boolean has(String name) {
    return find(families(), name) != null;
  }

  /**
   * Registers a family of sizes in bytes.
   *
   * @param bounds the bounds of its buckets, in bytes, ascending
   * @throws IllegalArgumentException also if the bounds are not ascending
   */
  public MetricFamily<SizeHistogram> sizeHistogram(
      String name, String help, long[] bounds, String... labelNames) {
    Histogram.checkBounds(bounds);
    return register(
        name,
        help,
        SeriesKind.SIZE_HISTOGRAM,
        new SeriesFactory.SizeHistograms(bounds.clone()),
        labelNames.clone());
  }

  /** Every family, in order of registration: an unmodifiable copy. */
  public List<MetricFamily<?>> families() {
    return Objects.requireNonNull(families.get());
  }

  private <S extends Series> MetricFamily<S> register(
      String name, String help, SeriesKind kind, SeriesFactory<S> factory, String[] labelNames) {
    FamilyRecord record = file == null ? null : file.family(name, help, kind);
    return register(name, help, kind, factory, null, labelNames, record);
  }

  private @Nullable FamilyRecord derived(
      MetricFamily<OutcomeTimer> timer,
      String name,
      String help,
      SeriesKind kind,
      OutcomeCount count) {
    FamilyRecord base = timer.record();
    return file == null || base == null ? null : file.derived(base, name, help, kind, count);
  }

  private <S extends Series> MetricFamily<S> register(
      String name,
      String help,
      SeriesKind kind,
      SeriesFactory<S> factory,
      MetricFamily.@Nullable SeriesSource<S> source,
      String[] labelNames,
      @Nullable FamilyRecord record) {
    List<String> labels = Collections.unmodifiableList(Arrays.asList(labelNames));
    MetricNames.check(name, labels);
    MetricFamily<S> fresh =
        new MetricFamily<>(name, help, labels, kind, seriesLimit, factory, source, record);
    while (true) {
      List<MetricFamily<?>> before = families();
      MetricFamily<?> present = find(before, name);
      if (present != null) {
        return sameOrThrow(present, fresh);
      }
      List<MetricFamily<?>> after = new ArrayList<>(before.size() + 1);
      after.addAll(before);
      after.add(fresh);
      if (families.compareAndSet(before, Collections.unmodifiableList(after))) {
        if (source != null && record != null) {
          record.declare(labels);
        }
        return fresh;
      }
    }
  }

  private static @Nullable MetricFamily<?> find(List<MetricFamily<?>> families, String name) {
    for (int i = 0; i < families.size(); i++) {
      if (families.get(i).name().equals(name)) {
        return families.get(i);
      }
    }
    return null;
  }

  @SuppressWarnings("unchecked") // A kind has one class of series.
  private static <S extends Series> MetricFamily<S> sameOrThrow(
      MetricFamily<?> present, MetricFamily<S> wanted) {
    if (present.kind() != wanted.kind() || !present.labelNames().equals(wanted.labelNames())) {
      throw new IllegalArgumentException(
          wanted.kind()
              + " "
              + wanted
              + " cannot be registered: there is already "
              + present.kind()
              + " "
              + present);
    }
    return (MetricFamily<S>) present;
  }
}
