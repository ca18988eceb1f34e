package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Artifacts;
import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.OtherAgent;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.SchedulingApp;
import dev.tachograph.it.harness.Scrape;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Agents change the same classes, in whatever order they stand on the command line. */
abstract class OtherAgentsScenario {
  /** What the application does 30 times of each kind: calls by two clients, and tasks. */
  static final int OF_EACH = 30;

  private static final String CALLS = "http_client_request_time_seconds_count";

  static final List<String> WHAT_IT_DOES =
      List.of("> echoed " + 2 * OF_EACH, "> ran " + 7 * OF_EACH, "> waiting");

  /** Classes of the application by the label of the client that they call. */
  private static final Map<String, List<String>> CLIENTS =
      Map.of(
          "okhttp", List.of("OkHttpCalls"),
          "apache5", List.of("Apache5Calls", "Apache5AsyncCalls"),
          "jetty", List.of("Jetty12Calls"),
          "reactornetty", List.of("ReactorNettyCalls"));

  private static final int CALLED = CLIENTS.values().stream().mapToInt(List::size).sum();

  private static final List<String> SCHEDULERS = List.of("SpringScheduler", "QuartzScheduler");

  /** Whether the application has libraries. */
  private final boolean hasLibraries;

  OtherAgentsScenario(boolean hasLibraries) {
    this.hasLibraries = hasLibraries;
  }

  /** What of its work can be seen from outside when the application has ended. */
  private static List<String> traces(OtherAgent other, ExitedJvm exited, Path directory) {
    return switch (other) {
      case OPENTELEMETRY -> spans(exited, "LoggingSpanExporter - '(?!.* INTERNAL )");
      case DATADOG -> spans(exited, "\"http.request\"");
      case ASPECTJ ->
          exited.stdout().stream().filter(line -> line.startsWith("> advised")).toList();
      case JACOCO -> classesIn(directory.resolve("jacoco.exec"));
      default -> List.of();
    };
  }

  /** What of it can be seen while the application still runs. */
  private static List<String> served(OtherAgent other, RunningJvm app) {
    app.awaitStdout("> waiting");
    return other == OtherAgent.JMX_EXPORTER ? beans(OtherAgent.jmxEndpoint(app)) : List.of();
  }

  /** The attributes that a JVM has from its start to its end. */
  private static List<String> beans(URI endpoint) {
    Scrape scrape = Scrape.of(endpoint);
    assertThat(scrape.value("jmx_scrape_error")).isZero();
    List<String> names =
        scrape.familyNames().stream()
            .filter(name -> name.matches("java_lang_(ClassLoading|Runtime|Threading)_.*"))
            .sorted()
            .toList();
    assertThat(names).isNotEmpty();
    return names;
  }

