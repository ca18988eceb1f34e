package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Attaching;
import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.EnterpriseArchive;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Ports;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A real application server, all of which lies in modules, started with nothing but the agent. An
 * application is deployed on it.
 */
class WildflyIT {
  private static final String DISTRIBUTION = "org.wildfly:wildfly-dist:zip:39.0.1.Final";
  private static Path home = Path.of("");

  static List<Jdk> jdks() {
    return JdkMatrix.jdks(1, Stream.of(Jdks.atLeast(17), Jdks.newest()).distinct().toList());
  }

  @BeforeAll
  static void unpack() {
    home = EnterpriseScenario.unpacked(DISTRIBUTION, "/docs/");
    EnterpriseArchive.write(home.resolve("standalone/deployments/enterprise.war"));
  }

  /** The profile with messaging. Two of its ports cannot be set from outside. */
  private static String configuration() {
    Path configurations = home.resolve("standalone/configuration");
    try {
      String full = Files.readString(configurations.resolve("standalone-full.xml"));
      for (String port : List.of("3528", "3529")) {
        full = full.replace("port=\"" + port + "\"", "port=\"" + Ports.free() + "\"");
      }
      return String.valueOf(
          Files.writeString(configurations.resolve("it.xml"), full).getFileName());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RunningJvm start(JvmCommand command, int httpPort) {
    return command
        .directory(home)
        .jvm(
            "-Xmx512m",
            "-Djboss.home.dir=" + home,
            "-Djboss.bind.address=127.0.0.1",
            "-Djboss.http.port=" + httpPort,
            "-Djboss.https.port=" + Ports.free(),
            "-Djboss.management.http.port=" + Ports.free(),
            "-Djboss.management.https.port=" + Ports.free(),
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.management/javax.management=ALL-UNNAMED",
            "--add-opens=java.naming/javax.naming=ALL-UNNAMED")
        .startJar(
            home.resolve("jboss-modules.jar"),
            "-mp",
            home.resolve("modules").toString(),
            "org.jboss.as.standalone",
            "-c",
            configuration());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theServerStartsAnswersAndStops_andItsExecutorsAreMeasured(Jdk jdk) throws IOException {
    int port = Ports.free();
    try (RunningJvm server = start(JvmCommand.on(jdk).agent(), port)) {
      Await.until(() -> "the start\n" + server, () -> says(server, "WFLYSRV0025"));
      assertThat(statusOf("http://127.0.0.1:" + port + "/")).isEqualTo(200);

      Scrape scrape = server.scrape();
      for (String pool : Set.of("MSC service thread", "ServerService Thread Pool")) {
        assertThat(
                scrape.count(
                    "java_executor_submitted_tasks_total",
                    "executor",
                    pool,
                    "executor_type",
                    "org.jboss.threads.EnhancedQueueExecutor"))
            .as(pool)
            .isPositive();
      }
      Scrape worked =
          EnterpriseScenario.expectTasks(server, "http://127.0.0.1:" + port + "/enterprise/");
      assertThat(
              worked.count(
                  "java_executor_submitted_tasks_total",
                  "executor",
                  "EE-ManagedExecutorService-default-Thread"))
          .isEqualTo(7);
      assertThat(worked.count("task_retries_total", "taskType", "EnterpriseClock.ring"))
          .isEqualTo(1);
      assertThat(server.scrape().count("tachograph_probe_errors_total")).isZero();

      ProcessHandle.of(server.pid()).orElseThrow().destroy();
      ExitedJvm exited = server.awaitExit();
      assertThat(exited.stdout()).anyMatch(line -> line.contains("WFLYSRV0050"));
      assertThat(exited.stdout())
          // What the application has thrown.
          .filteredOn(line -> !line.contains(".ejb3.") && !line.contains("Failed to deliver"))
          .noneMatch(line -> line.contains(" ERROR "));
      assertThat(exited.stderr())
          .noneMatch(line -> line.contains("NoClassDefFoundError"))
          .noneMatch(line -> line.startsWith("tachograph WARN"))
          .noneMatch(line -> line.startsWith("tachograph ERROR"));
    }
  }

  /** With the full matrix only: the server needs long to start. */
  static Stream<Jdk> attached() {
    return Stream.of(Jdks.newest()).limit(JdkMatrix.amount(0, 1));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("attached")
  void afterAnAttach_whatTheServerRunsIsATask_andTheSameAsBefore(Jdk jdk) throws IOException {
    int port = Ports.free();
    String url = "http://127.0.0.1:" + port + "/enterprise/";
    try (RunningJvm server = start(Attaching.on(jdk), port)) {
      Await.until(() -> "the start\n" + server, () -> says(server, "WFLYSRV0025"));
      Map<String, Long> plain = EnterpriseScenario.run(url);
      // It runs once.
      plain.remove("EnterpriseClock.tick SUCCESS");
      Attaching.to(server, jdk);
      assertThat(EnterpriseScenario.expectExecutions(server, url)).isEqualTo(plain);
      assertThat(server.scrape().sum("task_in_progress")).isZero();
      assertThat(server.scrape().count("tachograph_probe_errors_total")).isZero();
      assertThat(server.stderr()).noneMatch(line -> line.startsWith("tachograph WARN"));
    }
  }

  private static boolean says(RunningJvm server, String code) {
    return !server.isAlive() || server.stdout().stream().anyMatch(line -> line.contains(code));
  }

  private static int statusOf(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    try (InputStream body = connection.getInputStream()) {
      body.readAllBytes();
      return connection.getResponseCode();
    }
  }
}
