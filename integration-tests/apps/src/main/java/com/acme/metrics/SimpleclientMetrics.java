package com.acme.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.GaugeMetricFamily;
import io.prometheus.client.Histogram;
import io.prometheus.client.Summary;
import io.prometheus.client.exporter.HTTPServer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Metrics of simpleclient. */
public final class SimpleclientMetrics implements MetricsLibrary {
  private static final CollectorRegistry OTHER = new CollectorRegistry();
  private final List<Collector> bad = new ArrayList<>();

  @Override
  public void define() {
    Counter counter =
        Counter.build("app_requests_total", "Requests.").labelNames("path").register();
    counter.labels("/a \"b\" \\ c").inc(3);
    counter.labels("/d").inc(2);
    Gauge.build("app_size_bytes", "A size.").register().set(4.2);
    Histogram histogram =
        Histogram.build("app_latency_seconds", "A latency.")
            .buckets(0.1, 1, 5)
            .labelNames("kind")
            .register();
    histogram.labels("slow").observe(0.05);
    histogram.labels("slow").observe(7);
    histogram.labels("fast").observe(0.5);
    Summary quantiles = Summary.build("app_quantiles", "With.").quantile(0.5, 0.01).register();
    quantiles.observe(1);
    quantiles.observe(3);
    Summary.build("app_plain", "Without.").register().observe(2.5);
    Gauge.build("app_callback", "Asked.")
        .create()
        .setChild(
            new Gauge.Child() {
              @Override
              public double get() {
                return 17;
              }
            })
        .register();
    new Collector() {
      @Override
      public List<MetricFamilySamples> collect() {
        List<MetricFamilySamples> families = new ArrayList<>();
        families.add(new GaugeMetricFamily("app_custom_total", "A gauge by that name.", 5));
        families.add(new GaugeMetricFamily("app_more", "Custom.", 8));
        return families;
      }
    }.register();
    if (hasNewKinds()) {
      SimpleclientNewKinds.define();
    }
    Gauge.build("other_size", "In another registry.").register(OTHER).set(1);
  }

  @Override
  public void deploy() {
    Gauge.build("deployed_size", "Deployed.").register().set(1);
  }

  /** Since 0.10. */
  private static boolean hasNewKinds() {
    try {
      Class.forName("io.prometheus.client.Info");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @Override
  public void misbehave() {
    bad.add(
        new Collector() {
          private boolean registered;

          @Override
          public List<MetricFamilySamples> collect() {
            if (!registered) {
              registered = true;
              return Collections.emptyList();
            }
            throw new IllegalStateException("secret");
          }
        });
    bad.add(
        new Collector() {
          private boolean registered;

          @Override
          public List<MetricFamilySamples> collect() {
            if (registered) {
              Sleep.forever();
            }
            registered = true;
            return Collections.emptyList();
          }
        });
    bad.add(
        new Collector() {
          @Override
          public List<MetricFamilySamples> collect() {
            return Collections.singletonList(
                new GaugeMetricFamily("jvm_threads_current", "Another.", -1));
          }
        });
    for (Collector collector : bad) {
      collector.register();
    }
  }

  @Override
  public void behave() {
    for (Collector collector : bad) {
      CollectorRegistry.defaultRegistry.unregister(collector);
    }
  }

  @Override
  public int serve() throws Exception {
    return new HTTPServer(
            new InetSocketAddress("127.0.0.1", 0), CollectorRegistry.defaultRegistry, true)
        .getPort();
  }
}
