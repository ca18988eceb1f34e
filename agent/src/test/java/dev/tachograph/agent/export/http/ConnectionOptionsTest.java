package dev.tachograph.agent.export.http;

import static dev.tachograph.agent.export.testing.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.export.testing.CapturedLog;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.reflect.Field;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How the server's connections are set up. Only its own fields tell. */
class ConnectionOptionsTest {
  /** With the delay, an answer's body waits 40 ms for the client to confirm the header. */
  @Test
  void answersAreSentWithoutDelay() throws Exception {
    Page page =
        new Page() {
          @Override
          public String contentType() {
            return "text/plain";
          }

          @Override
          public byte[] content() {
            return "quick\n".getBytes(UTF_8);
          }
        };
    HttpOptions options = new HttpOptions("127.0.0.1", 0, 1);
    Served served = new Served(PrometheusRegistry::new).page("/quick", page);
    try (CapturedLog log = new CapturedLog();
        MetricsEndpoint endpoint = new MetricsEndpoint(options, served)) {
      endpoint.start();
      eventually("the server has a port", () -> endpoint.port() > 0);
      try (RawClient client = new RawClient(endpoint.port())) {
        client.send("GET /quick HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        assertThat(client.response()).endsWith("quick\n");
        // The endpoint answers before it has noted its server.
        eventually("the server is noted", () -> field(endpoint, "server") != null);
        Object server = in(in(in(in(endpoint, "server"), "server"), "server"), "server");
        assertThat((Collection<?>) in(server, "allConnections"))
            .singleElement()
            .satisfies(
                connection ->
                    assertThat(
                            ((SocketChannel) in(connection, "chan"))
                                .getOption(StandardSocketOptions.TCP_NODELAY))
                        .isTrue());
      }
      assertThat(log.lines()).noneMatch(line -> line.contains("WARN"));
    }
  }

  private static Object in(Object object, String name) throws ReflectiveOperationException {
    return Objects.requireNonNull(field(object, name), name);
  }

  private static @Nullable Object field(Object object, String name)
      throws ReflectiveOperationException {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field.get(object);
        }
      }
    }
    throw new NoSuchFieldException(object.getClass() + "." + name);
  }
}
