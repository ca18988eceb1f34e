package com.acme.metrics;

import io.dropwizard.metrics5.Gauge;
import io.dropwizard.metrics5.MetricName;
import io.dropwizard.metrics5.MetricRegistry;
import java.util.concurrent.TimeUnit;

/** Metrics of Dropwizard 5, whose names have tags. */
public final class Dropwizard5Metrics implements MetricsLibrary {
  private static final MetricRegistry REGISTRY = new MetricRegistry();

  private static MetricName tagged(String name, String color) {
    return MetricName.build(name).tagged("odd-color", color);
  }

  @Override
  public void define() {
    REGISTRY.counter(tagged("app.open", "red")).inc(3);
    REGISTRY.counter(tagged("app.open", "blue \"b\"")).inc(4);
    REGISTRY.register(MetricName.build("app.size"), (Gauge<Double>) () -> 4.2);
    REGISTRY.meter(MetricName.build("app.requests")).mark(7);
    REGISTRY.histogram(MetricName.build("app.bytes")).update(100);
    REGISTRY.histogram(MetricName.build("app.bytes")).update(300);
    REGISTRY.timer(MetricName.build("app.latency")).update(7, TimeUnit.SECONDS);
  }

  @Override
  public void deploy() {
    gauge("deployed.size", () -> 1);
  }

  private static void gauge(String name, Gauge<Integer> gauge) {
    REGISTRY.register(MetricName.build(name), gauge);
  }

  @Override
  public void misbehave() {
    gauge(
        "bad.throws",
        () -> {
          throw new IllegalStateException("secret");
        });
    gauge(
        "bad.hangs",
        () -> {
          Sleep.forever();
          return 1;
        });
    gauge("jvm.threads.current", () -> 1);
  }

  @Override
  public void behave() {
    REGISTRY.remove(MetricName.build("bad.throws"));
    REGISTRY.remove(MetricName.build("bad.hangs"));
    REGISTRY.remove(MetricName.build("jvm.threads.current"));
  }

  /** Has client_java carry the registry, whose servers the other libraries' tests have. */
  @Override
  public int serve() throws Exception {
    Class.forName("io.prometheus.metrics.instrumentation.dropwizard5.DropwizardExports")
        .getConstructor(MetricRegistry.class)
        .newInstance(REGISTRY);
    return 0;
  }
}
