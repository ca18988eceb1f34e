package dev.tachograph.agent.export.http;

import static dev.tachograph.agent.export.testing.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tachograph.agent.export.testing.CapturedLog;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in: TLS, credentials, names of hosts. */
class EndpointAccessTest {
  private final CapturedLog log = new CapturedLog();
  private final List<MetricsEndpoint> endpoints = new ArrayList<>();
  private final Path directory;

  EndpointAccessTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private static HttpOptions options() {
    return new HttpOptions("127.0.0.1", 0, 1);
  }

  private int serve(HttpOptions options) throws Exception {
    MetricsEndpoint endpoint = new MetricsEndpoint(options, new Served(PrometheusRegistry::new));
    endpoints.add(endpoint);
    endpoint.start();
    eventually("the endpoint has a port", () -> endpoint.port() > 0);
    return endpoint.port();
  }

  private static HttpResponse<String> https(SSLContext context, int port) throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(context).build();
    return client.send(
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/metrics")).build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(int port, String path, @Nullable String authorization)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  @AfterEach
  void stop() {
    endpoints.forEach(MetricsEndpoint::close);
    log.close();
  }

  private TlsFiles pem(TestKeys keys, @Nullable TestKeys clients) throws Exception {
    keys.certificate(file("server.crt"));
    keys.key(file("server.key"));
    String ca = clients == null ? null : clients.certificate(file("clients.crt")).toString();
    return new TlsFiles(
        file("server.crt").toString(), file("server.key").toString(), null, null, ca);
  }

  @Test
  void certificateAndKeyAsText() throws Exception {
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      TestKeys keys = TestKeys.make(directory, "server-" + algorithm, algorithm);
      int port = serve(options().tls(pem(keys, null)));

      assertThat(https(TestKeys.client(null, keys), port).statusCode())
          .as(algorithm)
          .isEqualTo(200);
      assertThat(log.linesWith("metrics on https://127.0.0.1:" + port + "/metrics")).hasSize(1);
      try (RawClient plain = new RawClient(port)) {
        plain.send("GET /metrics HTTP/1.1\r\n\r\n");
        assertThatThrownBy(() -> plain.response()).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void keyStoreWithPasswordFile() throws Exception {
    TestKeys keys = TestKeys.make(directory, "server", "RSA");
    String password = keys.password(file("password")).toString();
    int port =
        serve(options().tls(new TlsFiles(null, null, keys.keystore.toString(), password, null)));

    assertThat(https(TestKeys.client(null, keys), port).statusCode()).isEqualTo(200);
  }

  @Test
  void clientsNeedACertificateThatIsTrustedAndNotExpired() throws Exception {
    TestKeys keys = TestKeys.make(directory, "server", "EC");
    TestKeys known = TestKeys.make(directory, "known", "EC");
    TestKeys unknown = TestKeys.make(directory, "unknown", "EC");
    TestKeys expired =
        TestKeys.make(directory, "expired", "EC", "-startdate", "-10d", "-validity", "1");
    TlsFiles files = pem(keys, known);
    Files.writeString(
        file("clients.crt"),
        Files.readString(file("clients.crt"))
            + Files.readString(expired.certificate(file("expired.crt"))));
    int port = serve(options().tls(files));

    assertThat(https(TestKeys.client(known, keys), port).statusCode()).isEqualTo(200);
    for (TestKeys refused : new @Nullable TestKeys[] {null, unknown, expired}) {
      SSLContext context = TestKeys.client(refused, keys);
      assertThatThrownBy(() -> https(context, port)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> https(context, port)).isInstanceOf(IOException.class);
    }
    // As many reasons as there are, each once.
    assertThat(log.linesWith("a client did not get through"))
        .hasSizeBetween(1, 3)
        .doesNotHaveDuplicates();
    assertThat(https(TestKeys.client(known, keys), port).statusCode()).isEqualTo(200);
  }

  @Test
  void exchangedCertificateIsServedAndAHalfWrittenOneIsNot() throws Exception {
    TestKeys first = TestKeys.make(directory, "first", "EC");
    TestKeys second = TestKeys.make(directory, "second", "EC");
    int port = serve(options().tls(pem(first, null)));
    assertThat(https(TestKeys.client(null, first), port).statusCode()).isEqualTo(200);

    Files.writeString(file("server.crt"), "-----BEGIN CERTIFICATE-----\nMIIB");
    eventually(
        "the half-written one is seen",
        () -> {
          assertThat(https(TestKeys.client(null, first), port).statusCode()).isEqualTo(200);
          return !log.linesWith("the endpoint's certificate stays as it was").isEmpty();
        });
    second.certificate(file("server.crt"));
    eventually(
        "the certificate is seen without its key",
        () -> {
          assertThat(https(TestKeys.client(null, first), port).statusCode()).isEqualTo(200);
          return !log.linesWith("is not that of").isEmpty();
        });
    second.key(file("server.key"));
    eventually(
        "the second is served",
        () -> {
          try {
            return https(TestKeys.client(null, second), port).statusCode() == 200;
          } catch (IOException e) {
            return false;
          }
        });
  }

  @Test
  void missingCertificateIsSaidAtOnceAndServedWhenItIsThere() throws Exception {
    TestKeys keys = TestKeys.make(directory, "server", "EC");
    TlsFiles files = pem(keys, null);
    Files.delete(file("server.key"));
    int port = serve(options().tls(files));
    assertThat(log.linesWith("server.key cannot be read")).hasSize(1);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> https(TestKeys.client(null, keys), port))
          .isInstanceOf(IOException.class);
    }
    assertThat(log.linesWith("server.key cannot be read")).hasSizeBetween(1, 2);
    keys.key(file("server.key"));
    assertThat(https(TestKeys.client(null, keys), port).statusCode()).isEqualTo(200);
  }

  @Test
  void basicAuthentication() throws Exception {
    Files.writeString(file("password"), "correct horse:ä\n");
    int port = serve(options().auth(new AuthFiles("prom", file("password").toString(), null)));

    assertThat(get(port, "/metrics", basic("prom:correct horse:ä")).statusCode()).isEqualTo(200);
    assertThat(get(port, "/metrics", basic("prom:correct horse:ä").replace("Basic", "bAsIc")))
        .returns(200, HttpResponse::statusCode);
    for (@Nullable String wrong :
        new @Nullable String[] {
          null,
          basic("prom:wrong"),
          basic("other:correct horse:ä"),
          basic("prom"),
          "Basic",
          "Basic %%%",
          "Bearer correct horse:ä",
          "nonsense"
        }) {
      HttpResponse<String> response = get(port, "/metrics", wrong);
      assertThat(response.statusCode()).as("%s", wrong).isEqualTo(401);
      assertThat(response.body()).isEmpty();
      assertThat(response.headers().firstValue("WWW-Authenticate"))
          .hasValue("Basic realm=\"metrics\"");
    }
    assertThat(get(port, "/-/healthy", null).statusCode()).isEqualTo(200);
    assertThat(get(port, "/-/healthyx", null).statusCode()).isEqualTo(404);
    assertThat(log.linesWith("401")).hasSize(1);
    assertThat(log.linesWith("correct horse")).isEmpty();
  }

  @Test
  void bearerAuthenticationAndANewToken() throws Exception {
    Files.writeString(file("token"), "first-token");
    int port = serve(options().auth(new AuthFiles(null, null, file("token").toString())));

    assertThat(get(port, "/metrics", "Bearer first-token").statusCode()).isEqualTo(200);
    assertThat(get(port, "/metrics", "Bearer first-toke").statusCode()).isEqualTo(401);
    Files.writeString(file("token"), "");
    eventually(
        "an empty file changes nothing",
        () -> {
          assertThat(get(port, "/metrics", "Bearer first-token").statusCode()).isEqualTo(200);
          return !log.linesWith("stay as they were").isEmpty();
        });
    Files.writeString(file("token"), "the-second-token");
    eventually(
        "the new one is accepted",
        () -> get(port, "/metrics", "Bearer the-second-token").statusCode() == 200);
    assertThat(get(port, "/metrics", "Bearer first-token").statusCode()).isEqualTo(401);
    assertThat(log.linesWith("-token")).isEmpty();
  }

  @Test
  void foreignNamesAreRefusedOnLoopback() throws Exception {
    int port = serve(options().allowedHosts(Set.of("metrics.example")));
    for (String host :
        List.of(
            "localhost:9779",
            "LOCALHOST",
            "app.localhost",
            "127.0.0.1",
            "10.1.2.3:80",
            "[::1]:9779",
            "metrics.example:9779")) {
      assertThat(statusFor(port, host)).as(host).startsWith("HTTP/1.1 200 ");
    }
    for (String host :
        List.of("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "")) {
      assertThat(statusFor(port, host)).as(host).startsWith("HTTP/1.1 403 ");
    }
  }

  private static String statusFor(int port, String host) throws Exception {
    try (RawClient client = new RawClient(port)) {
      return client.send("GET /-/healthy HTTP/1.1\r\nHost: " + host + "\r\n\r\n").response();
    }
  }

  @Test
  void everyAnswerForbidsToGuessItsType() throws Exception {
    int port = serve(options());
    for (String path : List.of("/metrics", "/-/healthy", "/nothing")) {
      assertThat(get(port, path, null).headers().firstValue("X-Content-Type-Options"))
          .hasValue("nosniff");
    }
  }
}
