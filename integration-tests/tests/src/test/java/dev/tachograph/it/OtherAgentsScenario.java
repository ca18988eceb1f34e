package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Artifacts;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Agents change the same classes, in whatever order they stand on the command line. */
abstract class OtherAgentsScenario {
  /** What the application does 30 times of each kind: calls by two clients, and tasks. */
  static final int OF_EACH = 30;

  static final List<String> WHAT_IT_DOES =
      List.of("> echoed " + 2 * OF_EACH, "> ran " + 7 * OF_EACH, "> waiting");

  /** With everything switched off that would look for a network. */
  enum OtherAgent {
    OPENTELEMETRY(
        "io.opentelemetry.javaagent:opentelemetry-javaagent:2.33.1",
        "",
        "-Dotel.traces.exporter=console",
        "-Dotel.metrics.exporter=none",
        "-Dotel.logs.exporter=none"),
    DATADOG(
        "com.datadoghq:dd-java-agent:1.68.1",
        "",
        "-Ddd.instrumentation.telemetry.enabled=false",
        "-Ddd.remote_config.enabled=false",
        "-Ddd.jmxfetch.enabled=false",
        "-Ddd.profiling.enabled=false",
        "-Ddd.trace.startup.logs=false",
        "-Ddd.writer.type=LoggingWriter",
        "-Ddd.trace.agent.url=http://127.0.0.1:9"),
    ELASTIC(
        "co.elastic.apm:elastic-apm-agent:1.55.1",
        "",
        "-Delastic.apm.cloud_provider=NONE",
        "-Delastic.apm.central_config=false",
        "-Delastic.apm.disable_send=true",
        "-Delastic.apm.log_level=ERROR"),
    JMX_EXPORTER("io.prometheus.jmx:jmx_prometheus_javaagent:1.0.1", "=0:{}"),
    JACOCO("org.jacoco:org.jacoco.agent:jar:runtime:0.8.14", "=destfile=jacoco.exec"),
    ASPECTJ("org.aspectj:aspectjweaver:1.9.25", "");

    private final String coordinates;
    private final String options;
    private final List<String> properties;

    OtherAgent(String coordinates, String options, String... properties) {
      this.coordinates = coordinates;
      this.options = options;
      this.properties = List.of(properties);
    }

    private String option() {
      return "-javaagent:"
          + Artifacts.jar(coordinates)
          + (this == JMX_EXPORTER ? "=0:" + emptyFile() : options);
    }

