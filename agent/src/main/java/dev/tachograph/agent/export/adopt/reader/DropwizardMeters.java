package dev.tachograph.agent.export.adopt.reader;

import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.dropwizard.DropwizardMeterRegistry;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The names by which a registry of Micrometer's keeps its meters in one of Dropwizard's. They are
 * found out at the first question, so that there are none too few for metrics that were read
 * before. Not thread-safe.
 */
final class DropwizardMeters implements Predicate<String> {
  private final DropwizardMeterRegistry registry;
  private @Nullable Predicate<String> names;

  DropwizardMeters(DropwizardMeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public boolean test(String name) {
    Predicate<String> known = names;
    if (known == null) {
      known = names();
      names = known;
    }
    return known.test(name);
  }

  private Predicate<String> names() {
    try {
      Method name =
          DropwizardMeterRegistry.class.getDeclaredMethod("hierarchicalName", Meter.Id.class);
      name.setAccessible(true);
      Set<String> all = new HashSet<>();
      for (Meter meter : registry.getMeters()) {
        all.add((String) name.invoke(registry, meter.getId()));
        if (meter instanceof LongTaskTimer || MicrometerReader.isCustom(meter)) {
          for (Statistic statistic : Statistic.values()) {
            all.add((String) name.invoke(registry, meter.getId().withTag(statistic)));
          }
        }
      }
      return all::contains;
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Without the names, its meters cannot be told from other metrics, and come once already.
      return any -> true;
    }
  }
}
