package dev.tachograph.agent.export.http;

import static dev.tachograph.agent.export.testing.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.export.testing.CapturedLog;
import dev.tachograph.agent.export.testing.ForkedJvm;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsEndpointTest {
  private static final String PROMETHEUS_WITH_NATIVE_HISTOGRAMS =
      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,"
          + "application/openmetrics-text;version=1.0.0;q=0.8,text/plain;version=0.0.4;q=0.5,"
          + "*/*;q=0.1";
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final CapturedLog log = new CapturedLog();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final List<MetricsEndpoint> endpoints = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();

  private MetricsEndpoint endpoint(String host, int port, int range) {
    MetricsEndpoint endpoint =
        new MetricsEndpoint(
            new HttpOptions(host, port, range).retryMillis(20), new Served(() -> registry));
    endpoints.add(endpoint);
    endpoint.start();
    return endpoint;
  }

  private MetricsEndpoint bound(int port, int range) throws Exception {
    MetricsEndpoint endpoint = endpoint("127.0.0.1", port, range);
    eventually("the endpoint has a port", () -> endpoint.port() > 0);
    return endpoint;
  }

  private int boundPort() throws Exception {
    return bound(0, 1).port();
  }

  private HttpResponse<byte[]> send(String method, int port, String target, String... headers)
      throws Exception {
    java.net.http.HttpRequest.Builder request =
        java.net.http.HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> get(int port, String target, String... headers) throws Exception {
    return send("GET", port, target, headers);
  }

  private static String body(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  private static String contentType(HttpResponse<byte[]> response) {
    return response.headers().firstValue("content-type").orElse("");
  }

  private static Collector polls() {
    return () ->
        new CounterSnapshot(
            new MetricMetadata("polls", "Polls."),
            List.of(new CounterDataPointSnapshot(5, Labels.of("taskType", "mail"), null, 0L)));
  }

  @AfterEach
  void stop() {
    endpoints.forEach(MetricsEndpoint::close);
    log.close();
  }

  @Test
  void textIsTheDefault() throws Exception {
    registry.register(polls());
    HttpResponse<byte[]> response = get(boundPort(), "/metrics");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(contentType(response)).isEqualTo(TEXT);
    assertThat(body(response))
        .isEqualTo(
            "# HELP polls_total Polls.\n# TYPE polls_total counter\n"
                + "polls_total{taskType=\"mail\"} 5.0\n");
  }

  @Test
  void openMetricsByAcceptHeader() throws Exception {
    registry.register(polls());
    HttpResponse<byte[]> response =
        get(boundPort(), "/metrics", "Accept", "application/openmetrics-text; version=1.0.0");

    assertThat(contentType(response)).startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(body(response)).contains("# TYPE polls counter\n").endsWith("# EOF\n");
  }

  @Test
  void protobufByAcceptHeader() throws Exception {
    registry.register(polls());
    HttpResponse<byte[]> response =
        get(boundPort(), "/metrics", "Accept", PROMETHEUS_WITH_NATIVE_HISTOGRAMS);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(contentType(response)).startsWith("application/vnd.google.protobuf");
    // One message: its length, then field 1, the name, of type string, with its length.
    byte[] body = response.body();
    assertThat(body).startsWith(body.length - 1, 0x0a, "polls_total".length());
    assertThat(new String(body, 3, "polls_total".length(), UTF_8)).isEqualTo("polls_total");
  }

  @Test
  void compressedOnRequest() throws Exception {
    registry.register(polls());
    HttpResponse<byte[]> response =
        get(boundPort(), "/metrics", "Accept-Encoding", "deflate, gzip");

    assertThat(response.headers().firstValue("content-encoding")).hasValue("gzip");
    byte[] unzipped = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
    assertThat(new String(unzipped, UTF_8)).contains("polls_total{taskType=\"mail\"} 5.0\n");
  }

  @Test
  void headAnswersLikeGetWithoutBody() throws Exception {
    registry.register(polls());
    int port = boundPort();
    for (String encoding : List.of("identity", "gzip")) {
      HttpResponse<byte[]> get = get(port, "/metrics", "Accept-Encoding", encoding);
      HttpResponse<byte[]> head = send("HEAD", port, "/metrics", "Accept-Encoding", encoding);

      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(head.headers().firstValue("content-length"))
          .isEqualTo(get.headers().firstValue("content-length"));
      assertThat(contentType(head)).isEqualTo(TEXT);
    }
    assertThat(log.linesWith("WARN")).isEmpty();
  }

  @Test
  void familiesByName() throws Exception {
    registry.register(polls());
    int port = boundPort();

    assertThat(body(get(port, "/metrics?name%5B%5D=polls_total"))).contains("polls_total");
    assertThat(body(get(port, "/metrics?name%5B%5D=other"))).isEmpty();
  }

  /** The library answers it with other formats, and echoes what it does not know. */
  @ParameterizedTest
  @ValueSource(strings = {"openmetrics", "text", "prometheus-protobuf", "nonsense"})
  void debugIsNotPassedOn(String value) throws Exception {
    registry.register(polls());
    int port = boundPort();
    HttpResponse<byte[]> response = get(port, "/metrics?debug=" + value);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(contentType(response)).isEqualTo(TEXT);
    assertThat(body(response)).isEqualTo(body(get(port, "/metrics")));
  }

  @Test
  void malformedQueryIsBadRequest() throws Exception {
    try (RawClient raw = new RawClient(boundPort())) {
      assertThat(raw.send("GET /metrics?name[]=%zz HTTP/1.1\r\n\r\n").response())
          .startsWith("HTTP/1.1 400 Bad Request\r\n");
    }
  }

  @Test
  void healthyEvenIfScrapesFail() throws Exception {
    registry.register(
        (Collector)
            () -> {
              throw new IllegalStateException("secret");
            });
    int port = boundPort();

    assertThat(get(port, "/metrics").statusCode()).isEqualTo(500);
    assertThat(get(port, "/-/healthy").statusCode()).isEqualTo(200);
  }

  @Test
  void failedScrapeTellsTheScraperNothingAndLogsItsCauseOnce() throws Exception {
    registry.register(
        (Collector)
            () -> {
              throw new UnsupportedOperationException("secret");
            });
    int port = boundPort();

    HttpResponse<byte[]> response = get(port, "/metrics", "Accept-Encoding", "gzip");
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(body(response)).isEqualTo("The scrape failed; the process has logged why\n");
    assertThat(response.headers().map().toString()).doesNotContain("secret", "gzip");
    assertThat(get(port, "/metrics").statusCode()).isEqualTo(500);
    assertThat(log.linesWith("secret")).hasSize(1);
  }

  @Test
  void otherPathsAreNotFound() throws Exception {
    int port = boundPort();
    for (String path : List.of("/", "/metric", "/metrics/", "/metricsx", "/-/", "/favicon.ico")) {
      assertThat(get(port, path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void otherMethodsAreNotAllowed() throws Exception {
    int port = boundPort();
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
      HttpResponse<byte[]> response = send(method, port, "/metrics");

      assertThat(response.statusCode()).as(method).isEqualTo(405);
      assertThat(response.headers().firstValue("allow")).hasValue("GET, HEAD");
    }
  }

  @Test
  void chosenPortIsLogged() throws Exception {
    int port = boundPort();

    assertThat(log.lines())
        .containsExactly("tachograph INFO metrics on http://127.0.0.1:" + port + "/metrics");
  }

  @Test
  void takenPortGivesWayToTheNextOfTheRange() throws Exception {
    // A range needs neighbouring ports; another process may hold one of them, so it is asked twice.
    eventually(
        "two neighbouring ports were free",
        () -> {
          int first = boundPort();
          if (first > 65_000) {
            return false;
          }
          int second = bound(first, 50).port();
          assertThat(second).isGreaterThan(first).isLessThan(first + 50);
          return true;
        });
    assertThat(log.linesWith("WARN")).isEmpty();
  }

  @Test
  void takenPortIsReportedOnceAndTakenOverWhenItIsFree() throws Exception {
    MetricsEndpoint endpoint;
    int port;
    try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = holder.getLocalPort();
      endpoint = endpoint("127.0.0.1", port, 1);
      eventually("it is reported", () -> !log.lines().isEmpty());
      Thread.sleep(200);
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("tachograph WARN no metrics endpoint on 127.0.0.1:" + port + " (");
      assertThat(endpoint.port()).isEqualTo(-1);
    }
    eventually("the port is taken over", () -> endpoint.port() == port);
    assertThat(get(port, "/-/healthy").statusCode()).isEqualTo(200);
  }

  @Test
  void unknownHostIsReportedOnce() throws Exception {
    MetricsEndpoint endpoint = endpoint("no.such.host.invalid", 9779, 1);
    eventually("it is reported", () -> !log.lines().isEmpty());

    assertThat(log.lines())
        .containsExactly(
            "tachograph WARN no metrics endpoint on no.such.host.invalid:9779 (unknown host);"
                + " trying again");
    assertThat(endpoint.port()).isEqualTo(-1);
  }

  @Test
  void addressOfAnotherMachineIsReportedOnce() throws Exception {
    endpoint("192.0.2.1", 9779, 3);
    eventually("it is reported", () -> !log.lines().isEmpty());

    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("tachograph WARN no metrics endpoint on 192.0.2.1:9779-9781 (");
  }

  @Test
  void loggingOfTheApplicationIsNotTouched(@TempDir Path classes) throws Exception {
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(
        services.resolve("java.lang.System$LoggerFinder"), ApplicationLogging.class.getName());
    ForkedJvm jvm = new ForkedJvm().classPath(classes).options("-Xlog:class+init=info");

    List<String> lines = jvm.run(ScrapeOnce.class).lines().collect(Collectors.toList());
    assertThat(lines).contains("200 OK");
    assertThat(lines)
        .noneMatch(line -> line.contains(ApplicationLogging.class.getSimpleName() + "'"))
        .noneMatch(line -> line.contains("Initializing 'java/util/logging/"));
  }

  /** What Log4j or SLF4J put on the class path. */
  public static final class ApplicationLogging extends System.LoggerFinder {
    @Override
    public System.Logger getLogger(String name, Module module) {
      throw new UnsupportedOperationException("before main has configured it");
    }
  }

  /** In a JVM of its own. */
  static final class ScrapeOnce {
    private ScrapeOnce() {}

    public static void main(String[] args) throws Exception {
      PrometheusRegistry registry = new PrometheusRegistry();
      registry.register(polls());
      try (MetricsEndpoint endpoint =
          new MetricsEndpoint(new HttpOptions("127.0.0.1", 0, 1), new Served(() -> registry))) {
        endpoint.start();
        eventually("the endpoint has a port", () -> endpoint.port() > 0);
        try (RawClient client = new RawClient(endpoint.port())) {
          String response = client.send("GET /metrics HTTP/1.1\r\n\r\n").response();
          System.out.println(response.contains("polls_total") ? "200 OK" : response);
        }
      }
    }
  }

  @Test
  void noSystemPropertyIsSet() throws Exception {
    Properties before = (Properties) System.getProperties().clone();
    registry.register(polls());
    assertThat(get(boundPort(), "/metrics").statusCode()).isEqualTo(200);

    Properties after = (Properties) System.getProperties().clone();
    after.keySet().removeAll(before.keySet());
    assertThat(after).isEmpty();
  }
}
