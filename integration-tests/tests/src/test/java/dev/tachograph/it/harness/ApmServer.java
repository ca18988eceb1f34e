package dev.tachograph.it.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;

/** What Elastic's agent sends its reports to; counts the transactions by their names. */
public final class ApmServer implements AutoCloseable {
  private static final Pattern TRANSACTION =
      Pattern.compile("(?m)^\\{\"transaction\":\\{\"timestamp\":\\d+,\"name\":\"([^\"]*)\"");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final HttpServer server;
  private final Map<String, Long> transactions = new TreeMap<>();

  public ApmServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", ApmServer::sayVersion);
    server.createContext("/intake/v2/events", this::take);
    server.start();
  }

  /** What the agent needs to send there. */
  public String[] arguments() {
    return new String[] {
      "-Delastic.apm.disable_send=false",
      "-Delastic.apm.server_url=http://127.0.0.1:" + server.getAddress().getPort(),
      "-Delastic.apm.api_request_time=1s",
      "-Delastic.apm.metrics_interval=0s"
    };
  }

  /** The number of transactions by name; a method's is {@code Class.method}. */
  public Map<String, Long> transactions() {
    synchronized (transactions) {
      return new TreeMap<>(transactions);
    }
  }

  private static void sayVersion(HttpExchange exchange) throws IOException {
    byte[] body = "{\"version\":\"8.12.0\"}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void take(HttpExchange exchange) throws IOException {
    String events;
    try (InputStream body = exchange.getRequestBody()) {
      boolean deflated =
          "deflate".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      InputStream plain = deflated ? new InflaterInputStream(body) : body;
      events = new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    }
    Matcher each = TRANSACTION.matcher(events);
    synchronized (transactions) {
      while (each.find()) {
        String name = UUID.matcher(each.group(1).replace('#', '.')).replaceAll("{uuid}");
        transactions.merge(name, 1L, Long::sum);
      }
    }
    exchange.sendResponseHeaders(202, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
