package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.Ports;
import dev.tachograph.it.harness.Pushgateway;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What arrives at a real Pushgateway. */
class PushgatewayIT {
  private static final String RULE = "workers.methods=com.acme.jobs.Jobs#work";
  private static final String WARNING = "tachograph WARN cannot send metrics to the Pushgateway ";
  private static final String SUCCESS = "tachograph INFO metrics to the Pushgateway ";

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  private static JvmCommand pushing(Jdk jdk, String url, String... settings) {
    return JvmCommand.on(jdk)
        .agentArguments(
            "http.enabled=false,push.url=" + url + ',' + RULE + ',' + String.join(",", settings));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aJobOfTwoSeconds_arrives_withItsGroup_andNoLoggerOfTheApplications(Jdk jdk)
      throws IOException {
    Path log = Paths.newDirectory("class-init").resolve("log.txt");
    try (Pushgateway gateway = Pushgateway.start()) {
      JvmCommand command =
          pushing(
                  jdk,
                  gateway.url().toString(),
                  "push.job=a nightly job",
                  "push.interval=10m",
                  "push.instance=ip",
                  "push.grouping.path=a/b",
                  "push.grouping.nothing=",
                  "push.grouping.text=x y+z")
              .jvm("-Xlog:class+init=info:file=" + log + ":none");
      try (RunningJvm app = PlainApps.jobs(command, "slow*7", "exit=3")) {
        ExitedJvm exited = app.awaitExit();
        assertThat(exited.exitCode()).isEqualTo(3);
        assertThat(exited.stderr()).hasSize(1).allMatch(line -> line.startsWith(SUCCESS));
      }
      Scrape scrape = gateway.scrape();
      assertThat(
              scrape.count(
                  "task_execute_time_seconds_count",
                  "job",
                  "a nightly job",
                  "path",
                  "a/b",
                  "text",
                  "x y+z"))
          .isEqualTo(7);
      assertThat(scrape.value("tachograph_export_failures_total", "outlet", "push")).isZero();
      assertThat(scrape.samples("http_client_request_time_seconds_count")).isEmpty();
      assertThat(scrape.labelValues("tachograph_build_info", "instance"))
          .hasSize(1)
          .doesNotContain("127.0.0.1", "");
      assertThat(Files.readString(log)).doesNotContain("Initializing 'java/util/logging/");
    }
  }

  @Test
  void add_leavesWhatOthersHavePushed_replaceDoesNot_andTheEndMayDelete() {
    try (Pushgateway gateway = Pushgateway.start()) {
      String url = gateway.url().toString();
      Jdk jdk = Jdks.newest();
      end(PlainApps.jobs(pushing(jdk, url, "push.job=shared"), "succeed*3", "slow*7"));
      end(
          PlainApps.jobs(
              pushing(jdk, url, "push.job=shared", "push.mode=add", "metrics.jvm=false"),
              "slow*7"));
      Scrape added = gateway.scrape();
      assertThat(added.samples("jvm_threads_current", "job", "shared")).hasSize(1);
      assertThat(added.samples("task_execute_time_seconds_count", "job", "shared")).hasSize(1);

      end(PlainApps.jobs(pushing(jdk, url, "push.job=shared", "metrics.jvm=false"), "slow*7"));
      assertThat(gateway.scrape().samples("jvm_threads_current", "job", "shared")).isEmpty();

      JvmCommand deleting =
          pushing(jdk, url, "push.job=shared", "push.delete-on-exit=true", "push.interval=100ms");
      try (RunningJvm app = PlainApps.jobs(deleting, "succeed*5", "wait")) {
        app.awaitStderr(SUCCESS);
        PlainApps.finish(app);
      }
      assertThat(gateway.scrape().samples("tachograph_build_info", "job", "shared")).isEmpty();
    }
  }

  /** Nothing flushes it, and the next regular push is far away. */
  @Test
  void aBatchOfOperations_arrives_thoughTheJvmEndsAtOnce() {
    try (Pushgateway gateway = Pushgateway.start()) {
      JvmCommand command =
          pushing(Jdks.newest(), gateway.url().toString(), "push.job=batch", "push.interval=10m");
      end(PlainApps.api(command, "seven"));

      assertThat(gateway.scrape().count("mailed_success_total", "job", "batch")).isEqualTo(7);

      // What has left a queue unseen is known by a second look.
      String url = gateway.url().toString();
      end(
          pushing(Jdks.newest(), url, "push.job=emptied", "push.interval=10m")
              .start(Paths.apps(), "com.acme.executors.LostTasksApp"));
      assertThat(gateway.scrape().count("java_executor_cancelled_tasks_total", "job", "emptied"))
          .isEqualTo(9);
    }
  }

  private static void end(RunningJvm app) {
    try (app) {
      assertThat(app.awaitExit().exitCode()).isZero();
    }
  }

  @Test
  void aGatewayThatComesLate_goesAndComesAgain_costsALineEach_andIsCounted() {
    int port = Ports.free();
    String url = "http://127.0.0.1:" + port;
    JvmCommand command = pushing(Jdks.oldest(), url, "push.job=ticking", "push.interval=100ms");
    try (RunningJvm app = PlainApps.ticking(command)) {
      app.awaitStderr(WARNING + url);
      try (Pushgateway gateway = Pushgateway.on(port)) {
        app.awaitStderr(SUCCESS + url);
        Await.until(
            () -> "the failures\n" + gateway.log(),
            () -> gateway.scrape().sum("tachograph_export_failures_total", "outlet", "push") >= 1);
      }
      awaitLines(app, WARNING, 2);
      try (Pushgateway gateway = Pushgateway.on(port)) {
        awaitLines(app, SUCCESS, 2);
        Await.until(
            () -> "the metrics\n" + gateway.log(),
            () -> !gateway.scrape().samples("tachograph_build_info", "job", "ticking").isEmpty());
      }
      awaitLines(app, WARNING, 3);
      assertThat(lines(app, SUCCESS)).isEqualTo(2);
    }
  }

  private static void awaitLines(RunningJvm app, String start, int count) {
    Await.until(() -> count + " lines " + start + "\n" + app, () -> lines(app, start) == count);
  }

  private static long lines(RunningJvm app, String start) {
    return app.stderr().stream().filter(line -> line.startsWith(start)).count();
  }

  /** It takes the connection, and never reads or answers. */
  @Test
  void aGatewayThatNeverAnswers_keepsTheJvmForNoLongerThanTheTimeout() throws IOException {
    try (ServerSocket silent = Ports.taken()) {
      JvmCommand command =
          pushing(
              Jdks.newest(),
              "http://127.0.0.1:" + silent.getLocalPort(),
              "push.job=j",
              "push.interval=100ms",
              "push.timeout=500ms");
      try (RunningJvm app = PlainApps.jobs(command, "succeed", "wait", "exit=3")) {
        app.awaitStderr(WARNING);
        ExitedJvm exited = PlainApps.finish(app);
        assertThat(exited.exitCode()).isEqualTo(3);
        assertThat(exited.stdout()).containsExactly("> waiting");
        assertThat(exited.stderr()).hasSize(1);
      }
    }
  }

  /** The password is "correct-horse"; Debian's Pushgateway wants its bcrypt hash. */
  @Test
  void aGatewayWithTlsAndPassword_letsInOnlyWhoHasBoth_andNoSecretIsShown() throws Exception {
    Path directory = Paths.newDirectory("secured-gateway");
    makeCertificate(directory);
    Path web = directory.resolve("web.yml");
    Files.writeString(
        web,
        "tls_server_config: {cert_file: server.crt, key_file: server.key}\n"
            + "basic_auth_users:\n"
            + "  alice: $2b$04$abcdefghijklmnopqrstuuPoaPXzWjiVz4HaNq2LJXksWbO79E.S6\n");
    Path password = Files.writeString(directory.resolve("password"), "wrong-horse\n");
    int port = Ports.free();
    Path log = directory.resolve("class-init.txt");
    JvmCommand command =
        pushing(
                Jdks.newest(),
                "https://127.0.0.1:" + port,
                "push.job=secured",
                "push.interval=100ms",
                "push.user=alice",
                "push.password-file=" + password,
                "push.trust-store=" + directory.resolve("server.crt"))
            .jvm("-Xlog:class+init=info:file=" + log + ":none");
    JvmCommand trustingNobody =
        pushing(
            Jdks.oldest(),
            "https://127.0.0.1:" + port,
            "push.job=untrusted",
            "push.interval=100ms");
    // Only the first of failures in a row says why.
    try (Pushgateway gateway = Pushgateway.on(port, "--web.config.file=" + web).awaitListening();
        RunningJvm app = PlainApps.ticking(command);
        RunningJvm other = PlainApps.ticking(trustingNobody)) {
      app.awaitStderr(WARNING);
      app.awaitStderrWith(" 401");
      Files.writeString(password, "correct-horse\n");
      app.awaitStderr(SUCCESS);
      assertThat(other.awaitStderr(WARNING)).contains("certification path");
      assertThat(app.stderr()).noneMatch(line -> line.contains("-horse"));
      assertThat(Files.readString(log)).doesNotContain("Initializing 'java/util/logging/");
    }
  }

  private static void makeCertificate(Path directory) throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed");
    Process process =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "30",
                "-subj",
                "/CN=gateway",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-keyout",
                "server.key",
                "-out",
                "server.crt")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
  }
}
