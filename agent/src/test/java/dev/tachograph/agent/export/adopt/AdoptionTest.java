package dev.tachograph.agent.export.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricFilter;
import com.codahale.metrics.MetricRegistry;
import dev.tachograph.agent.config.keys.AdoptChoice;
import dev.tachograph.agent.export.AdoptFailures;
import dev.tachograph.agent.export.AdoptOptions;
import dev.tachograph.agent.export.testing.CapturedLog;
import dev.tachograph.bootstrap.adopt.AdoptProbe;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.dropwizard.DropwizardConfig;
import io.micrometer.core.instrument.dropwizard.DropwizardMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.core.instrument.util.HierarchicalNameMapper;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdoptionTest {
  private AdoptChoice micrometer = AdoptChoice.AUTO;

  private final Adoption adoption =
      new Adoption(
          new AdoptOptions(
              library -> library.equals("micrometer") ? micrometer : AdoptChoice.AUTO,
              Duration.ofMinutes(1)),
          new AdoptFailures());

  private final List<MeterRegistry> made = new ArrayList<>();
  private final MetricRegistry dropwizard = new MetricRegistry();

  private <T extends MeterRegistry> T made(T registry) {
    AdoptProbe.created(registry, "micrometer");
    made.add(registry);
    return registry;
  }

  /** Other tests find nothing. */
  @AfterEach
  void close() {
    dropwizard.removeMatching(MetricFilter.ALL);
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

  @Test
  void whatMicrometerKeepsInARegistryOfDropwizards_isServedAsItsOwn_andTheRestToo() {
    dropwizard.counter("ownSize").inc();
    AdoptProbe.created(dropwizard, "dropwizard");
    OverDropwizard registry = made(new OverDropwizard(dropwizard));
    registry.gauge("app.size", Tags.of("color", "red"), 1);
    LongTaskTimer.builder("app.import").register(registry).start();
    Meter.builder(
            "app.custom", Meter.Type.OTHER, List.of(new Measurement(() -> 5.0, Statistic.VALUE)))
        .register(registry);
    assertThat(names())
        .containsExactlyInAnyOrder("app_custom_value", "app_import_seconds", "app_size", "ownSize");

    micrometer = AdoptChoice.NONE;
    assertThat(names())
        .contains("ownSize", "appSize_color_red")
        .noneMatch(name -> name.startsWith("app_"));
    micrometer = AdoptChoice.AUTO;
    registry.close();
    assertThat(names()).contains("ownSize", "appSize_color_red");
  }

  private static final class OverDropwizard extends DropwizardMeterRegistry {
    OverDropwizard(MetricRegistry registry) {
      super(
          new DropwizardConfig() {
            @Override
            public String prefix() {
              return "test";
            }

            @Override
            public @Nullable String get(String key) {
              return null;
            }
          },
          registry,
          HierarchicalNameMapper.DEFAULT,
          Clock.SYSTEM);
    }

    @Override
    protected Double nullGaugeValue() {
      return Double.NaN;
    }
  }
}
