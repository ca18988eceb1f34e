package dev.tachograph.agent.export;

import dev.tachograph.agent.export.adopt.SampleNames;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the families of one scrape one by one. A family that was not requested costs nothing. A
 * family that fails, or has the name of another one, loses only itself; without this class one
 * exception would lose the whole scrape.
 */
final class FamilyCollector {
  private final Predicate<String> includedNames;
  private final CollectFailures failures;
  private final List<MetricSnapshot> snapshots = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /** The names of the families and of all their samples; made when other families come. */
  private @Nullable Set<String> reserved;

  FamilyCollector(Predicate<String> includedNames, CollectFailures failures) {
    this.includedNames = includedNames;
    this.failures = failures;
  }

  /**
   * @param name the library's name, without {@code _total} or {@code _info}
   * @param family makes the snapshot, or null if there is nothing to expose
   */
  void add(String name, Supplier<@Nullable MetricSnapshot> family) {
    if (!includedNames.test(name)) {
      return;
    }
    try {
      MetricSnapshot snapshot = family.get();
      if (snapshot != null) {
        add(snapshot);
      }
    } catch (OutOfMemoryError e) {
      // The next family would fail in the same way, and the scrape reports its failure.
      throw e;
    } catch (Throwable e) {
      // Reading a family may run code of the application, which may fail in any way.
      failures.add(name, e);
    }
  }

  /** Adds the families of a collector that filters them itself. */
  void addAll(String collector, Supplier<MetricSnapshots> families) {
    try {
      for (MetricSnapshot snapshot : families.get()) {
        add(snapshot);
      }
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) {
      failures.add(collector, e);
    }
  }

  /**
   * Adds the families that have no names of others. A name that a format derives counts, too: of a
   * summary {@code h} and a counter {@code h_count}, the second would show a series twice.
   */
  void addBeside(SecondaryFamilies secondary) {
    List<String> clashes = new ArrayList<>();
    try {
      for (MetricSnapshot snapshot : secondary.collect(includedNames)) {
        if (!addIfFree(snapshot)) {
          clashes.add(snapshot.getMetadata().getPrometheusName());
        }
      }
      secondary.clash(clashes);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) {
      failures.add(secondary.getClass().getName(), e);
    }
  }

  private void add(MetricSnapshot snapshot) {
    if (!addIfNew(snapshot)) {
      failures.add(
          snapshot.getMetadata().getPrometheusName(),
          new IllegalArgumentException("another family has the same name"));
    }
  }

  /** The text format shows another name than OpenMetrics, and neither may come twice. */
  private boolean addIfNew(MetricSnapshot snapshot) {
    String name = snapshot.getMetadata().getPrometheusName();
    String shown = name + suffix(snapshot);
    if (names.contains(name) || names.contains(shown)) {
      return false;
    }
    names.add(name);
    names.add(shown);
    snapshots.add(snapshot);
    return true;
  }

  private boolean addIfFree(MetricSnapshot snapshot) {
    Set<String> taken = reserved;
    if (taken == null) {
      taken = new HashSet<>();
      for (MetricSnapshot one : snapshots) {
        taken.addAll(SampleNames.of(one));
      }
      reserved = taken;
    }
    List<String> own = SampleNames.of(snapshot);
    if (!Collections.disjoint(own, taken)) {
      return false;
    }
    taken.addAll(own);
    snapshots.add(snapshot);
    return true;
  }

  private static String suffix(MetricSnapshot snapshot) {
    if (snapshot instanceof CounterSnapshot) {
      return "_total";
    }
    return snapshot instanceof InfoSnapshot ? "_info" : "";
  }

  MetricSnapshots collected() {
    return new MetricSnapshots(snapshots);
  }
}
