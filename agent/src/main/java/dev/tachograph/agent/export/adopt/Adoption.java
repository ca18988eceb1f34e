package dev.tachograph.agent.export.adopt;

import dev.tachograph.agent.export.AdoptFailures;
import dev.tachograph.agent.export.AdoptOptions;
import dev.tachograph.agent.export.SecondaryFamilies;
import dev.tachograph.agent.export.adopt.CollectorReading.Outcome;
import dev.tachograph.bootstrap.adopt.AdoptProbe;
import dev.tachograph.bootstrap.adopt.FoundRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * The families of the application's own registries.
 *
 * <p>A registry that the application itself serves is left out, unless the configuration says
 * otherwise. A collector that throws or takes too long loses only its own families. Thread-safe.
 */
public final class Adoption implements SecondaryFamilies {
  /** The registries of a library in one class loader. */
  private static final class Registries {
    final AdoptableLibrary library;
    final RegistryReader reader;
    final List<Object> registries = new ArrayList<>();

    Registries(AdoptableLibrary library, RegistryReader reader) {
      this.library = library;
      this.reader = reader;
    }
  }

  private final AdoptOptions options;
  private final AdoptFailures failures;
  private final StuckCollectors stuck = new StuckCollectors();

  public Adoption(AdoptOptions options, AdoptFailures failures) {
    this.options = options;
    this.failures = failures;
  }

  @Override
  public MetricSnapshots collect(Predicate<String> includedNames) {
    List<RegisteredCollector> collectors = collectors();
    if (collectors.isEmpty()) {
      return new MetricSnapshots();
    }
    JoinedFamilies joined = new JoinedFamilies();
    for (Outcome outcome : read(collectors)) {
      Throwable failure = outcome.failure;
      RegisteredCollector collector = outcome.collector;
      if (failure == null) {
        for (AdoptedFamily family : outcome.families) {
          joined.add(collector.library, family);
        }
      } else {
        failures.failed(collector.library, collector.name(), failure);
      }
    }
    failures.clash(joined.clashes());
    return snapshots(joined, includedNames);
  }

  @Override
  public void clash(Collection<String> families) {
    failures.clash(families);
  }

  private List<RegisteredCollector> collectors() {
    Map<RegistryReader, Registries> all = new LinkedHashMap<>();
    for (FoundRegistry found : AdoptProbe.registries()) {
      AdoptableLibrary library = AdoptableLibrary.of(found.library());
      Object registry = found.get();
      if (library != null && registry != null && options.adopts(found)) {
        try {
          all.computeIfAbsent(library.reader(registry), reader -> new Registries(library, reader))
              .registries
              .add(registry);
        } catch (RuntimeException | LinkageError e) {
          failures.failed(library.key, registry.getClass().getName(), e);
        }
      }
    }
    Map<Object, Predicate<String>> elsewhere = new IdentityHashMap<>();
    all.values().forEach(one -> addKept(elsewhere, one));
    List<RegisteredCollector> collectors = new ArrayList<>();
    all.values().forEach(one -> addCollectors(collectors, one, elsewhere));
    return collectors;
  }

  private void addKept(Map<Object, Predicate<String>> elsewhere, Registries of) {
    for (Object registry : of.registries) {
      try {
        of.reader
            .kept(registry)
            .forEach((there, names) -> elsewhere.merge(there, names, Predicate::or));
      } catch (RuntimeException | LinkageError e) {
        failures.failed(of.library.key, registry.getClass().getName(), e);
      }
    }
  }

  private void addCollectors(
      List<RegisteredCollector> collectors,
      Registries of,
      Map<Object, Predicate<String>> elsewhere) {
    for (Object registry : chosen(of)) {
      try {
        Predicate<String> names = elsewhere.get(registry);
        List<?> found =
            names == null ? of.reader.collectors(registry) : of.reader.collectors(registry, names);
        for (Object collector : found) {
          collectors.add(new RegisteredCollector(of.library.key, collector, of.reader));
        }
      } catch (RuntimeException | LinkageError e) {
        failures.failed(of.library.key, registry.getClass().getName(), e);
      }
    }
  }

  private List<?> chosen(Registries of) {
    try {
      return of.reader.choose(of.registries);
    } catch (RuntimeException | LinkageError e) {
      failures.failed(of.library.key, "registries", e);
      return Collections.emptyList();
    }
  }

  private List<Outcome> read(List<RegisteredCollector> collectors) {
    List<RegisteredCollector> left = new ArrayList<>();
    for (RegisteredCollector collector : collectors) {
      if (stuck.has(collector.code)) {
        tookTooLong(collector);
      } else {
        left.add(collector);
      }
    }
    List<Outcome> outcomes = new ArrayList<>();
    while (!left.isEmpty()) {
      List<Outcome> read = CollectorReading.read(left, options.timeoutNanos(), stuck);
      outcomes.addAll(read);
      if (read.size() == left.size()) {
        break;
      }
      tookTooLong(left.get(read.size()));
      left = left.subList(read.size() + 1, left.size());
    }
    return outcomes;
  }

  private void tookTooLong(RegisteredCollector collector) {
    failures.failed(
        collector.library,
        collector.name(),
        new TimeoutException("it took longer than adopt.timeout"));
  }

  private MetricSnapshots snapshots(JoinedFamilies joined, Predicate<String> includedNames) {
    List<MetricSnapshot> snapshots = new ArrayList<>();
    for (JoinedFamilies.Joined one : joined.families()) {
      try {
        MetricSnapshot snapshot = AdoptedSnapshot.of(one.family);
        if (includedNames.test(snapshot.getMetadata().getPrometheusName())) {
          snapshots.add(snapshot);
        }
      } catch (RuntimeException e) {
        // The application's library allowed what the agent's does not.
        failures.failed(one.library, one.family.name, e);
      }
    }
    return new MetricSnapshots(snapshots);
  }
}
