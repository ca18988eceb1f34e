package com.acme.metrics;

import com.sun.net.httpserver.HttpServer;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Metrics of SmallRye Metrics, by reflection: in MicroProfile Metrics 2 the registry is a class, in
 * 3 an interface.
 */
public final class SmallRyeMetrics implements MetricsLibrary {
  private static final String API = "org.eclipse.microprofile.metrics.";

  /** Not one of those that the endpoint shows. */
  private static final Object OTHER = registry();

  private static Object registry() {
    try {
      return Class.forName("io.smallrye.metrics.MetricsRegistryImpl")
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object application() throws Exception {
    Class<?> type = Class.forName(API + "MetricRegistry$Type");
    return Class.forName("io.smallrye.metrics.MetricRegistries")
        .getMethod("get", type)
        .invoke(null, type.getField("APPLICATION").get(null));
  }

  @Override
  public void define() {
    try {
      Object registry = application();
      Object tags = Array.newInstance(Class.forName(API + "Tag"), 1);
      Array.set(
          tags,
          0,
          Class.forName(API + "Tag")
              .getConstructor(String.class, String.class)
              .newInstance("path", "/a \"b\" c"));
      Object counter =
          registry
              .getClass()
              .getMethod("counter", String.class, tags.getClass())
              .invoke(registry, "app.requests", tags);
      counter.getClass().getMethod("inc", long.class).invoke(counter, 3L);
      register(registry, "app.size", "kilobytes", () -> 4.2);
      register(registry, "app.age", "minutes", () -> 2);
      update(metric(registry, "histogram", "app.body"), long.class, 100L);
      time(metric(registry, "timer", "app.latency"), Duration.ofMillis(50));
      time(metric(registry, "simpleTimer", "app.plain"), Duration.ofSeconds(7));
      Object meter = metric(registry, "meter", "app.marks");
      meter.getClass().getMethod("mark", long.class).invoke(meter, 7L);
      Object gauge = metric(registry, "concurrentGauge", "app.running");
      gauge.getClass().getMethod("inc").invoke(gauge);
      register(OTHER, "other.size", "none", () -> 1);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object metric(Object registry, String kind, String name) throws Exception {
    return registry.getClass().getMethod(kind, String.class).invoke(registry, name);
  }

  private static void update(Object metric, Class<?> type, Object value) throws Exception {
    metric.getClass().getMethod("update", type).invoke(metric, value);
  }

  private static void time(Object timer, Duration duration) throws Exception {
    try {
      update(timer, Duration.class, duration);
    } catch (NoSuchMethodException e) {
      timer
          .getClass()
          .getMethod("update", long.class, TimeUnit.class)
          .invoke(timer, duration.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private static void register(Object registry, String name, String unit, Callable<?> value) {
    try {
      Class<?> gauge = Class.forName(API + "Gauge");
      Object proxy =
          Proxy.newProxyInstance(
              gauge.getClassLoader(),
              new Class<?>[] {gauge},
              (self, method, arguments) ->
                  method.getName().equals("getValue")
                      ? value.call()
                      : method.getName().equals("hashCode") ? 1 : (Object) (self == arguments[0]));
      Object builder = Class.forName(API + "Metadata").getMethod("builder").invoke(null);
      Class<?> type = builder.getClass();
      type.getMethod("withName", String.class).invoke(builder, name);
      type.getMethod("withUnit", String.class).invoke(builder, unit);
      type.getMethod("withDescription", String.class).invoke(builder, "A value.");
      Class<?> kind = Class.forName(API + "MetricType");
      type.getMethod("withType", kind).invoke(builder, kind.getField("GAUGE").get(null));
      registry
          .getClass()
          .getMethod("register", Class.forName(API + "Metadata"), Class.forName(API + "Metric"))
          .invoke(registry, type.getMethod("build").invoke(builder), proxy);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void deploy() {
    register(OTHER, "deployed.size", "none", () -> 1);
  }

  @Override
  public void misbehave() {
    register(
        OTHER,
        "bad.throws",
        "none",
        () -> {
          throw new IllegalStateException("secret");
        });
    register(
        OTHER,
        "bad.hangs",
        "none",
        () -> {
          Sleep.forever();
          return 1;
        });
    register(OTHER, "jvm.threads.current", "none", () -> 1);
  }

  @Override
  public void behave() {
    try {
      Method remove = OTHER.getClass().getMethod("remove", String.class);
      remove.invoke(OTHER, "bad.throws");
      remove.invoke(OTHER, "bad.hangs");
      remove.invoke(OTHER, "jvm.threads.current");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As a server does that has SmallRye's endpoint. */
  @Override
  public int serve() throws Exception {
    Class<?> type = Class.forName("io.smallrye.metrics.MetricsRequestHandler");
    Class<?> responder = Class.forName(type.getName() + "$Responder");
    Object handler = type.getConstructor().newInstance();
    Method handle =
        type.getMethod("handleRequest", String.class, String.class, Stream.class, responder);
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          Object answer =
              Proxy.newProxyInstance(
                  responder.getClassLoader(),
                  new Class<?>[] {responder},
                  (self, method, arguments) -> {
                    byte[] text = String.valueOf(arguments[1]).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders((Integer) arguments[0], text.length);
                    exchange.getResponseBody().write(text);
                    exchange.close();
                    return null;
                  });
          try {
            handle.invoke(handler, "/metrics/application", "GET", Stream.of("text/plain"), answer);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        });
    server.start();
    return server.getAddress().getPort();
  }
}
