package com.acme.metrics;

import io.prometheus.metrics.core.datapoints.Timer;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.StateSet;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import java.util.ArrayList;
import java.util.List;

/** Metrics of client_java 1. */
public final class ClientJavaMetrics implements MetricsLibrary {
  private static final PrometheusRegistry OTHER = new PrometheusRegistry();
  private final List<Collector> bad = new ArrayList<>();

  @Override
  public void define() {
    Counter counter =
        Counter.builder()
            .name("app_requests_total")
            .help("Requests.")
            .labelNames("path")
            .register();
    counter.labelValues("/a \"b\" \\ c").inc(3);
    counter.labelValues("/d").incWithExemplar(2, Labels.of("trace_id", "abc"));
    Gauge.builder().name("app_size").help("A size.").unit(Unit.BYTES).register().set(4.2);
    Histogram histogram =
        Histogram.builder()
            .name("app_latency")
            .unit(Unit.SECONDS)
            .help("A latency.")
            .classicUpperBounds(0.1, 1, 5)
            .labelNames("kind")
            .register();
    histogram.labelValues("slow").observe(0.05);
    histogram.labelValues("slow").observe(7);
    histogram.labelValues("fast").observeWithExemplar(0.5, Labels.of("span_id", "def"));
    Summary quantiles =
        Summary.builder().name("app_quantiles").help("With.").quantile(0.5, 0.01).register();
    quantiles.observe(1);
    quantiles.observe(3);
    Summary.builder().name("app_plain").help("Without.").register().observe(2.5);
    Info.builder()
        .name("app_build_info")
        .help("Build.")
        .labelNames("version")
        .register()
        .setLabelValues("1.2");
    StateSet states =
        StateSet.builder().name("app_state").help("State.").states("on", "off", "odd").register();
    states.setTrue("off");
    GaugeWithCallback.builder()
        .name("app_callback")
        .help("Asked.")
        .callback(callback -> callback.call(17))
        .register();
    CounterWithCallback.builder()
        .name("app_ticks_total")
        .help("Ticks.")
        .callback(callback -> callback.call(18))
        .register();
    PrometheusRegistry.defaultRegistry.register(
        (MultiCollector) () -> new MetricSnapshots(unknown("app_custom"), gauge("app_more", 8)));
    Gauge.builder()
        .name("now_seconds")
        .help("The time of this.")
        .register()
        .set(System.currentTimeMillis() / 1e3);
    failing(Summary.builder().name("failing_seconds").help("What throws.").register());
    Gauge.builder().name("other_size").help("In another registry.").register(OTHER).set(1);
  }

  private static void failing(Summary summary) {
    try (Timer timer = summary.startTimer()) {
      throw new IllegalStateException("timed by " + timer);
    } catch (IllegalStateException e) {
      // It was observed.
    }
  }

  @Override
  public void deploy() {
    PrometheusRegistry.defaultRegistry.register((Collector) () -> gauge("deployed_size", 1));
  }

  private static MetricSnapshot unknown(String name) {
    return UnknownSnapshot.builder()
        .name(name)
        .help("Custom.")
        .dataPoint(UnknownSnapshot.UnknownDataPointSnapshot.builder().value(5).build())
        .build();
  }

  private static MetricSnapshot gauge(String name, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help("Custom.")
        .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value(value).build())
        .build();
  }

  @Override
  public void misbehave() {
    bad.add(
        new NamedCollector("bad_throws") {
          @Override
          public MetricSnapshot collect() {
            throw new IllegalStateException("secret");
          }
        });
    bad.add(
        new NamedCollector("bad_sleeps") {
          @Override
          public MetricSnapshot collect() {
            Sleep.forever();
            return gauge("bad_sleeps", 1);
          }
        });
    bad.add(
        new NamedCollector("jvm_threads_current") {
          @Override
          public MetricSnapshot collect() {
            return gauge("jvm_threads_current", -1);
          }
        });
    bad.forEach(PrometheusRegistry.defaultRegistry::register);
  }

  private abstract static class NamedCollector implements Collector {
    private final String name;

    NamedCollector(String name) {
      this.name = name;
    }

    @Override
    public String getPrometheusName() {
      return name;
    }
  }

  @Override
  public void behave() {
    bad.forEach(PrometheusRegistry.defaultRegistry::unregister);
  }

  @Override
  public int serve() throws Exception {
    return HTTPServer.builder().port(0).buildAndStart().getPort();
  }
}
