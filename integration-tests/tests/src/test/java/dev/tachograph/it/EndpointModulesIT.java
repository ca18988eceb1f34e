package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Modules;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Modular applications, and images of a Java that lack what the endpoint might want. */
class EndpointModulesIT {
  private static final String PROTOBUF =
      "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
          + " encoding=delimited";
  private static final String RULE = "workers.methods=com.acme.jobs.TickApp$Ticker#tick";

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void modularApplicationThatRequiresNothing_isServed(Jdk jdk) {
    try (RunningJvm app = PlainApps.tickingInAModule(JvmCommand.on(jdk).agent(RULE))) {
      app.awaitStdout("> ticking");
      assertServed(app);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void imageWithoutLogging_isServed(Jdk jdk) {
    Jdk image = Modules.image(jdk, "java.base", "java.instrument", "jdk.httpserver");
    try (RunningJvm app = PlainApps.ticking(JvmCommand.on(image).agent(RULE))) {
      app.awaitStdout("> ticking");
      assertServed(app);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void imageWithoutServer_runsAndSaysSoOnce(Jdk jdk) {
    Jdk image = Modules.image(jdk, "java.base", "java.instrument");
    try (RunningJvm app = PlainApps.ticking(JvmCommand.on(image).agent(RULE))) {
      app.awaitStderr("tachograph WARN there is no metrics endpoint: this Java has no module");
      app.awaitStdout("> ticking");
      assertThat(app.isAlive()).isTrue();
      assertThat(app.stderr()).hasSize(1);
    }
  }

  private static void assertServed(RunningJvm app) {
    URI endpoint = app.endpoint();
    assertThat(Scrape.of(endpoint).count("task_execute_time_seconds_count")).isPositive();
    assertThat(Scrape.get(endpoint, "Accept", PROTOBUF).headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).contains("protobuf"));
    // Without its module, the metrics of the JVM are missing, which is said.
    assertThat(app.stderr().stream().filter(line -> !line.startsWith("tachograph INFO ")))
        .allMatch(line -> line.contains("java.management"))
        .hasSizeLessThanOrEqualTo(1);
  }
}
