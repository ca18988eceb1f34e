package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.Ports;
import dev.tachograph.it.harness.RawClient;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code java -jar tachograph.jar}. */
class CommandLineIT {
  private static RunningJvm start(String... arguments) {
    return JvmCommand.on(Jdks.oldest()).startJar(Paths.agentJar(), arguments);
  }

  private static ExitedJvm run(String... arguments) {
    try (RunningJvm jvm = start(arguments)) {
      return jvm.awaitExit();
    }
  }

  private static Path file(String text) throws IOException {
    Path file = Paths.newDirectory("check").resolve("agent.properties");
    return Files.writeString(file, text);
  }

  @Test
  void help() {
    ExitedJvm exited = run("--help");

    assertThat(exited.exitCode()).isZero();
    assertThat(String.join("\n", exited.stdout()))
        .contains("-javaagent", "attach", "check", "serve", "http.port", "9779");
  }

  @Test
  void version() {
    ExitedJvm exited = run("--version");

    assertThat(exited.exitCode()).isZero();
    assertThat(String.join("\n", exited.stdout())).containsPattern("\\d+\\.\\d+\\.\\d+");
  }

  @Test
  void check_ofAGoodFile() throws IOException {
    ExitedJvm exited = run("check", file("http.port=9999\nwindow.size=100\n").toString());

    assertThat(exited.exitCode()).as(exited.toString()).isZero();
  }

  @Test
  void check_ofAnUnknownKey() throws IOException {
    ExitedJvm exited = run("check", file("windwo.size=100\n").toString());

    assertThat(exited.exitCode()).isEqualTo(1);
    assertThat(exited.toString()).contains("windwo.size").contains("window.size");
  }

  @Test
  void check_ofABadValue() throws IOException {
    ExitedJvm exited = run("check", file("http.port=70000\n").toString());

    assertThat(exited.exitCode()).isEqualTo(1);
    assertThat(exited.toString()).contains("http.port").contains("70000").contains("65535");
  }

  @Test
  void check_ofNoFile() {
    ExitedJvm exited = run("check", "/no/such/file.properties");

    assertThat(exited.exitCode()).isEqualTo(1);
    assertThat(exited.toString()).contains("/no/such/file.properties");
  }

  @Test
  void anythingElse_isRefused() {
    ExitedJvm exited = run("dance");

    assertThat(exited.exitCode()).isNotZero();
    assertThat(exited.toString()).contains("dance");
  }

  @Test
  void serve_showsAFileThatIsWrittenElsewhere() throws IOException {
    Path file = Paths.newDirectory("serve").resolve("metrics.prom");
    int port = Ports.free();
    URI endpoint = URI.create("http://127.0.0.1:" + port + "/metrics");
    try (RunningJvm server =
        start("serve", "--file", file.toString(), "--port", String.valueOf(port))) {
      Await.until(() -> "the server\n" + server, () -> !server.isAlive() || answers(endpoint));
      assertThat(Scrape.get(endpoint).statusCode()).isEqualTo(404);

      Files.writeString(file, "# HELP a_total All of them.\n# TYPE a_total counter\na_total 1\n");

      HttpResponse<String> response = Scrape.get(endpoint);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/plain; version=0.0.4");
      assertThat(Scrape.parse(response.body()).value("a_total")).isEqualTo(1);
    }
  }

  /** With the full matrix only: a scrape may have to wait until the slow ones lose. */
  static Stream<Jdk> jdksUnderSiege() {
    return JdkMatrix.ifFull(() -> Jdks.all().stream());
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("jdksUnderSiege")
  void serve_livesInASmallHeap_howeverManyDoNotRead(Jdk jdk) throws IOException {
    String line = "a{x=\"" + "y".repeat(100) + "%d\"} 1\n";
    StringBuilder text = new StringBuilder("# HELP a All of them.\n# TYPE a gauge\n");
    for (int i = 0; text.length() < 2_000_000; i++) {
      text.append(line.formatted(i));
    }
    Path file = Paths.newDirectory("serve").resolve("metrics.prom");
    Files.writeString(file, text);
    int port = Ports.free();
    URI endpoint = URI.create("http://127.0.0.1:" + port + "/metrics");
    List<RawClient> notReading = new ArrayList<>();
    try (RunningJvm server =
        JvmCommand.on(jdk)
            .jvm("-Xmx64m")
            .startJar(
                Paths.agentJar(),
                "serve",
                "--file",
                file.toString(),
                "--port",
                String.valueOf(port))) {
      Await.until(() -> "the server\n" + server, () -> !server.isAlive() || answers(endpoint));
      int size = Scrape.get(endpoint).body().length();
      assertThat(size).isGreaterThan(1_900_000);

      for (int i = 0; i < 64; i++) {
        RawClient client = new RawClient(port, 2048);
        notReading.add(client.send("GET /metrics?i=" + i + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
      }

      Await.until(() -> "an answer\n" + server, () -> !server.isAlive() || size == size(endpoint));
      assertThat(server.isAlive()).as(server::toString).isTrue();
      assertThat(server.stderr()).noneMatch(warning -> warning.contains("OutOfMemory"));
    } finally {
      for (RawClient client : notReading) {
        client.close();
      }
    }
  }

  private static int size(URI uri) {
    try {
      return Scrape.get(uri).body().length();
    } catch (UncheckedIOException e) {
      return 0;
    }
  }

  private static boolean answers(URI uri) {
    try {
      return Scrape.get(uri).statusCode() > 0;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  @Test
  void scrape_readsAnEndpoint_inEachFormat_andRefusesWhatIsNone() throws IOException {
    try (RunningJvm app =
        PlainApps.jobs(
            JvmCommand.on(Jdks.newest()).agent("timers.distribution=histogram"), "wait")) {
      String url = app.endpoint().toString();

      ExitedJvm text = run("scrape", url);
      assertThat(text.exitCode()).as(text.toString()).isZero();
      assertThat(Scrape.parse(String.join("\n", text.stdout()) + "\n").familyNames())
          .contains("tachograph_build_info", "jvm_threads_current");

      ExitedJvm openMetrics = run("scrape", url, "--format", "openmetrics");
      assertThat(openMetrics.stdout()).contains("# TYPE tachograph_build info").endsWith("# EOF");
      Path file = Paths.newDirectory("scrape").resolve("m.om");
      Files.writeString(file, String.join("\n", openMetrics.stdout()) + "\n");
      ExitedJvm again = run("scrape", file.toString(), "--format", "openmetrics");
      assertThat(again.stdout()).isEqualTo(openMetrics.stdout());

      ExitedJvm none = run("scrape", app.endpoint().resolve("/status.json").toString());
      assertThat(none.exitCode()).isEqualTo(1);
      assertThat(none.stdout()).isEmpty();
      PlainApps.finish(app);
    }
  }
}
