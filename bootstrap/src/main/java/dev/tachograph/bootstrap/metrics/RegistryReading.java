package dev.tachograph.bootstrap.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One reading of the registry, such as a scrape. Families that share a {@link MomentSource} are
 * read at one moment, others when they are asked for. Not thread-safe.
 */
public final class RegistryReading {
  private final Map<MomentSource, Boolean> read = new IdentityHashMap<>();
  private final Map<MetricFamily<?>, Map<Series, Series>> copies = new IdentityHashMap<>();
  private final Map<MetricFamily<?>, Readings> gauges = new IdentityHashMap<>();

  /** Every series of a family, in no particular order. */
  public List<? extends Series> series(MetricFamily<?> family) {
    MomentSource source = family.momentSource();
    if (source == null) {
      return family.allSeries();
    }
    if (read.put(source, Boolean.TRUE) == null) {
      source.read(this);
    }
    Readings values = gauges.get(family);
    if (values != null) {
      return values.series(new SeriesFactory.Gauges());
    }
    Map<Series, Series> kept = copies.get(family);
    return kept == null ? Collections.<Series>emptyList() : new ArrayList<>(kept.values());
  }

  /** A copy of a series as it is now; {@link #keep} exposes it. */
  public <S extends Series> S copy(MetricFamily<S> family, S series) {
    return family.copyOf(series);
  }

  /** Exposes a copy of a series of this family. */
  public <S extends Series> void keep(MetricFamily<S> family, S series, S copy) {
    Map<Series, Series> kept = copies.get(family);
    if (kept == null) {
      kept = new IdentityHashMap<>();
      copies.put(family, kept);
    }
    kept.put(series, copy);
  }

  /** Adds a value of this family; values with the same labels add up. */
  public void add(@Nullable MetricFamily<Gauge> family, double value, String... labelValues) {
    if (family == null) {
      return;
    }
    Readings values = gauges.get(family);
    if (values == null) {
      values = new Readings(family.labelNames().size());
      gauges.put(family, values);
    }
    values.add(value, labelValues);
  }
}
