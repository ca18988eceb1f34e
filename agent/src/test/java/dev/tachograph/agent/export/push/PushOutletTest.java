package dev.tachograph.agent.export.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent, byte for byte; the integration tests ask a real gateway what it has understood. */
class PushOutletTest {
  private final Path directory;
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final HttpServer server;
  private volatile String method = "";
  private volatile String path = "";
  private volatile String body = "";
  private volatile Map<String, List<String>> headers = Map.of();
  private volatile int status = 200;

  PushOutletTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    registry.register(
        (Collector)
            () ->
                new GaugeSnapshot(
                    new MetricMetadata("depth", "Depth."),
                    List.of(new GaugeDataPointSnapshot(3, Labels.EMPTY, null))));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/",
        exchange -> {
          method = exchange.getRequestMethod();
          path = exchange.getRequestURI().getRawPath();
          headers = Map.copyOf(exchange.getRequestHeaders());
          body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          byte[] answer = "what is wrong".getBytes(UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private PushOptions options(String job) {
    return new PushOptions(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/base/"), job);
  }

  private PushOutlet outlet(PushOptions options) {
    return new PushOutlet(options, () -> registry, null);
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  @Test
  void replaceIsAPutOfTheTextFormat() throws IOException {
    outlet(options("nightly")).send();

    assertThat(method).isEqualTo("PUT");
    assertThat(path).isEqualTo("/base/metrics/job/nightly");
    assertThat(body).isEqualTo("# HELP depth Depth.\n# TYPE depth gauge\ndepth 3.0\n");
    assertThat(String.valueOf(headers.get("Content-type")))
        .startsWith("[text/plain; version=0.0.4");
    assertThat(headers).doesNotContainKeys("Authorization", "Cookie");
  }

  @Test
  void addIsAPost() throws IOException {
    outlet(options("nightly").add()).send();

    assertThat(method).isEqualTo("POST");
  }

  @Test
  void theLastIsAPushOrADelete() throws IOException {
    outlet(options("nightly")).sendLast();
    assertThat(method).isEqualTo("PUT");

    outlet(options("nightly").deleteOnExit()).sendLast();
    assertThat(method).isEqualTo("DELETE");
    assertThat(body).isEmpty();
    assertThat(path).isEqualTo("/base/metrics/job/nightly");
  }

  @Test
  void theGroupingKeyIsSortedAndEscapedAsThePythonClientDoes() throws IOException {
    outlet(
            options("a job")
                .grouping("z", "a/b")
                .grouping("empty", "")
                .grouping("c", "x y+z")
                .grouping("b", "größe"))
        .send();

    assertThat(path)
        .isEqualTo(
            "/base/metrics/job/a%20job/b/gr%C3%B6%C3%9Fe/c/x%20y%2Bz/empty@base64/=/z@base64/YS9i");
  }

  @Test
  void credentialsComeFromFilesAndAreReadAtEachPush() throws IOException {
    String password = file("password", "Aladdin\n");
    PushOutlet outlet = outlet(options("j").basic("alice", password));
    outlet.send();
    assertThat(headers.get("Authorization")).containsExactly("Basic YWxpY2U6QWxhZGRpbg==");

    file("password", "other");
    outlet.send();
    assertThat(headers.get("Authorization")).containsExactly("Basic YWxpY2U6b3RoZXI=");

    outlet(options("j").bearer(file("token", "t0ken\r\n"))).send();
    assertThat(headers.get("Authorization")).containsExactly("Bearer t0ken");

    outlet(options("j").headers(file("headers", "X-Scope-OrgID: tenant\n\nX-Key:  k: 2 \n")))
        .send();
    assertThat(headers.get("X-scope-orgid")).containsExactly("tenant");
    assertThat(headers.get("X-key")).containsExactly("k: 2");
  }

  @Test
  void aSecretThatCannotBeSentIsNotShown() throws IOException {
    String twoLines = file("token", "secret\nEvil: header");
    assertThatThrownBy(() -> outlet(options("j").bearer(twoLines)).send())
        .hasMessage(twoLines + " holds a control character");
    String noHeader = file("headers", "secret without a name");
    assertThatThrownBy(() -> outlet(options("j").headers(noHeader)).send())
        .hasMessage(noHeader + " line 1 is not 'Name: value'");
  }

  @Test
  void aRefusalIsAFailureThatSaysWhy() {
    status = 400;
    assertThatThrownBy(() -> outlet(options("j")).send())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("400")
        .hasMessageContaining("what is wrong");
    status = 301;
    assertThatThrownBy(() -> outlet(options("j")).send()).hasMessageContaining("301");
  }

  /** A server that refuses somebody does not read what comes, so that more would break the pipe. */
  @Test
  void aRefusalOfCredentialsIsHeardBeforeTheBodyIsSent() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    try (ServerSocket refusing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread thread =
          new Thread(
              () -> {
                try (Socket socket = refusing.accept()) {
                  BufferedReader in =
                      new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
                  String line = in.readLine();
                  while (line != null && !line.isEmpty()) {
                    line = in.readLine();
                  }
                  socket.getOutputStream().write("HTTP/1.1 401 No\r\n\r\n".getBytes(UTF_8));
                  socket.shutdownOutput();
                  while (in.read() >= 0) {
                    sent.incrementAndGet();
                  }
                } catch (IOException e) {
                  sent.set(-1);
                }
              });
      thread.start();
      PushOptions options =
          new PushOptions(URI.create("http://127.0.0.1:" + refusing.getLocalPort()), "j")
              .basic("alice", file("password", "wrong"));
      assertThatThrownBy(() -> outlet(options).send()).hasMessageContaining("401");
      thread.join();
    }
    assertThat(sent).hasValue(0);
  }

  @Test
  void nonsenseIsAFailure() throws Exception {
    try (ServerSocket nonsense = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread thread =
          new Thread(
              () -> {
                try (Socket socket = nonsense.accept()) {
                  socket
                      .getOutputStream()
                      .write("220 mail.example.com ESMTP\r\n\r\n".getBytes(UTF_8));
                } catch (IOException e) {
                  // The test fails by itself.
                }
              });
      thread.start();
      PushOptions options =
          new PushOptions(URI.create("http://127.0.0.1:" + nonsense.getLocalPort()), "j");
      assertThatThrownBy(() -> outlet(options).send()).isInstanceOf(IOException.class);
      thread.join();
    }
  }

  @Test
  void theInstanceIsAnAddressOfThisHost() throws IOException {
    String ip = InstanceLabel.ip(URI.create("http://127.0.0.1:9091"));

    InetAddress address = InetAddress.getByName(ip);
    assertThat(java.net.NetworkInterface.getByInetAddress(address)).isNotNull();
    assertThat(InstanceLabel.uuid()).isNotEqualTo(InstanceLabel.uuid()).hasSize(36);
    assertThat(InstanceLabel.hostName()).isNotBlank();
  }
}
