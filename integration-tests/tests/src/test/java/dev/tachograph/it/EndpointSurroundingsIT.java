package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the endpoint must not do to the application, nor the application to the endpoint. */
class EndpointSurroundingsIT {
  private static final String PROTOBUF =
      "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
          + " encoding=delimited";

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void loggersAndHttpServerOfTheApplication_areItsOwn_evenIfItWasScrapedBeforeItChoseThem(Jdk jdk)
      throws IOException {
    Path services = Paths.newDirectory("services");
    Path file = services.resolve("META-INF/services/java.lang.System$LoggerFinder");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "com.acme.jobs.OwnServerApp$OwnFinder");
    Path log = Paths.newDirectory("class-load").resolve("log.txt");
    JvmCommand command =
        JvmCommand.on(jdk)
            .agent()
            .jvm("-Xlog:class+init=info:file=" + log + ":none")
            .jvm("--add-opens=jdk.httpserver/sun.net.httpserver=ALL-UNNAMED");
    try (RunningJvm app = PlainApps.ownServer(command, services)) {
      app.awaitStdout("> waiting");
      URI endpoint = app.endpoint();
      assertThat(Scrape.get(endpoint).statusCode()).isEqualTo(200);
      assertThat(Scrape.get(endpoint, "Accept", PROTOBUF).statusCode()).isEqualTo(200);
      assertThat(Files.readString(log)).doesNotContain("Initializing 'java/util/logging/");

      PlainApps.goOn(app);
      assertThat(app.stdout())
          .contains("> logger finders made 0", "> log manager OwnLogManager", "> own limit 7000")
          .noneMatch(line -> line.startsWith("> property"));
      // It has interrupted all threads.
      assertThat(Scrape.get(endpoint).statusCode()).isEqualTo(200);
      assertThat(app.stderr()).allMatch(line -> line.startsWith("tachograph INFO "));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tachograph.it.harness.JdkMatrix#firstTurn")
  void poolThatHangsOrFailsWhenItIsAsked_costsItsOwnSeriesOnly(Jdk jdk) {
    try (RunningJvm app = PlainApps.hungQueue(JvmCommand.on(jdk).agent())) {
      app.awaitStdout("> waiting");
      for (int i = 0; i < 6; i++) {
        Scrape scrape = app.scrape();
        assertThat(scrape.value("java_executor_queued_tasks", "executor", "plain-pool")).isZero();
        for (String odd : List.of("hung-pool", "failing-pool")) {
          assertThat(
                  scrape.samples("java_executor_queued_tasks").stream()
                      .filter(sample -> sample.label("executor").equals(odd)))
              .isEmpty();
          assertThat(scrape.value("java_executor_submitted_tasks_total", "executor", odd))
              .isEqualTo(1);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tachograph.it.harness.JdkMatrix#secondTurn")
  void poolThatIsShutDownOrExcluded_isNotAskedAtAll(Jdk jdk) {
    JvmCommand command = JvmCommand.on(jdk).agent("executors.exclude=named-*");
    try (RunningJvm app = PlainApps.askedQueue(command)) {
      app.awaitStdout("> waiting");
      for (int i = 0; i < 3; i++) {
        Scrape scrape = whereOpenPoolHasAnswered(app);
        assertThat(scrape.value("java_executor_queued_tasks", "executor", "open-pool")).isZero();
        assertThat(scrape.value("java_executor_running_tasks", "executor", "closing-pool"))
            .isEqualTo(1);
      }
      PlainApps.goOn(app);
      assertThat(app.stdout())
          .doesNotContain("> asked open 0")
          .contains("> asked closed 0", "> asked closing 0", "> asked named 0");
    }
  }

  /** A scrape does not wait long for what is asked of the application's code. */
  private static Scrape whereOpenPoolHasAnswered(RunningJvm app) {
    Scrape[] last = {app.scrape()};
    Await.until(
        () -> "an answer of the pool\n" + app,
        () -> {
          last[0] = app.scrape();
          return !last[0].samples("java_executor_queued_tasks", "executor", "open-pool").isEmpty();
        });
    return last[0];
  }

  @ParameterizedTest
  @MethodSource("dev.tachograph.it.harness.JdkMatrix#firstTurn")
  void clientsThatNeverRead_doNotTakeTheApplicationsHeap(Jdk jdk) throws IOException {
    JvmCommand command =
        JvmCommand.on(jdk)
            .agent(
                "timers.distribution=both",
                "workers.1.methods=com.acme.jobs.TightHeapApp#work",
                "workers.1.task-type={arg0}")
            .jvm("-Xmx192m");
    List<Socket> clients = new ArrayList<>();
    try (RunningJvm app = PlainApps.tightHeap(command, 1000, 150, 50)) {
      app.awaitStdout("> worked");
      URI endpoint = app.endpoint();
      assertThat(Scrape.get(endpoint).body().length()).isGreaterThan(1_000_000);
      for (int i = 0; i < 64; i++) {
        clients.add(neverReads(endpoint.getPort()));
      }
      int round = rounds(app);
      Await.until(
          () -> "the application goes on\n" + app, () -> rounds(app) > round + 3 || !app.isAlive());
      // Who is slow to read may lose an answer to another.
      Await.until(
          () -> "somebody who reads is answered\n" + app,
          () -> Scrape.isAnswered(endpoint) || !app.isAlive());
      assertThat(app.isAlive()).isTrue();
      assertThat(app.stdout()).noneMatch(line -> line.equals("> out of memory"));
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  /** As a modular application has it, whose graph ends where it needs nothing more. */
  @ParameterizedTest
  @MethodSource("jdks")
  void modulesThatTheApplicationDoesWithout_areNotMissed(Jdk jdk) {
    JvmCommand command =
        JvmCommand.on(jdk).agent().jvm("--limit-modules=java.base,java.instrument");
    try (RunningJvm app = PlainApps.ticking(command)) {
      URI endpoint = app.endpoint();
      assertThat(Scrape.of(endpoint).value("tachograph_build_info")).isEqualTo(1);
      assertThat(Scrape.get(endpoint, "Accept", PROTOBUF).headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).contains("protobuf"));
      assertThat(app.stderr())
          .allMatch(line -> line.contains(" INFO ") || line.contains("java.management"));
    }
  }

  private static int rounds(RunningJvm app) {
    return (int) app.stdout().stream().filter(line -> line.startsWith("> round")).count();
  }

  private static Socket neverReads(int port) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(2048);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket
        .getOutputStream()
        .write(
            "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
