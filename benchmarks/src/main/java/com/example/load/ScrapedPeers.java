package com.example.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tachograph.benchmarks.peer.ClientJava;
import dev.tachograph.benchmarks.peer.DurationSeries;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Peers with an endpoint each, as their documentation sets it up. */
final class ScrapedPeers {
  static final String FAMILY = "task_execute_time_seconds";

  private ScrapedPeers() {}

  static final class ClientJavaSeries implements ScrapeTarget.ManySeries {
    private final DistributionDataPoint[] points;
    private final HTTPServer server;

    ClientJavaSeries(int count) throws IOException {
      PrometheusRegistry registry = new PrometheusRegistry();
      Summary summary =
          ClientJava.summaryBuilder()
              .name(FAMILY)
              .labelNames("status", "taskType")
              .register(registry);
      points = new DistributionDataPoint[count];
      for (int i = 0; i < count; i++) {
        points[i] = summary.labelValues("SUCCESS", "resource-" + i);
      }
      server =
          HTTPServer.builder()
              .inetAddress(InetAddress.getLoopbackAddress())
              .port(0)
              .registry(registry)
              .buildAndStart();
    }

    @Override
    public void record(int series, long nanos) {
      points[series].observe(nanos / 1e9);
    }

    @Override
    public int port() {
      return server.getPort();
    }
  }

  static final class MicrometerSeries implements ScrapeTarget.ManySeries {
    private final PrometheusMeterRegistry registry =
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Timer[] timers;
    private final HttpServer server;

    MicrometerSeries(int count) throws IOException {
      timers = new Timer[count];
      for (int i = 0; i < count; i++) {
        timers[i] =
            Timer.builder("work")
                .tag("kind", "resource-" + i)
                .publishPercentiles(DurationSeries.LEVELS)
                .register(registry);
      }
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/metrics", this::answer);
      server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream body = exchange.getResponseBody()) {
        registry.scrape(body, "text/plain");
      }
    }

    @Override
    public void record(int series, long nanos) {
      timers[series].record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public int port() {
      return server.getAddress().getPort();
    }
  }
}
