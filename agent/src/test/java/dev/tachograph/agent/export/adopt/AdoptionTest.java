package dev.tachograph.agent.export.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.keys.AdoptChoice;
import dev.tachograph.agent.export.AdoptFailures;
import dev.tachograph.agent.export.AdoptOptions;
import dev.tachograph.agent.export.testing.CapturedLog;
import dev.tachograph.bootstrap.adopt.AdoptProbe;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdoptionTest {
  private final Adoption adoption =
      new Adoption(
          new AdoptOptions(library -> AdoptChoice.AUTO, Duration.ofMinutes(1)),
          new AdoptFailures());

  private final List<MeterRegistry> made = new ArrayList<>();

  private <T extends MeterRegistry> T made(T registry) {
    AdoptProbe.created(registry, "micrometer");
    made.add(registry);
    return registry;
  }

  /** Other tests find no registry that is open. */
  @AfterEach
  void close() {
    made.forEach(MeterRegistry::close);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (MetricSnapshot family : adoption.collect(name -> true)) {
      names.add(family.getMetadata().getPrometheusName());
    }
    return names;
  }

  /** Its meters cannot be read. */
  private static final class Failing extends SimpleMeterRegistry {
    @Override
    public List<Meter> getMeters() {
      throw new IllegalStateException("secret");
    }
  }

  @Test
  void aRegistryThatFails_losesNoneAfterIt_andIsNamed() {
    made(new SimpleMeterRegistry()).gauge("first", 1);
    made(new Failing());
    made(new SimpleMeterRegistry()).gauge("last", 1);
    try (CapturedLog log = new CapturedLog()) {
      assertThat(names()).containsExactly("first", "last");
      assertThat(log.linesWith("is missing from the output"))
          .singleElement()
          .asString()
          .contains(Failing.class.getName());
    }
  }
}
