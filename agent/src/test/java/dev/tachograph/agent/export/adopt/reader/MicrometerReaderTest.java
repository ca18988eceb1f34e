package dev.tachograph.agent.export.adopt.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.AbstractMeter;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.cumulative.CumulativeCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import io.micrometer.core.instrument.step.StepRegistryConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MicrometerReaderTest {
  private final MicrometerReader reader = new MicrometerReader();

  private List<String> read(MeterRegistry registry) {
    registry.counter("count").increment();
    registry.gauge("size", 8);
    List<String> names = new ArrayList<>();
    for (Object collector : reader.collectors(registry)) {
      names.add(reader.name(collector));
    }
    return names;
  }

  @Test
  void whatAStepRegistryCounts_isLeftOut_whateverItsMetersAreCalled() {
    assertThat(read(new Publishing(CumulativeCounter::new))).containsExactly("size");
    assertThat(read(new Publishing(Hits::new))).containsExactly("size");
  }

  @Test
  void totalsAreThoseOfKnownMeters_andOfTheirSubclasses() {
    assertThat(read(new SimpleMeterRegistry())).containsExactlyInAnyOrder("count", "size");
    assertThat(read(new Simple(Total::new))).containsExactlyInAnyOrder("count", "size");
    assertThat(read(new Simple(Hits::new))).containsExactly("size");
  }

  @ParameterizedTest
  @CsvSource({
    "io.micrometer.core.instrument.cumulative.CumulativeTimer,true",
    "io.micrometer.core.instrument.dropwizard.DropwizardFunctionTimer,true",
    "io.micrometer.statsd.StatsdDistributionSummary,true",
    "io.micrometer.registry.otlp.OtlpTimer,true",
    "io.micrometer.registry.otlp.OtlpCumulativeCounter,true",
    "io.micrometer.registry.otlp.OtlpStepTimer,false",
    "io.micrometer.core.instrument.step.StepCounter,false",
    "io.micrometer.atlas.SpectatorTimer,false",
    "io.micrometer.dynatrace.types.DynatraceTimer,false",
    "com.acme.CumulativeTimer,false",
  })
  void whetherAMeterCountsFromItsStart_isKnownByItsClass(String className, boolean known) {
    assertThat(MicrometerReader.countsFromItsStart(className)).isEqualTo(known);
  }

  @Test
  void aPrometheusRegistryHidesOnlyWhatSharesACompositeWithIt() {
    MeterRegistry prometheus = new PrometheusMeterRegistry();
    MeterRegistry part = new SimpleMeterRegistry();
    MeterRegistry alone = new SimpleMeterRegistry();
    CompositeMeterRegistry composite = new CompositeMeterRegistry();
    composite.add(part);
    composite.add(prometheus);
    List<MeterRegistry> all = List.of(part, alone, composite, prometheus);
    assertThat((List<Object>) new ArrayList<Object>(reader.choose(all))).containsExactly(alone);
    prometheus.close();
    assertThat((List<Object>) new ArrayList<Object>(reader.choose(all)))
        .containsExactly(part, alone);
  }

  @Test
  void aCompositeWhoseConstructorRuns_hasNoParts() {
    MeterRegistry one = new SimpleMeterRegistry();
    CompositeMeterRegistry unfinished =
        new CompositeMeterRegistry() {
          @Override
          @SuppressWarnings("NullAway") // As the library does then.
          public Set<MeterRegistry> getRegistries() {
            return null;
          }
        };
    assertThat((List<Object>) new ArrayList<Object>(reader.choose(List.of(unfinished, one))))
        .containsExactly(one);
  }

  /** A registry whose meters hold what came since the last time. */
  private static final class Publishing extends StepMeterRegistry {
    private final Function<Meter.Id, Counter> counters;

    Publishing(Function<Meter.Id, Counter> counters) {
      super(new Config(), Clock.SYSTEM);
      this.counters = counters;
    }

    @Override
    protected Counter newCounter(Meter.Id id) {
      return counters.apply(id);
    }

    @Override
    protected void publish() {}

    @Override
    protected TimeUnit getBaseTimeUnit() {
      return TimeUnit.SECONDS;
    }

    private static final class Config implements StepRegistryConfig {
      @Override
      public String prefix() {
        return "publishing";
      }

      @Override
      public @Nullable String get(String key) {
        return null;
      }
    }
  }

  private static final class Simple extends SimpleMeterRegistry {
    private final Function<Meter.Id, Counter> counters;

    Simple(Function<Meter.Id, Counter> counters) {
      this.counters = counters;
    }

    @Override
    protected Counter newCounter(Meter.Id id) {
      return counters.apply(id);
    }
  }

  /** One of the application's, of which nothing is known. */
  private static final class Hits extends AbstractMeter implements Counter {
    Hits(Meter.Id id) {
      super(id);
    }

    @Override
    public void increment(double amount) {}

    @Override
    public double count() {
      return 1;
    }
  }

  private static final class Total extends CumulativeCounter {
    Total(Meter.Id id) {
      super(id);
    }
  }
}
