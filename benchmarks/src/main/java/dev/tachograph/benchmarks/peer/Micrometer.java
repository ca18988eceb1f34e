package dev.tachograph.benchmarks.peer;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.TimeUnit;

/** Micrometer with its Prometheus registry; the timer is kept, as its documentation advises. */
public final class Micrometer {
  public static final String PERCENTILES = "Micrometer Timer, percentiles";

  private Micrometer() {}

  public static Peer timerWithPercentiles() {
    return timerWithPercentiles(Clock.SYSTEM);
  }

  /** The same, with another time of day. */
  public static Peer timerWithPercentiles(Clock clock) {
    return new Peer(
        PERCENTILES,
        () -> {
          PrometheusMeterRegistry registry = registry(clock);
          return label ->
              new Series(
                  Timer.builder("work")
                      .tag("kind", label)
                      .publishPercentiles(DurationSeries.LEVELS)
                      .register(registry));
        });
  }

  public static Peer timer() {
    return new Peer(
        "Micrometer Timer, plain",
        () -> {
          PrometheusMeterRegistry registry = registry(Clock.SYSTEM);
          return label -> new Series(Timer.builder("work").tag("kind", label).register(registry));
        });
  }

  public static PrometheusMeterRegistry registry(Clock clock) {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock);
  }

  private static final class Series implements DurationSeries {
    private final Timer timer;

    Series(Timer timer) {
      this.timer = timer;
    }

    @Override
    public void perform(long nanos, long end) {
      timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public double[] quantiles() {
      ValueAtPercentile[] values = timer.takeSnapshot().percentileValues();
      double[] nanos = new double[values.length];
      for (int i = 0; i < nanos.length; i++) {
        nanos[i] = values[i].value();
      }
      return nanos;
    }
  }
}
