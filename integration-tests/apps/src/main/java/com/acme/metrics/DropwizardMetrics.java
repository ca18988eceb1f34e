package com.acme.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.SharedMetricRegistries;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.dropwizard.DropwizardExports;
import io.prometheus.client.exporter.HTTPServer;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Metrics of Dropwizard. */
public final class DropwizardMetrics implements MetricsLibrary {
  private static final MetricRegistry OTHER = new MetricRegistry();

  private static MetricRegistry shared() {
    return SharedMetricRegistries.getOrCreate("shared");
  }

  @Override
  public void define() {
    MetricRegistry registry = shared();
    registry.counter("app.open-files").inc(3);
    registry.register("app.size", (Gauge<Double>) () -> 4.2);
    registry.register("app.ready", (Gauge<Boolean>) () -> true);
    registry.register("app.text", (Gauge<String>) () -> "no number");
    registry.meter("app.requests").mark(7);
    registry.histogram("app.bytes").update(100);
    registry.histogram("app.bytes").update(300);
    registry.timer("app.latency").update(50, TimeUnit.MILLISECONDS);
    registry.timer("app.latency").update(7, TimeUnit.SECONDS);
    OTHER.register("other.size", (Gauge<Integer>) () -> 1);
  }

  @Override
  public void deploy() {
    shared().register("deployed.size", (Gauge<Integer>) () -> 1);
  }

  @Override
  public void misbehave() {
    shared()
        .register(
            "bad.throws",
            (Gauge<Integer>)
                () -> {
                  throw new IllegalStateException("secret");
                });
    shared()
        .register(
            "bad.hangs",
            (Gauge<Integer>)
                () -> {
                  Sleep.forever();
                  return 1;
                });
    shared().register("jvm.threads.current", (Gauge<Integer>) () -> 1);
    // A summary has this name for its number of observations.
    shared().counter("app.bytes.count");
  }

  @Override
  public void behave() {
    shared().remove("bad.throws");
    shared().remove("bad.hangs");
    shared().remove("jvm.threads.current");
    shared().remove("app.bytes.count");
  }

  @Override
  public int serve() throws Exception {
    CollectorRegistry carrier = new CollectorRegistry();
    carrier.register(new DropwizardExports(shared()));
    return new HTTPServer(new InetSocketAddress("127.0.0.1", 0), carrier, true).getPort();
  }
}
