package com.acme.metrics;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.reflect.Constructor;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;

/** Metrics of Micrometer in a Prometheus registry of either kind. */
public final class MicrometerMetrics implements MetricsLibrary {
  /** Whoever reads a maximum, and whenever, sees the same. */
  static final Duration NEVER = Duration.ofDays(1);

  private final MeterRegistry registry = prometheus();

  private static MeterRegistry prometheus() {
    try {
      return prometheus("io.micrometer.prometheusmetrics.");
    } catch (ClassNotFoundException e) {
      try {
        return prometheus("io.micrometer.prometheus.");
      } catch (ClassNotFoundException none) {
        throw new IllegalStateException(none);
      }
    }
  }

  private static MeterRegistry prometheus(String name) throws ClassNotFoundException {
    Class<?> config = Class.forName(name + "PrometheusConfig");
    Class<?> type = Class.forName(name + "PrometheusMeterRegistry");
    try {
      Constructor<?> constructor = type.getConstructor(config);
      return (MeterRegistry) constructor.newInstance(config.getField("DEFAULT").get(null));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  MeterRegistry registry() {
    return registry;
  }

  @Override
  public void define() {
    Counter.builder("app.requests")
        .description("Requests.")
        .tag("path", "/a \"b\" \\ c")
        .register(registry)
        .increment(3);
    Gauge.builder("app.size", () -> 4.2)
        .description("A size.")
        .baseUnit("bytes")
        .register(registry);
    Timer timer =
        Timer.builder("app.latency")
            .description("A latency.")
            .serviceLevelObjectives(Duration.ofMillis(100), Duration.ofSeconds(1))
            .distributionStatisticExpiry(NEVER)
            .register(registry);
    timer.record(Duration.ofMillis(50));
    timer.record(Duration.ofSeconds(7));
    DistributionSummary.builder("app.plain")
        .description("Without.")
        .distributionStatisticExpiry(NEVER)
        .register(registry)
        .record(2.5);
  }

  @Override
  public void deploy() {
    Gauge.builder("deployed.size", () -> 1).description("Deployed.").register(registry);
  }

  @Override
  public void misbehave() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void behave() {
    throw new UnsupportedOperationException();
  }

  /** As Spring Boot does, if it is there, and otherwise as applications without it do. */
  @Override
  public int serve() throws Exception {
    for (String name :
        new String[] {
          "org.springframework.boot.actuate.metrics.export.prometheus.",
          "org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus."
        }) {
      try {
        Class<?> endpoint = Class.forName(name + "PrometheusScrapeEndpoint");
        make(endpoint.getDeclaredConstructors()[0]);
        return 0;
      } catch (ClassNotFoundException e) {
        // Another version, or none.
      }
    }
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] text = scrape().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, text.length);
          exchange.getResponseBody().write(text);
          exchange.close();
        });
    server.start();
    return server.getAddress().getPort();
  }

  private void make(Constructor<?> endpoint) throws Exception {
    Object held = registry.getClass().getMethod("getPrometheusRegistry").invoke(registry);
    if (endpoint.getParameterCount() == 1) {
      endpoint.newInstance(held);
    } else {
      endpoint.newInstance(held, new Properties());
    }
  }

  private String scrape() {
    try {
      return (String) registry.getClass().getMethod("scrape").invoke(registry);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