  /**
   * The application's classes with the numbers that JaCoCo makes of their bytes; by another number
   * it does not find their lines.
   */
  private static List<String> classesIn(Path executionData) {
    List<String> classes = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(executionData)))) {
      for (int block = in.read(); block >= 0; block = in.read()) {
        switch (block) {
          // The magic number and the version.
          case 0x01 -> in.skipNBytes(2 + 2);
          // The session, its start and its dump.
          case 0x10 -> in.skipNBytes(in.readUnsignedShort() + 8 + 8);
          case 0x11 -> {
            long id = in.readLong();
            String name = in.readUTF();
            in.skipNBytes((length(in) + 7) / 8);
            if (name.startsWith("com/acme/")) {
              classes.add(name + " " + Long.toHexString(id));
            }
          }
          default -> throw new AssertionError(executionData + " has a block " + block);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(classes).isNotEmpty();
    return classes.stream().sorted().toList();
  }

  /** The number of a class' probes, seven bits a byte. */
  private static long length(DataInputStream in) throws IOException {
    long length = 0;
    int shift = 0;
    int next;
    do {
      next = in.readUnsignedByte();
      length |= (long) (next & 0x7f) << shift;
      shift += 7;
    } while (next > 0x7f);
    return length;
  }

  /** Some tasks come as often as there is time for. Of calls, there are as many in each run. */
  private static List<String> spans(ExitedJvm exited, String pattern) {
    Pattern mark = Pattern.compile(pattern);
    long count =
        Stream.concat(exited.stdout().stream(), exited.stderr().stream())
            .filter(line -> mark.matcher(line).find())
            .count();
    return List.of("spans " + count);
  }

  RunningJvm startWithLibraries(JvmCommand command, Path directory, String... further) {
    if (!hasLibraries) {
      return start(command, directory);
    }
    List<String> arguments = new ArrayList<>(List.of(further));
    CLIENTS.values().forEach(all -> all.forEach(name -> arguments.add("com.acme.http." + name)));
    SCHEDULERS.forEach(name -> arguments.add("com.acme.scheduling." + name));
    return command
        .directory(directory)
        .jvm("-Dsun.net.httpserver.nodelay=true")
        .start(
            Paths.apps("agents/libraries"),
            "com.acme.agents.AgentsApp",
            arguments.toArray(new String[0]));
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
    List<String> expected = alone(with(JvmCommand.on(jdk), other), other);

    isRight(with(JvmCommand.on(jdk).agent(), other), other, expected);
    isRight(with(JvmCommand.on(jdk), other).agent(), other, expected);
  }

  static JvmCommand with(JvmCommand command, OtherAgent other) {
    return command
        .jvm(other.arguments())
        // What it sends by a library of its own, where nobody listens, is no call of the program's.
        .jvm("-Dotel.traces.exporter=console,otlp", "-Dotel.bsp.schedule.delay=100")
        .jvm("-Dotel.exporter.otlp.endpoint=http://127.0.0.1:9");
  }

  /** What the other agent does without ours. */
  private List<String> alone(JvmCommand command, OtherAgent other) {
    Path directory = Paths.newDirectory(other + "-alone");
    try (RunningJvm app = startWithLibraries(command, directory)) {
      List<String> seen = new ArrayList<>(served(other, app));
      ExitedJvm exited = PlainApps.finish(app);
      assertThat(exited.stdout()).as(exited.toString()).containsAll(WHAT_IT_DOES);
      seen.addAll(traces(other, exited, directory));
      return seen;
    }
  }

  private void isRight(JvmCommand command, OtherAgent other, List<String> expected) {
    Path directory = Paths.newDirectory(other + "-both");
    try (RunningJvm app = startWithLibraries(command, directory)) {
      List<String> seen = new ArrayList<>(served(other, app));
      ExitedJvm exited = measuresAll(app, OF_EACH);
      seen.addAll(traces(other, exited, directory));
      assertThat(seen).isEqualTo(expected);
    }
  }

  /**
   * The application's counts are right when it has done everything, and then it ends.
   *
   * @param each how much of each kind it has done since Tachograph was there
   */
  ExitedJvm measuresAll(RunningJvm app, int each) {
    app.awaitStdout("> waiting");
    // Who has called learns of the end of a call before the agent does.
    Await.until(
        () ->
            expectedCalls(each)
                + " calls and all executions, not "
                + calls(app.scrape())
                + " and "
                + SchedulingIT.executions(app.scrape())
                + "\n"
                + app,
        () -> calls(app.scrape()) >= expectedCalls(each) && hasAllExecutions(app));
    Scrape scrape = app.scrape();
    tasks(scrape, "acme-pool", 4 * each, each);
    tasks(scrape, "acme-fork", 2 * each, 0);
    tasks(scrape, "acme-timer", each, 0);
    for (String client : List.of("jdkhttp", "urlconnection")) {
      calls(app, scrape, client, "orders", each);
    }
    if (hasLibraries) {
      assertThat(app.stdout()).contains("> answered " + CALLED * OF_EACH);
      CLIENTS.forEach(
          (client, names) -> names.forEach(name -> calls(app, scrape, client, name, each)));
      // By no other label besides, and none but those of the two that the JDK has; not an agent's.
      assertThat(calls(scrape)).isEqualTo(expectedCalls(each));
      assertThat(scrape.samples("http_client_requests_in_flight"))
          .allMatch(sample -> sample.value() == 0);
      assertThat(SchedulingIT.executions(scrape))
          .isEqualTo(SchedulingApp.tally(app.stdout()).counts())
          .containsKeys("Jobs.tick SUCCESS", "reports.nightly FAILURE");
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
    return exited;
  }

  /** Of all clients. */
  private static long calls(Scrape scrape) {
    return scrape.count(CALLS);
  }

  private long expectedCalls(int each) {
    return ((hasLibraries ? CALLED : 0) + 2L) * each;
  }

  private boolean hasAllExecutions(RunningJvm app) {
    return !hasLibraries
        || SchedulingIT.executions(app.scrape()).equals(SchedulingApp.tally(app.stdout()).counts());
  }

  private static void calls(RunningJvm app, Scrape scrape, String client, String path, int count) {
    assertThat(scrape.count(CALLS, "client", client, "uri", "/" + path))
        .as(client + "\n" + app)
        .isEqualTo(count);
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
