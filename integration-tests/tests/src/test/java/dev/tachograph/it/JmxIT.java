package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Artifacts;
import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.KafkaBroker;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.Ports;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** MBeans by rules of jmx_exporter, beside jmx_exporter itself. */
class JmxIT {
  private static final String JMX_EXPORTER = "io.prometheus.jmx:jmx_prometheus_javaagent:1.0.1";

  static Stream<Jdk> jdks() {
    return Stream.of(Jdks.atLeast(17), Jdks.newest());
  }

  static Stream<Arguments> configurations() {
    return JdkMatrix.of(Stream.of("tomcat", "kafka", "cassandra"));
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void metricsOfMBeans_areThoseOfJmxExporter(String name, Jdk jdk) {
    String config =
        Paths.inProject("integration-tests/tests/src/test/resources/jmx/" + name) + ".yml";
    int port = Ports.free();
    JvmCommand command =
        JvmCommand.on(jdk)
            .jvm("-javaagent:" + Artifacts.jar(JMX_EXPORTER) + "=127.0.0.1:" + port + ":" + config)
            .agent("jmx.config=" + config);
    try (RunningJvm app = start(command)) {
      app.awaitStdout("> ready");
      List<String> theirs = lines(URI.create("http://127.0.0.1:" + port + "/metrics"), name);
      List<String> ours = lines(app.endpoint(), name);
      assertThat(theirs).hasSizeGreaterThan(5);
      assertThat(ours).containsExactlyElementsOf(theirs);
      Scrape scrape = app.scrape();
      assertThat(scrape.value("jmx_scrape_error")).isZero();
      assertThat(scrape.value("jmx_config_reload_success_total")).isZero();
      assertThat(app.stderr()).noneMatch(line -> line.startsWith("tachograph WARN"));
    }
  }

  @Test
  void metricsOfAKafkaBroker_areThoseOfJmxExporter() {
    String config =
        Paths.inProject("integration-tests/tests/src/test/resources/jmx/kafka.yml") + "";
    int theirPort = Ports.free();
    int ourPort = Ports.free();
    URI theirs = URI.create("http://127.0.0.1:" + theirPort + "/metrics");
    URI ours = URI.create("http://127.0.0.1:" + ourPort + "/metrics");
    try (KafkaBroker broker =
        KafkaBroker.start(
            "-javaagent:" + Artifacts.jar(JMX_EXPORTER) + "=127.0.0.1:" + theirPort + ":" + config,
            "-javaagent:" + Paths.agentJar() + "=http.port=" + ourPort + ",jmx.config=" + config)) {
      // Some come late, when the broker first does something.
      Await.until(
          () -> "the same names\n" + broker.output(),
          () -> series(lines(theirs, "kafka_")).equals(series(lines(ours, "kafka_"))));
      // A value may also have moved there and back again.
      List<List<String>> last = new ArrayList<>();
      Await.until(
          () -> "the same values\n" + last + broker.output(),
          () -> {
            List<String> still = new ArrayList<>(lines(theirs, "kafka_"));
            List<String> between = new ArrayList<>(lines(ours, "kafka_"));
            still.retainAll(lines(theirs, "kafka_"));
            assertThat(still).hasSizeGreaterThan(500);
            assertThat(between).hasSizeGreaterThan(500);
            still.removeAll(between);
            last.clear();
            last.add(still);
            return still.isEmpty();
          });
      assertThat(broker.output()).doesNotContain("tachograph WARN", "tachograph ERROR");
    }
  }

  /** The lines without their values. */
  private static List<String> series(List<String> lines) {
    return lines.stream()
        .map(line -> line.startsWith("#") ? line : line.substring(0, line.lastIndexOf(' ')))
        .sorted()
        .toList();
  }

  private static RunningJvm start(JvmCommand command) {
    return command.start(Paths.apps("pools/tomcat-9.0.124"), "com.acme.jmx.JmxProgram");
  }

  /** Without what moves: the values of Tomcat's pool of threads. */
  private static List<String> lines(URI endpoint, String domain) {
    return Scrape.get(endpoint, "Accept", "text/plain; version=0.0.4")
        .body()
        .lines()
        .filter(line -> line.startsWith(domain) || line.contains(" " + domain))
        .map(line -> line.contains("_threadpool_") ? line.replaceAll(" [0-9.]+$", "") : line)
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void beforeMain_theMBeanServerIsNotTouched(Jdk jdk) throws IOException {
    Path directory = Paths.newDirectory("jmx");
    try (RunningJvm app =
        PlainApps.logging(
            JvmCommand.on(jdk)
                .agent(
                    "textfile.directory=" + directory,
                    "textfile.interval=1s",
                    "jmx.config=" + write(directory, "rules: [{pattern: '.*'}]")),
            "wait")) {
      // The end of a JVM does not wait long for what it takes to read all MBeans.
      Path file = directory.resolve("conductor_metrics.prom");
      Await.until(
          () -> "a file with MBeans\n" + app,
          () -> read(file).contains("java_lang_Memory_HeapMemoryUsage_used"));
      assertThat(PlainApps.finish(app).stdout())
          .containsExactly("> log manager OwnLogManager", "> own MBean server true");
    }
  }

  @Test
  void aFileThatIsRefused_isSaidOnce_andReadAgainOnceItChanged() throws IOException {
    Path directory = Paths.newDirectory("jmx");
    Path config = write(directory, "hostPort: example.com:1234");
    try (RunningJvm app = start(JvmCommand.on(Jdks.newest()).agent("jmx.config=" + config))) {
      app.awaitStdout("> ready");
      assertThat(app.scrape().hasFamily("jmx_scrape_error")).isFalse();
      assertThat(app.scrape().hasFamily("jmx_scrape_error")).isFalse();
      app.awaitStderr("tachograph ERROR");
      assertThat(app.stderr())
          .filteredOn(line -> line.startsWith("tachograph ERROR"))
          .singleElement()
          .asString()
          .contains(config.toString(), "hostPort is for another JVM");
      write(directory, "rules: [{pattern: 'kafka.controller.*', name: kafka_found, value: 7}]");
      Files.setLastModifiedTime(
          config, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 60_000));
      Await.until(() -> "rules that work\n" + app, () -> app.scrape().hasFamily("kafka_found"));
    }
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path directory, String yaml) throws IOException {
    return Files.writeString(directory.resolve("jmx.yml"), yaml + "\n");
  }
}
