package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.Ports;
import dev.tachograph.it.harness.RealParts;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever is configured, the application starts; and what is wrong with it is said. */
class BadInputIT {
  private static JvmCommand jvm() {
    return JvmCommand.on(Jdks.oldest());
  }

  /** Runs the quiet application to its end, and returns what the agent said. */
  private static String startsAndSays(JvmCommand command) {
    try (RunningJvm app = PlainApps.jobs(command, "succeed", "wait", "exit=7")) {
      app.awaitStdout("> waiting");
      // The agent may say it a little later than the application starts.
      app.awaitStderr("tachograph ");
      app.endpoint();
      ExitedJvm exited = PlainApps.finish(app);
      assertThat(exited.exitCode()).isEqualTo(7);
      assertThat(exited.stdout()).containsExactly("> waiting");
      assertThat(exited.stderr()).allMatch(line -> line.startsWith("tachograph "));
      return String.join("\n", exited.stderr());
    }
  }

  private static JvmCommand onAnyPort() {
    return jvm().environment("TACHOGRAPH_HTTP_PORT", "0");
  }

  private static Path file(String name) {
    return Paths.newDirectory("bad-input").resolve(name);
  }

  @Test
  void unknownKey() {
    assertThat(startsAndSays(jvm().agent("colour=red")))
        .contains("tachograph WARN")
        .contains("colour");
  }

  @Test
  void misspeltKey_isAnsweredWithTheNearest() {
    assertThat(startsAndSays(jvm().agent("windwo.size=10")))
        .contains("tachograph WARN")
        .contains("windwo.size")
        .contains("window.size");
  }

  @Test
  void misspeltVariable_isAnsweredWithTheNearest() {
    assertThat(
            startsAndSays(
                onAnyPort().environment("TACHOGRAPH_WINDOW_SIZ", "10").agentArguments(null)))
        .contains("tachograph WARN")
        .contains("TACHOGRAPH_WINDOW_SIZ")
        .contains("TACHOGRAPH_WINDOW_SIZE");
  }

  @Test
  void badNumber() {
    assertThat(startsAndSays(jvm().agent("window.size=many")))
        .contains("tachograph ERROR")
        .contains("window.size")
        .contains("many")
        .contains("1000000");
  }

  @Test
  void badNumber_asSystemProperty() {
    assertThat(startsAndSays(jvm().jvm("-Dtachograph.window.size=-1").agent()))
        .contains("tachograph ERROR")
        .contains("tachograph.window.size")
        .contains("-1");
  }

  @Test
  void portOutOfRange_fallsBackToTheDefault() {
    JvmCommand command = jvm().agentArguments("http.port=70000,http.port-range=200");
    assertThat(startsAndSays(command))
        .contains("tachograph ERROR")
        .contains("http.port")
        .contains("70000")
        .contains("65535");
  }

  @Test
  void portTaken_theEndpointComesUpWhenItIsFree() throws IOException {
    ServerSocket taken = Ports.taken();
    int port = taken.getLocalPort();
    try (RunningJvm app =
        PlainApps.jobs(jvm().agentArguments("http.port=" + port), "succeed", "wait", "exit=7")) {
      app.awaitStdout("> waiting");
      assertThat(app.awaitStderr("tachograph WARN")).contains(String.valueOf(port));

      taken.close();

      assertThat(app.endpoint().getPort()).isEqualTo(port);
      assertThat(app.scrape().familyNames()).contains("tachograph_build_info");
      assertThat(PlainApps.finish(app).exitCode()).isEqualTo(7);
    } finally {
      taken.close();
    }
  }

  @Test
  void portTaken_theNextInTheRangeIsUsed() throws IOException {
    try (ServerSocket taken = Ports.taken();
        RunningJvm app =
            PlainApps.jobs(
                jvm().agentArguments("http.port=" + taken.getLocalPort() + ",http.port-range=50"),
                "wait")) {
      assertThat(app.endpoint().getPort())
          .isBetween(taken.getLocalPort() + 1, taken.getLocalPort() + 49);
      app.scrape();
      PlainApps.finish(app);
    }
  }

  @Test
  void missingFile() {
    Path missing = file("missing.properties");
    assertThat(startsAndSays(onAnyPort().agentArguments(missing.toString())))
        .contains("tachograph ERROR")
        .contains(missing.toString());
  }

  @Test
  void unreadableFile() throws IOException {
    Path file = file("unreadable.properties");
    Files.writeString(file, "http.port=0\n");
    Files.setPosixFilePermissions(file, Set.of());
    if (Files.isReadable(file)) {
      // Root may read everything but this.
      file = Path.of("/proc/self/mem");
      RealParts.require(Files.exists(file), "a file that even root cannot read");
    }
    assertThat(startsAndSays(onAnyPort().agentArguments(file.toString())))
        .contains("tachograph ERROR")
        .contains(file.toString());
  }

