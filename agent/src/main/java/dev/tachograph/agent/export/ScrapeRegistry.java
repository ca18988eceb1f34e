package dev.tachograph.agent.export;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.registry.PrometheusScrapeRequest;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Changes the library's registry in two ways: a failing collector does not fail the scrape, and
 * {@code name[]} returns exactly the requested families. The library still checks collectors when
 * they are registered. Thread-safe.
 */
public final class ScrapeRegistry extends PrometheusRegistry {
  private final List<Collector> collectors = new CopyOnWriteArrayList<>();
  private final List<MultiCollector> multiCollectors = new CopyOnWriteArrayList<>();
  private final List<SecondaryFamilies> secondary = new CopyOnWriteArrayList<>();
  private final CollectFailures failures;
  private final LabelledSnapshots labels;

  public ScrapeRegistry(CollectFailures failures) {
    this(failures, new LabelledSnapshots(Collections.emptyMap()));
  }

  /**
   * @param labels adds labels to all series
   */
  ScrapeRegistry(CollectFailures failures, LabelledSnapshots labels) {
    this.failures = failures;
    this.labels = labels;
  }

  /** Adds families that give way to all others. */
  public void beside(SecondaryFamilies families) {
    secondary.add(families);
  }

  @Override
  public void register(Collector collector) {
    super.register(collector);
    collectors.add(collector);
  }

  @Override
  public void register(MultiCollector collector) {
    super.register(collector);
    multiCollectors.add(collector);
  }

  @Override
  public void unregister(Collector collector) {
    super.unregister(collector);
    collectors.remove(collector);
  }

  @Override
  public void unregister(MultiCollector collector) {
    super.unregister(collector);
    multiCollectors.remove(collector);
  }

  @Override
  public void clear() {
    super.clear();
    collectors.clear();
    multiCollectors.clear();
  }

  @Override
  public MetricSnapshots scrape(@Nullable PrometheusScrapeRequest request) {
    return scrape(name -> true, request);
  }

  @Override
  public MetricSnapshots scrape(
      @Nullable Predicate<String> includedNames, @Nullable PrometheusScrapeRequest request) {
    Predicate<String> included = requestedNames(includedNames, request);
    FamilyCollector families = new FamilyCollector(included, failures);
    for (Collector collector : collectors) {
      String name = collector.getPrometheusName();
      if (name != null) {
        families.add(name, collector::collect);
      } else {
        families.addAll(collector.getClass().getName(), () -> collectUnnamed(collector, included));
      }
    }
    for (MultiCollector collector : multiCollectors) {
      families.addAll(collector.getClass().getName(), () -> collector.collect(included));
    }
    for (SecondaryFamilies others : secondary) {
      families.addBeside(others);
    }
    return labels.of(families.collected());
  }

  /** Collects a family without a known name, to learn whether it was requested. */
  private static MetricSnapshots collectUnnamed(Collector collector, Predicate<String> included) {
    MetricSnapshot snapshot = collector.collect(included);
    return snapshot == null ? new MetricSnapshots() : new MetricSnapshots(snapshot);
  }

  private static Predicate<String> requestedNames(
      @Nullable Predicate<String> includedNames, @Nullable PrometheusScrapeRequest request) {
    String[] requested = request == null ? null : request.getParameterValues("name[]");
    if (requested != null && requested.length > 0) {
      return new RequestedNames(requested);
    }
    return includedNames == null ? name -> true : includedNames;
  }
}
