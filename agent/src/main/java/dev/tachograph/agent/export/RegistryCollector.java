package dev.tachograph.agent.export;

import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.RegistryReading;
import dev.tachograph.bootstrap.metrics.SeriesKind;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.function.Predicate;

/**
 * Converts the registry to the Prometheus library's model.
 *
 * <p>Families may appear in the registry at any time, so this collector does not announce their
 * names when it is registered. It compares their names with the requested ones before it reads
 * them. It does not expose a family without series. Thread-safe.
 */
public final class RegistryCollector implements MultiCollector {
  private static final String TOTAL = "_total";
  private static final String INFO = "_info";

  /** The suffix of the summary beside a histogram, if a timer has both. */
  private static final String WINDOW = "_window";

  private final MetricRegistry registry;
  private final CollectFailures failures;

  public RegistryCollector(MetricRegistry registry, CollectFailures failures) {
    this.registry = registry;
    this.failures = failures;
  }

  @Override
  public MetricSnapshots collect() {
    return collect(name -> true);
  }

  @Override
  public MetricSnapshots collect(Predicate<String> includedNames) {
    FamilyCollector families = new FamilyCollector(includedNames, failures);
    RegistryReading reading = new RegistryReading();
    for (MetricFamily<?> family : registry.families()) {
      families.add(
          prometheusName(family),
          () -> FamilySnapshot.of(family, reading.series(family), prometheusName(family)));
      if (family.kind() == SeriesKind.TIMER) {
        String window = family.name() + WINDOW;
        families.add(
            window,
            () -> FamilySnapshot.windowBesideHistogram(family, reading.series(family), window));
      }
    }
    return families.collected();
  }

  /** The library itself adds the suffixes of counters and infos if the format needs them. */
  private static String prometheusName(MetricFamily<?> family) {
    String name = family.name();
    switch (family.kind()) {
      case COUNTER:
        return without(name, TOTAL);
      case INFO:
        return without(name, INFO);
      default:
        return name;
    }
  }

  private static String without(String name, String suffix) {
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }
}