    private static Path emptyFile() {
      try {
        return Files.writeString(Paths.newDirectory("jmx").resolve("jmx.yaml"), "rules: []\n");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** What of its work can be seen from outside. */
    private List<String> traces(ExitedJvm exited, Path directory) {
      return switch (this) {
        case OPENTELEMETRY -> spans(exited, "LoggingSpanExporter - '");
        case DATADOG -> spans(exited, "\"http.request\"");
        case ASPECTJ ->
            exited.stdout().stream().filter(line -> line.startsWith("> advised")).toList();
        case JACOCO -> List.of("written " + Files.exists(directory.resolve("jacoco.exec")));
        default -> List.of();
      };
    }

    private static List<String> spans(ExitedJvm exited, String mark) {
      long count =
          Stream.concat(exited.stdout().stream(), exited.stderr().stream())
              .filter(line -> line.contains(mark))
              .count();
      return List.of("spans " + count);
    }
  }

  /** The application, what it printed of its own, and what the other agent has done. */
  private static ExitedJvm run(JvmCommand command, Path directory) {
    try (RunningJvm app = start(command, directory)) {
      app.awaitStdout("> waiting");
      return PlainApps.finish(app);
    }
  }

  static RunningJvm start(JvmCommand command, Path directory) {
    return command
        .directory(directory)
        .jvm("-Dsun.net.httpserver.nodelay=true")
        .start(
            Paths.apps()
                + File.pathSeparator
                + Artifacts.jar("org.aspectj:aspectjweaver:1.9.25")
                + File.pathSeparator
                + aspects(directory),
            "com.acme.agents.AgentsApp");
  }

  /** Where AspectJ's agent finds what to weave. */
  private static Path aspects(Path directory) {
    try {
      Path file = directory.resolve("aspects/META-INF/aop.xml");
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          "<aspectj><aspects><aspect name='com.acme.agents.Counting'/></aspects>"
              + "<weaver><include within='com.acme.agents..*'/></weaver></aspectj>");
      return directory.resolve("aspects");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("agentsAndJdks")
  void besideAnotherAgent_everybodyDoesWhatItDoesAlone(OtherAgent other, Jdk jdk) {
    Path alone = Paths.newDirectory(other + "-alone");
    ExitedJvm withoutUs = run(with(JvmCommand.on(jdk), other), alone);
    assertThat(withoutUs.stdout()).as(withoutUs.toString()).containsAll(WHAT_IT_DOES);
    List<String> expected = other.traces(withoutUs, alone);

    isRight(with(JvmCommand.on(jdk).agent(), other), other, expected);
    isRight(with(JvmCommand.on(jdk), other).agent(), other, expected);
  }

  private static JvmCommand with(JvmCommand command, OtherAgent other) {
    List<String> all = new ArrayList<>(other.properties);
    all.add(other.option());
    return command.jvm(all.toArray(new String[0]));
  }

  private static void isRight(JvmCommand command, OtherAgent other, List<String> expected) {
    Path directory = Paths.newDirectory(other + "-both");
    try (RunningJvm app = start(command, directory)) {
      app.awaitStdout("> waiting");
      Scrape scrape = app.scrape();
      tasks(scrape, "acme-pool", 4 * OF_EACH, OF_EACH);
      tasks(scrape, "acme-fork", 2 * OF_EACH, 0);
      tasks(scrape, "acme-timer", OF_EACH, 0);
      for (String client : List.of("jdkhttp", "urlconnection")) {
        assertThat(
                scrape.count(
                    "http_client_request_time_seconds_count", "client", client, "uri", "/orders"))
            .as(client + "\n" + app)
            .isEqualTo(OF_EACH);
      }
      assertThat(scrape.count("tachograph_probe_errors_total")).isZero();

      ExitedJvm exited = PlainApps.finish(app);
      assertThat(exited.exitCode()).isZero();
      assertThat(exited.stdout()).containsAll(WHAT_IT_DOES);
      assertThat(exited.stderr())
          .noneMatch(line -> line.startsWith("tachograph WARN"))
          .noneMatch(line -> line.startsWith("tachograph ERROR"))
          .noneMatch(line -> line.contains("attempted to change the schema"))
          .noneMatch(line -> line.contains("NoClassDefFoundError"));
      assertThat(other.traces(exited, directory)).isEqualTo(expected);
    }
  }

  static void tasks(Scrape scrape, String executor, int submitted, int failed) {
    assertThat(scrape.count("java_executor_submitted_tasks_total", "executor", executor))
        .as("submitted to " + executor)
        .isEqualTo(submitted);
    assertThat(scrape.count("java_executor_task_wait_seconds_count", "executor", executor))
        .as("started by " + executor)
        .isEqualTo(submitted);
    assertThat(ended(scrape, executor, "failed")).as("failed in " + executor).isEqualTo(failed);
    assertThat(ended(scrape, executor, "completed"))
        .as("completed in " + executor)
        .isEqualTo(submitted - failed);
    assertThat(scrape.count("java_executor_cancelled_tasks_total", "executor", executor))
        .as("cancelled in " + executor)
        .isZero();
  }

  private static long ended(Scrape scrape, String executor, String result) {
    return scrape.count(
        "java_executor_tasks_duration_seconds_count", "executor", executor, "result", result);
  }
}
