package dev.tachograph.agent.export;

import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.SeriesKind;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.function.Predicate;

/**
 * The registry as the Prometheus library's model.
 *
 * <p>Families appear in the registry at any time, so their names are not announced at registration;
 * they are compared with what a scrape asks for before anything is read. A family without series is
 * not exposed. Thread-safe.
 */
public final class RegistryCollector implements MultiCollector {
  private static final String TOTAL = "_total";
  private static final String INFO = "_info";

  /** Of the summary beside a histogram, where a timer has both. */
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
    for (MetricFamily<?> family : registry.families()) {
      families.add(prometheusName(family), () -> FamilySnapshot.of(family, prometheusName(family)));
      if (family.kind() == SeriesKind.TIMER) {
        String window = family.name() + WINDOW;
        families.add(window, () -> FamilySnapshot.windowBesideHistogram(family, window));
      }
    }
    return families.collected();
  }

  /** The library adds the suffixes of counters and infos itself, where the format wants them. */
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
