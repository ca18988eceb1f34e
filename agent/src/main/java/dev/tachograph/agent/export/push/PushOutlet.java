package dev.tachograph.agent.export.push;

import dev.tachograph.agent.export.http.UnloggedWork;
import dev.tachograph.agent.export.outlet.Outlet;
import io.prometheus.metrics.exporter.pushgateway.Format;
import io.prometheus.metrics.exporter.pushgateway.PushGateway;
import io.prometheus.metrics.exporter.pushgateway.Scheme;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Pushes the registry to a Pushgateway, by the Prometheus library and over a {@link
 * PlainConnection}.
 *
 * <p>The library would write a space in a grouping value as {@code +}, which in a path is a plus.
 */
public final class PushOutlet implements Outlet {
  private final PushOptions options;
  private final Supplier<PrometheusRegistry> registry;
  private final @Nullable UnloggedWork unlogged;
  private final String target;

  private volatile @Nullable PlainConnection connection;

  /**
   * @param unlogged runs what uses TLS; null = nothing special
   */
  public PushOutlet(
      PushOptions options, Supplier<PrometheusRegistry> registry, @Nullable UnloggedWork unlogged) {
    this.options = options;
    this.registry = registry;
    this.unlogged = unlogged;
    this.target = "the Pushgateway " + options.url + ", job " + options.job;
  }

  private interface Request {
    void make(PushGateway gateway) throws IOException;
  }

  @Override
  public String name() {
    return "push";
  }

  @Override
  public String success(String interval) {
    return "metrics to " + target + " every " + interval;
  }

  @Override
  public String failure() {
    return "cannot send metrics to " + target;
  }

  @Override
  public void send() throws IOException {
    make(
        gateway -> {
          if (options.add) {
            gateway.pushAdd();
          } else {
            gateway.push();
          }
        });
  }

  @Override
  public void sendLast() throws IOException {
    if (options.deleteOnExit) {
      make(PushGateway::delete);
    } else {
      send();
    }
  }

  @Override
  public void abort() {
    PlainConnection current = connection;
    if (current != null) {
      current.disconnect();
    }
  }

  private void make(Request request) throws IOException {
    UnloggedWork around = unlogged;
    if (around == null) {
      makeNow(request);
      return;
    }
    IOException[] failure = new IOException[1];
    around.run(
        () -> {
          try {
            makeNow(request);
          } catch (IOException e) {
            failure[0] = e;
          }
        });
    if (failure[0] != null) {
      throw failure[0];
    }
  }

  private void makeNow(Request request) throws IOException {
    try {
      request.make(gateway());
    } catch (IOException e) {
      // The library's message repeats the address and adds nothing to that of its cause.
      throw e.getCause() instanceof IOException ? (IOException) e.getCause() : e;
    }
  }

  private PushGateway gateway() throws IOException {
    URI url = options.url;
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    PushGateway.Builder gateway =
        PushGateway.builder()
            .registry(registry.get())
            .format(Format.PROMETHEUS_TEXT)
            .scheme(Scheme.fromString(String.valueOf(url.getScheme())))
            .address(url.getRawAuthority() + (path.endsWith("/") ? cut(path) : path))
            .job(options.job)
            .connectionTimeout(options.timeout)
            .readTimeout(options.timeout)
            .connectionFactory(this::connect);
    for (Map.Entry<String, String> label : options.grouping.entrySet()) {
      gateway.groupingKey(label.getKey(), label.getValue());
    }
    return gateway.build();
  }

  private HttpURLConnection connect(URL url) throws IOException {
    URL right = new URL(url.toString().replace("+", "%20"));
    PlainConnection made =
        new PlainConnection(
            right,
            "https".equals(right.getProtocol())
                ? TrustedSockets.factory(options.trustStore, options.trustStorePasswordFile)
                : null,
            new PushSecrets(options).headers());
    connection = made;
    return made;
  }

  private static String cut(String path) {
    return path.substring(0, path.length() - 1);
  }
}
