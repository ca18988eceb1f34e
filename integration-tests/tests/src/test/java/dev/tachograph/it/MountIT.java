package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.Ports;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import dev.tachograph.it.harness.TestKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The endpoint on the port of the application's own web server. */
class MountIT {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /**
   * A server in one version.
   *
   * @param server the class of the application that knows it
   */
  record Tested(String server, String version) {
    @Override
    public String toString() {
      return version;
    }
  }

  /** The oldest of each server on the oldest JDK, the newest on the newest. */
  static Stream<Arguments> serversAndJdks() {
    return Stream.concat(oldestAndNewest(), JdkMatrix.ifFull(MountIT::inBetween));
  }

  private static Stream<Arguments> inBetween() {
    return Stream.of(
        Arguments.of(new Tested("JettyServer", "jetty-11.0.26"), Jdks.newest()),
        Arguments.of(new Tested("JettyServer", "jetty-12.0.0"), Jdks.atLeast(17)));
  }

  private static Stream<Arguments> oldestAndNewest() {
    Jdk old = Jdks.atLeast(17);
    Jdk current = Jdks.newest();
    return Stream.of(
        Arguments.of(new Tested("TomcatServer", "tomcat-9.0.27"), old),
        Arguments.of(new Tested("TomcatServer", "tomcat-11.0.27"), current),
        Arguments.of(new Tested("JettyServer", "jetty-9.4.0"), old),
        Arguments.of(new Tested("JettyServer", "jetty-12.1.14"), current),
        Arguments.of(new Tested("UndertowServer", "undertow-1.4.28"), old),
        Arguments.of(new Tested("UndertowServer", "undertow-2.4.4"), current),
        Arguments.of(new Tested("VertxServer", "vertx-4.0.0"), old),
        Arguments.of(new Tested("VertxServer", "vertx-5.2.0"), current),
        Arguments.of(new Tested("ReactorNettyServer", "reactornetty-1.0.0"), old),
        Arguments.of(new Tested("ReactorNettyServer", "reactornetty-1.3.7"), current));
  }

  static Stream<Arguments> newestServers() {
    return serversAndJdks().filter(one -> one.get()[1].equals(Jdks.newest()));
  }