  @Test
  void directoryInsteadOfAFile() {
    Path directory = Paths.newDirectory("a-directory");
    assertThat(startsAndSays(onAnyPort().agentArguments(directory.toString())))
        .contains("tachograph ERROR")
        .contains(directory.toString())
        .contains("directory");
  }

  @Test
  void emptyFile_isNoProblem() throws IOException {
    Path file = file("empty.properties");
    Files.createFile(file);
    assertThat(startsAndSays(onAnyPort().agentArguments(file.toString())))
        .doesNotContain("WARN")
        .doesNotContain("ERROR");
  }

  @Test
  void invalidPattern() {
    assertThat(startsAndSays(jvm().agent("workers.methods=com.acme.jobs.Jobs.succeed")))
        .contains("tachograph ERROR")
        .contains("workers.methods")
        .contains("com.acme.jobs.Jobs.succeed")
        .contains("#");
  }

  @Test
  void fileThatIsNotUtf8() throws IOException {
    Path file = file("latin1.properties");
    Files.write(
        file,
        "http.port=0\nworkers.1.methods=com.acme.jobs.Jobs#succeed\nworkers.1.task-type=gr\u00fcn\n"
            .getBytes(StandardCharsets.ISO_8859_1));
    assertThat(startsAndSays(jvm().agentArguments(file.toString())))
        .contains("tachograph ERROR")
        .contains(file.toString())
        .contains("UTF-8");
  }

  @Test
  void severalProblems_areAllSaid_andCounted() {
    JvmCommand command = jvm().agent("colour=red", "window.size=many", "workers.methods=nonsense");
    try (RunningJvm app = PlainApps.jobs(command, "wait")) {
      app.endpoint();
      assertThat(app.scrape().value("tachograph_config_problems")).isEqualTo(3);
      assertThat(String.join("\n", app.stderr())).contains("colour", "window.size", "nonsense");
      PlainApps.finish(app);
    }
  }

  @Test
  void metricsDisabledByTheEnvironment_isNoEndpointAndNoAdvice() throws IOException {
    int port = Ports.free();
    Path log = file("class-load.txt");
    JvmCommand command =
        jvm()
            .environment("METRICS_ENABLED", "false")
            .environment("METRICS_PORT", String.valueOf(port))
            .jvm("-Xlog:class+load:file=" + log + ":none")
            .agentArguments("workers.methods=com.acme.jobs.Jobs#succeed");
    try (RunningJvm app = PlainApps.jobs(command, "succeed", "wait", "exit=7")) {
      app.awaitStdout("> waiting");
      Await.pause(1000);
      assertThatThrownBy(() -> Scrape.get(URI.create("http://127.0.0.1:" + port + "/metrics")))
          .isInstanceOf(UncheckedIOException.class);
      ExitedJvm exited = PlainApps.finish(app);
      assertThat(exited.exitCode()).isEqualTo(7);
      assertThat(exited.stderr())
          .allMatch(line -> line.startsWith("tachograph "))
          .noneMatch(line -> line.contains("metrics on"));
      assertThat(Files.readAllLines(log)).noneMatch(line -> line.startsWith("net.bytebuddy."));
    }
  }

  @Test
  void theLibrarysOwnVariables_areNotTheAgents() {
    JvmCommand command =
        jvm()
            .environment("IO_PROMETHEUS_BOGUS", "1")
            .environment("IO_PROMETHEUS_EXPORTER_HTTP_SERVER_PORT", "1")
            .environment("PROMETHEUS_CONFIG", "/does/not/exist")
            .jvm("-Dio.prometheus.bogus=1", "-Dprometheus.config=/does/not/exist")
            .agent("workers.methods=com.acme.jobs.Jobs#succeed");
    try (RunningJvm app = PlainApps.jobs(command, "succeed", "wait", "exit=7")) {
      app.awaitStdout("> waiting");
      Scrape scrape = app.scrape();
      assertThat(scrape.count("task_execute_time_seconds_count", "taskType", "Jobs")).isEqualTo(1);
      assertThat(scrape.familyNames()).anyMatch(name -> name.startsWith("jvm_memory_"));
      assertThat(
              Scrape.get(
                      app.endpoint(),
                      "Accept",
                      "application/vnd.google.protobuf;"
                          + " proto=io.prometheus.client.MetricFamily; encoding=delimited")
                  .statusCode())
          .isEqualTo(200);
      ExitedJvm exited = PlainApps.finish(app);
      assertThat(exited.exitCode()).isEqualTo(7);
      assertThat(exited.stderr()).allMatch(line -> line.startsWith("tachograph "));
    }
  }
}
