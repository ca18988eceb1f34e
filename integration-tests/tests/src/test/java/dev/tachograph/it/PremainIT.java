package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tachograph.it.harness.ConductorClient;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which classes the JVM loads, by its own log. */
class PremainIT {
  private static final String MAIN_CLASS = "com.acme.jobs.QuietApp";

  static List<Jdk> jdks() {
    return Jdks.builds();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void beforeMain_nothingIsLoadedThatIsToBeTransformedOrConfiguredByTheApplication(Jdk jdk)
      throws IOException {
    List<String> loaded =
        loadedBy(JvmCommand.on(jdk).agent("workers.methods=com.acme.jobs.Jobs#*"));
    Set<String> added = new HashSet<>(loaded.subList(0, loaded.indexOf(MAIN_CLASS)));
    List<String> usual = loadedBy(JvmCommand.on(jdk));
    added.removeAll(usual.subList(0, usual.indexOf(MAIN_CLASS)));

    assertThat(added).isNotEmpty();
    assertThat(added)
        .noneMatch(name -> name.startsWith("com.acme."))
        .noneMatch(name -> name.startsWith("com.netflix.conductor."))
        .noneMatch(name -> name.startsWith("io.orkes."))
        .noneMatch(name -> name.startsWith("okhttp3."))
        .noneMatch(name -> name.startsWith("java.util.logging."))
        .noneMatch(name -> name.startsWith("javax.management."))
        .noneMatch(name -> name.startsWith("java.util.concurrent.ThreadPoolExecutor"))
        .noneMatch(name -> name.startsWith("java.util.concurrent.ForkJoin"))
        .noneMatch(name -> name.startsWith("net.bytebuddy."))
        .noneMatch(name -> name.endsWith(".ClassWeaver"))
        .noneMatch(name -> name.startsWith("io.prometheus."))
        .noneMatch(name -> name.startsWith("dev.tachograph.bootstrap.metrics.MetricRegistry"))
        .noneMatch(name -> name.startsWith("dev.tachograph.") && name.contains("$$Lambda"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void withoutAClassToTransform_theWeaverIsNeverLoaded(Jdk jdk) throws IOException {
    assertThat(loadedBy(JvmCommand.on(jdk).agent()))
        .noneMatch(name -> name.startsWith("net.bytebuddy."));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void untilTheFirstClassToTransform_byteBuddyIsNotLoaded(Jdk jdk) throws IOException {
    Path log = Paths.newDirectory("class-load").resolve("log.txt");
    JvmCommand command =
        JvmCommand.on(jdk).agent("weaving.cache=off").jvm("-Xlog:class+load:file=" + log + ":none");
    try (RunningJvm app = command.start(Paths.apps(), "com.acme.executors.BriefApp")) {
      assertThat(app.awaitExit().exitCode()).isZero();
    }
    List<String> names = names(log);
    assertThat(names.subList(0, names.indexOf("com.acme.executors.BriefApp")))
        .isNotEmpty()
        .noneMatch(name -> name.startsWith("net.bytebuddy."));
    assertThat(names).anyMatch(name -> name.startsWith("net.bytebuddy."));
  }

  /** They would cost every start a tenth of a millisecond each. */
  @ParameterizedTest
  @MethodSource("jdks")
  void withoutOperations_noneOfTheirProbesIsLoaded(Jdk jdk) throws IOException {
    Path log = Paths.newDirectory("class-load").resolve("log.txt");
    JvmCommand command = JvmCommand.on(jdk).agent().jvm("-Xlog:class+load:file=" + log + ":none");
    try (RunningJvm app = command.start(Paths.apps(), "com.acme.executors.BriefApp")) {
      assertThat(app.awaitExit().exitCode()).isZero();
    }
    String operations = "dev.tachograph.bootstrap.operation.";
    assertThat(names(log)).contains("dev.tachograph.bootstrap.executor.ThreadPoolProbe");
    assertThat(names(log).stream().filter(name -> name.startsWith(operations)))
        .isSubsetOf(operations + "OperationSettings", operations + "StatusProbe");
  }

  /** All that it reads, of the JDK's files as well; as the system counts it. */
  @ParameterizedTest
  @MethodSource("jdks")
  void aStartReadsLittle(Jdk jdk) throws IOException {
    assumeThat(Path.of("/proc/self/io")).isReadable();
    long without;
    try (RunningJvm app = PlainApps.ticking(JvmCommand.on(jdk))) {
      app.awaitStdout("> ticking");
      without = bytesRead(app);
    }
    try (RunningJvm app = PlainApps.ticking(JvmCommand.on(jdk).agent())) {
      app.awaitStdout("> ticking");
      app.endpoint();
      assertThat(bytesRead(app) - without).isBetween(100_000L, 1_700_000L);
    }
  }

  private static long bytesRead(RunningJvm app) throws IOException {
    String first = Files.readAllLines(Path.of("/proc", String.valueOf(app.pid()), "io")).get(0);
    assertThat(first).startsWith("rchar: ");
    return Long.parseLong(first.substring("rchar: ".length()));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void untilTheFirstScrape_thePrometheusLibraryIsNotLoaded(Jdk jdk) throws IOException {
    Path log = Paths.newDirectory("class-load").resolve("log.txt");
    JvmCommand command = JvmCommand.on(jdk).agent().jvm("-Xlog:class+load:file=" + log + ":none");
    try (RunningJvm app = PlainApps.ticking(command)) {
      app.endpoint();
      assertThat(names(log))
          .contains("dev.tachograph.agent.export.http.MetricsEndpoint")
          .noneMatch(name -> name.startsWith("io.prometheus."))
          .noneMatch(name -> name.startsWith("dev.tachograph.") && name.contains("$$Lambda"));
      app.scrape();
      assertThat(names(log)).anyMatch(name -> name.startsWith("io.prometheus."));
    }
  }

  /** The names of all classes in the order of their loading. */
  private static List<String> loadedBy(JvmCommand command) throws IOException {
    Path log = Paths.newDirectory("class-load").resolve("log.txt");
    command.jvm("-Xlog:class+load:file=" + log + ":none");
    try (RunningJvm app = PlainApps.quietBeside(command, ConductorClient.CONDUCTOROSS_4_0_8)) {
      assertThat(app.awaitExit().exitCode()).isZero();
    }
    List<String> names = names(log);
    assertThat(names).contains(MAIN_CLASS);
    return names;
  }

  private static List<String> names(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .map(line -> line.substring(0, Math.max(0, line.indexOf(' '))))
        .toList();
  }
}