  @ParameterizedTest
  @MethodSource("serversAndJdks")
  void theApplicationsPort_servesMetrics_withoutAPortOfTheAgents(Tested tested, Jdk jdk)
      throws Exception {
    int port = Ports.free();
    try (RunningJvm app = start(tested, jdk, port, List.of("http.mount=/metrics"))) {
      HttpResponse<byte[]> all = get(port, "/metrics");
      assertThat(all.statusCode()).as(app::toString).isEqualTo(200);
      assertThat(all.headers().firstValue("Content-Type"))
          .contains("text/plain; version=0.0.4; charset=utf-8");
      assertThat(Scrape.parse(text(all)).value("jvm_threads_current")).isPositive();
      assertThat(text(all))
          .contains("tachograph_instrumented_classes{instrumentation=\"mount\"} 1");

      HttpResponse<byte[]> one = get(port, "/metrics?name[]=jvm_threads_current");
      assertThat(text(one).lines().filter(line -> !line.startsWith("#")))
          .singleElement()
          .asString()
          .startsWith("jvm_threads_current ");
      assertThat(text(get(port, "/metrics", "Accept", "application/openmetrics-text")))
          .endsWith("# EOF\n");
      HttpResponse<byte[]> compressed = get(port, "/metrics", "Accept-Encoding", "gzip");
      assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
      assertThat(unzipped(compressed.body())).contains("jvm_threads_current");
      HttpResponse<byte[]> head = send(request(port, "/metrics").method("HEAD", none()));
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();

      assertThat(headAndAnotherHost(port)).containsExactly(200, 403);
      if (tested.server.equals("TomcatServer")) {
        HttpResponse<String> upgraded =
            CLIENT.send(
                request(port, "/metrics").version(HttpClient.Version.HTTP_2).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(upgraded.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(Scrape.parse(upgraded.body()).value("jvm_threads_current")).isPositive();
      }

      assertThat(text(get(port, "/hello"))).isEqualTo("hello");
      assertThat(get(port, "/metrics/").statusCode()).isEqualTo(404);
      assertThat(send(request(port, "/metrics").method("POST", none())).statusCode())
          .isEqualTo(404);
      assertThat(get(port, "/metrics", "X-Forwarded-For", "10.0.0.1").statusCode()).isEqualTo(404);
      assertThat(burst(port)).contains(200).isSubsetOf(200, 503);
      assertThat(text(get(port, "/metrics"))).doesNotContain("probe_errors_total{probe=\"mount\"}");
      assertThat(app.stderr()).noneMatch(line -> line.startsWith("tachograph ERROR"));
    }
  }

  @ParameterizedTest
  @MethodSource("newestServers")
  void aPathThatTheApplicationServes_isLeftToIt_withAWarning(Tested tested, Jdk jdk)
      throws Exception {
    int port = Ports.free();
    try (RunningJvm app = start(tested, jdk, port, List.of("http.mount=/metrics"), "own")) {
      assertThat(text(get(port, "/metrics"))).isEqualTo("the application's own");
      assertThat(text(get(port, "/metrics?name[]=x"))).isEqualTo("the application's own");
      // The answer may be there before the warning.
      app.awaitStderr("tachograph WARN");
      assertThat(app.stderr())
          .filteredOn(line -> line.startsWith("tachograph WARN"))
          .singleElement()
          .asString()
          .contains("http.mount", "/metrics", "" + port, "left to it");
    }
  }

  @Test
  void onlyThoseMayAsk_whoAreNamed_orHaveTheToken() throws Exception {
    Path directory = Paths.newDirectory("mount");
    Path token = Files.writeString(directory.resolve("token"), "s3cret\n");
    Tested tested = new Tested("UndertowServer", "undertow-2.4.4");
    int port = Ports.free();
    try (RunningJvm app =
        start(
            tested,
            Jdks.newest(),
            port,
            List.of("http.mount=/metrics", "http.mount.bearer-file=" + token))) {
      assertThat(get(port, "/metrics").statusCode()).isEqualTo(401);
      assertThat(get(port, "/metrics", "Authorization", "Bearer wrong").statusCode())
          .isEqualTo(401);
      HttpResponse<byte[]> right =
          get(port, "/metrics", "Authorization", "Bearer s3cret", "X-Forwarded-For", "192.0.2.1");
      assertThat(text(right)).contains("jvm_threads_current");
      assertThat(app.stderr()).noneMatch(line -> line.contains("s3cret"));
    }
    try (RunningJvm app =
        start(
            tested,
            Jdks.newest(),
            port,
            List.of("http.mount=/metrics", "http.mount.allow=10.0.0.0/8"))) {
      assertThat(get(port, "/metrics").statusCode()).isEqualTo(404);
      app.awaitStderr("tachograph WARN");
      assertThat(app.stderr())
          .filteredOn(line -> line.startsWith("tachograph WARN"))
          .singleElement()
          .asString()
          .contains("http.mount.allow", "127.0.0.1");
    }
    try (RunningJvm app =
        start(
            tested,
            Jdks.newest(),
            port,
            List.of("http.mount=/metrics", "http.mount.bearer-file=" + token + "-missing"))) {
      app.awaitStderr("tachograph ERROR there is no http.mount: http.mount.bearer-file = ");
      assertThat(get(port, "/metrics").statusCode()).isEqualTo(404);
    }
  }

  static Stream<Arguments> encrypted() {
    return newestServers()
        .filter(one -> one.get()[0].toString().matches("(tomcat|jetty|undertow).*"));
  }

  /** Tomcat and Undertow speak HTTP/2 here, which the client asks for; Jetty does not. */
  @ParameterizedTest
  @MethodSource("encrypted")
  void byTls_andByHttp2_metricsAreServedToo(Tested tested, Jdk jdk) throws Exception {
    int port = Ports.free();
    HttpClient client = HttpClient.newBuilder().sslContext(TestKeys.trusting()).build();
    try (RunningJvm app =
        start(tested, jdk, port, List.of("http.mount=/metrics"), "tls", "" + TestKeys.store())) {
      URI uri = URI.create("https://127.0.0.1:" + port);
      HttpResponse<byte[]> metrics =
          client.send(
              HttpRequest.newBuilder(uri.resolve("/metrics")).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      assertThat(metrics.statusCode()).as(app::toString).isEqualTo(200);
      assertThat(Scrape.parse(text(metrics)).value("jvm_threads_current")).isPositive();
      assertThat(metrics.version())
          .isEqualTo(
              tested.server.equals("JettyServer")
                  ? HttpClient.Version.HTTP_1_1
                  : HttpClient.Version.HTTP_2);
      HttpResponse<byte[]> hello =
          client.send(
              HttpRequest.newBuilder(uri.resolve("/hello")).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      assertThat(text(hello)).isEqualTo("hello");
      assertThat(app.stderr()).noneMatch(line -> line.startsWith("tachograph ERROR"));
    }
  }

  @Test
  void withoutTheKey_nothingIsWoven() throws Exception {
    int port = Ports.free();
    try (RunningJvm app =
        start(new Tested("UndertowServer", "undertow-2.4.4"), Jdks.newest(), port, null)) {
      assertThat(get(port, "/metrics").statusCode()).isEqualTo(404);
      assertThat(app.scrape().value("tachograph_instrumented_classes", "instrumentation", "mount"))
          .isZero();
    }
  }

  /**
   * @param settings null for the defaults
   */
  private static RunningJvm start(
      Tested tested, Jdk jdk, int port, @Nullable List<String> settings, String... more) {
    JvmCommand command = JvmCommand.on(jdk);
    if (settings == null) {
      command.agent();
    } else {
      command.agentArguments("http.enabled=false," + String.join(",", settings));
    }
    String[] arguments =
        Stream.concat(Stream.of("com.acme.mount." + tested.server, "" + port), Stream.of(more))
            .toArray(String[]::new);
    RunningJvm app =
        command.start(
            Paths.apps("mount/" + tested.version), "com.acme.mount.MountProgram", arguments);
    app.awaitStdout("> ready");
    return app;
  }

  private static HttpRequest.Builder request(int port, String path, String... headers) {
    URI uri = URI.create("http://127.0.0.1:" + port + path.replace("[", "%5B").replace("]", "%5D"));
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static HttpResponse<byte[]> get(int port, String path, String... headers)
      throws IOException, InterruptedException {
    return send(request(port, path, headers));
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(
        request.version(HttpClient.Version.HTTP_1_1).timeout(PATIENCE).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  /**
   * The statuses of two requests by one connection: a HEAD, which leaves it open, and a GET by a
   * name that is not this machine's.
   */
  private static List<Integer> headAndAnotherHost(int port) throws IOException {
    List<Integer> statuses = new ArrayList<>();
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      InputStream in = socket.getInputStream();
      for (String head : List.of("HEAD /metrics", "GET /metrics")) {
        String host = head.startsWith("HEAD") ? "localhost" : "evil.example";
        String request = head + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
          int c = in.read();
          assertThat(c).as("after %s: %s", head, answer).isNotNegative();
          answer.append((char) c);
        }
        statuses.add(Integer.parseInt(answer.toString().split(" ")[1]));
      }
    }
    return statuses;
  }

  /** The statuses of more scrapes at once than the agent takes. */
  private static List<Integer> burst(int port) throws Exception {
    HttpRequest request = request(port, "/metrics").version(HttpClient.Version.HTTP_1_1).build();
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      answers.add(
          CLIENT
              .sendAsync(request, HttpResponse.BodyHandlers.discarding())
              .thenApply(HttpResponse::statusCode));
    }
    List<Integer> statuses = new ArrayList<>();
    for (CompletableFuture<Integer> answer : answers) {
      statuses.add(answer.get(1, TimeUnit.MINUTES));
    }
    return statuses;
  }

  private static HttpRequest.BodyPublisher none() {
    return HttpRequest.BodyPublishers.noBody();
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static String unzipped(byte[] body) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
