package com.acme.metrics;

import com.codahale.metrics.MetricRegistry;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import io.micrometer.core.instrument.step.StepRegistryConfig;
import io.micrometer.core.instrument.util.HierarchicalNameMapper;
import io.micrometer.jmx.JmxMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Metrics of Micrometer in registries that are not Prometheus': a composite of three, and one by
 * itself.
 */
public final class MeterMetrics implements MetricsLibrary {
  /** A gauge holds what it shows weakly, and would show NaN for a number that is collected. */
  private static final Integer UPTIME_MILLIS = 1500;

  private final SimpleMeterRegistry simple = new SimpleMeterRegistry();
  private final CompositeMeterRegistry composite = new CompositeMeterRegistry();
  private final MeterRegistry alone = new Steps();
  private final MeterRegistry closed = new SimpleMeterRegistry();

  /** Publishes what came in each step, as the registries for Datadog or New Relic do. */
  private static final class Steps extends StepMeterRegistry {
    Steps() {
      super(new Config(), Clock.SYSTEM);
    }

    @Override
    protected void publish() {}

    @Override
    protected TimeUnit getBaseTimeUnit() {
      return TimeUnit.MILLISECONDS;
    }

    private static final class Config implements StepRegistryConfig {
      @Override
      public String prefix() {
        return "steps";
      }

      @Override
      public String get(String key) {
        return null;
      }
    }
  }

  @Override
  public void define() {
    composite.add(new Steps());
    MetricRegistry dropwizard = new MetricRegistry();
    dropwizard.counter("ownSize").inc(6);
    composite.add(
        new JmxMeterRegistry(
            key -> null, Clock.SYSTEM, HierarchicalNameMapper.DEFAULT, dropwizard));
    composite.add(simple);
    fill(composite);
    LongTaskTimer.builder("kinds.import").register(composite).start();
    Gauge.builder("kinds.build.info", () -> 1).tag("version", "7").register(composite);
    Meter.builder("kinds.custom", Meter.Type.OTHER, measurements()).register(composite);
    alone.counter("step.count").increment();
    alone.gauge("step.size", 8);
  }

  /** A count of 3, and a value of 5. */
  private Iterable<Measurement> measurements() {
    List<Measurement> measurements = new ArrayList<>();
    Counter counter = closed.counter("closed.count");
    counter.increment(3);
    counter.measure().forEach(measurements::add);
    Gauge.builder("closed.size", () -> 5).register(closed).measure().forEach(measurements::add);
    closed.close();
    return measurements;
  }

  private static void fill(MeterRegistry registry) {
    Counter.builder("app.requests")
        .description("Requests.")
        .tag("path", "/a \"b\" \\ c")
        .tag("odd-name", "x")
        .register(registry)
        .increment(3);
    Gauge.builder("app.odd-size", () -> 4.2)
        .description("A size.")
        .baseUnit("bytes")
        .register(registry);
    TimeGauge.builder("app.uptime", UPTIME_MILLIS, TimeUnit.MILLISECONDS, Number::doubleValue)
        .description("A time.")
        .register(registry);
    Timer timer =
        Timer.builder("app.latency")
            .description("A latency.")
            .publishPercentiles(0.5, 0.95)
            .distributionStatisticExpiry(MicrometerMetrics.NEVER)
            .register(registry);
    timer.record(Duration.ofMillis(50));
    timer.record(Duration.ofSeconds(7));
    DistributionSummary.builder("app.body")
        .description("Sizes.")
        .baseUnit("bytes")
        .distributionStatisticExpiry(MicrometerMetrics.NEVER)
        .register(registry)
        .record(2.5);
    FunctionCounter.builder("app.hits", 12, Number::doubleValue)
        .description("Hits.")
        .register(registry);
    FunctionTimer.builder("app.calls", 4, Number::longValue, number -> 2500, TimeUnit.MILLISECONDS)
        .description("Calls.")
        .register(registry);
  }

  @Override
  public void deploy() {
    Gauge.builder("deployed.size", () -> 1).register(simple);
  }

  @Override
  public void misbehave() {
    FunctionCounter.builder(
            "bad.throws",
            this,
            self -> {
              throw new IllegalStateException("secret");
            })
        .register(simple);
    Gauge.builder(
            "bad.hangs",
            () -> {
              Sleep.forever();
              return 1;
            })
        .register(simple);
    Gauge.builder("jvm.threads.current", () -> 1).register(simple);
  }

  @Override
  public void behave() {
    for (Meter meter : simple.getMeters()) {
      if (meter.getId().getName().startsWith("bad.")
          || meter.getId().getName().startsWith("jvm.")) {
        simple.remove(meter);
      }
    }
  }

  /** Serves the same meters, which a Prometheus registry of the composite has. */
  @Override
  public int serve() throws Exception {
    MicrometerMetrics prometheus = new MicrometerMetrics();
    fill(prometheus.registry());
    composite.add(prometheus.registry());
    return prometheus.serve();
  }
}
