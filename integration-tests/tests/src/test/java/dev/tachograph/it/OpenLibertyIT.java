package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Attaching;
import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.EnterpriseArchive;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Ports;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Open Liberty, all of which lies in bundles, started with nothing but the agent. */
class OpenLibertyIT {
  private static final String DISTRIBUTION = "io.openliberty:openliberty-runtime:zip:25.0.0.9";
  private static final String POOL = "Default Executor-thread";

  private static final String CONFIGURATION =
      """
      <server>
        <featureManager>
          <feature>servlet-6.0</feature>
          <feature>concurrent-3.0</feature>
          <feature>enterpriseBeansLite-4.0</feature>
          <feature>mdb-4.0</feature>
          <feature>messagingServer-3.0</feature>
          <feature>messagingClient-3.0</feature>
        </featureManager>
        <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
        <wasJmsEndpoint enabled="false"/>
        <messagingEngine><queue id="orders"/></messagingEngine>
        <jmsConnectionFactory jndiName="java:comp/DefaultJMSConnectionFactory">
          <properties.wasJms/>
        </jmsConnectionFactory>
        <jmsActivationSpec id="enterprise/EnterpriseOrders">
          <properties.wasJms destinationLookup="java:app/jms/orders"/>
        </jmsActivationSpec>
        <webApplication location="enterprise.war" contextRoot="/enterprise"/>
      </server>
      """;

  private static Path prepared(int port) throws IOException {
    Path home = EnterpriseScenario.unpacked(DISTRIBUTION, "/clients/");
    Path server = home.resolve("usr/servers/it");
    Files.createDirectories(server.resolve("apps"));
    Files.writeString(server.resolve("server.xml"), CONFIGURATION.formatted(port));
    EnterpriseArchive.write(server.resolve("apps/enterprise.war"));
    return home;
  }

  /** What the server's own script has the JVM open. */
  private static String[] options(Path home) throws IOException {
    List<String> options = new ArrayList<>(List.of("-Xmx512m"));
    for (String line : Files.readAllLines(home.resolve("lib/platform/java/java9.options"))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        options.addAll(List.of(line.trim().split(" ")));
      }
    }
    return options.toArray(new String[0]);
  }

  /** With the full matrix only: the server takes a minute, and its archive 350 MB. */
  static Stream<Jdk> jdks() {
    return Stream.of(Jdks.atLeast(17)).limit(JdkMatrix.amount(0, 1));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("jdks")
  void theServerStartsAndAnswers_andItsTimersMessagesAndExecutorsAreMeasured(Jdk jdk)
      throws IOException {
    int port = Ports.free();
    Path home = prepared(port);
    try (RunningJvm server =
        JvmCommand.on(jdk)
            .agent()
            .directory(home)
            .jvm(options(home))
            .startJar(home.resolve("bin/tools/ws-server.jar"), "it")) {
      Await.until(() -> "the start\n" + server, () -> says(server, "CWWKF0011I"));
      long submitted = submitted(server.scrape());
      Scrape scrape =
          EnterpriseScenario.expectTasks(server, "http://127.0.0.1:" + port + "/enterprise/");
      // The managed executors hand their tasks to the pool of the whole server.
      assertThat(submitted(scrape)).isGreaterThan(submitted);
      assertThat(scrape.labelValues("tachograph_task_type_info", "framework"))
          .containsExactlyInAnyOrder("ejb", "jms");
      assertThat(scrape.count("tachograph_probe_errors_total")).isZero();

      assertThat(server.stderr())
          .noneMatch(line -> line.contains("NoClassDefFoundError"))
          .noneMatch(line -> line.startsWith("tachograph WARN"))
          .noneMatch(line -> line.startsWith("tachograph ERROR"));
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("jdks")
  void afterAnAttach_whatTheServerRunsIsATask_andTheSameAsBefore(Jdk jdk) throws IOException {
    int port = Ports.free();
    String url = "http://127.0.0.1:" + port + "/enterprise/";
    Path home = prepared(port);
    try (RunningJvm server =
        Attaching.on(jdk)
            .directory(home)
            .jvm(options(home))
            .startJar(home.resolve("bin/tools/ws-server.jar"), "it")) {
      Await.until(() -> "the start\n" + server, () -> says(server, "CWWKF0011I"));
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

  private static long submitted(Scrape scrape) {
    return scrape.count("java_executor_submitted_tasks_total", "executor", POOL);
  }

  private static boolean says(RunningJvm server, String code) {
    return !server.isAlive() || server.stdout().stream().anyMatch(line -> line.contains(code));
  }
}
