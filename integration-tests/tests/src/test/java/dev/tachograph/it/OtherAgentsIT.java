package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.AgentJar;
import dev.tachograph.it.harness.Artifacts;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.OtherAgent;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Agents that change classes, and libraries that bring an agent of their own. */
class OtherAgentsIT extends OtherAgentsScenario {
  OtherAgentsIT() {
    super(false);
  }

  static Stream<Arguments> agentsAndJdks() {
    return JdkMatrix.of(Stream.of(OtherAgent.JMX_EXPORTER, OtherAgent.JACOCO, OtherAgent.ASPECTJ));
  }

  static Stream<Jdk> jdks() {
    return Stream.of(Jdks.atLeast(17), Jdks.newest()).distinct();
  }

  /**
   * Its agent changes the mocked class and all above it, for every pool that there is. It starts
   * from the class as it was loaded, and so with the field that it was given then.
   */
  @ParameterizedTest
  @MethodSource("jdks")
  void afterMockitoHasMockedAPool_poolsAreMeasuredAndCalledAsBefore(Jdk jdk) {
    String mockito = "-javaagent:" + Artifacts.jar("org.mockito:mockito-core:5.20.0");
    List<String> alone;
    try (RunningJvm app = startMocking(JvmCommand.on(jdk).jvm(mockito))) {
      app.awaitStdout("> waiting");
      alone = PlainApps.finish(app).stdout();
    }
    assertThat(alone).containsExactly("> before true", "> after true", "> waiting");
    mocksAPool(JvmCommand.on(jdk).agent().jvm(mockito), alone);
    mocksAPool(JvmCommand.on(jdk).jvm(mockito).agent(), alone);
  }

  private static RunningJvm startMocking(JvmCommand command) {
    String classPath =
        Paths.apps()
            + File.pathSeparator
            + Artifacts.classPath("org.mockito:mockito-core:5.20.0").stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    return command.start(classPath, "com.acme.agents.MockingApp");
  }

  private static void mocksAPool(JvmCommand command, List<String> alone) {
    try (RunningJvm app = startMocking(command)) {
      app.awaitStdout("> waiting");
      Scrape scrape = app.scrape();
      tasks(scrape, "acme-before", 5, 0);
      tasks(scrape, "acme-after", 7, 0);
      tasks(scrape, "com.acme.agents.MockingApp.createdBy", 5 + 7, 0);
      assertThat(scrape.count("tachograph_probe_errors_total")).isZero();
      ExitedJvm exited = PlainApps.finish(app);
      assertThat(exited.exitCode()).isZero();
      assertThat(exited.stdout()).isEqualTo(alone);
      assertThat(exited.stderr()).noneMatch(line -> line.startsWith("tachograph WARN"));
    }
  }

  /** Its own is of another version, and so is Mockito's; the agent weaves meanwhile. */
  @ParameterizedTest
  @MethodSource("byteBuddies")
  void anApplicationWithByteBuddy_seesItsOwnAlone(String byteBuddy, Jdk jdk) {
    List<Path> libraries =
        Artifacts.classPath(
            "net.bytebuddy:byte-buddy:" + byteBuddy, "org.mockito:mockito-core:4.11.0");
    try (RunningJvm app = ownByteBuddy(jdk, libraries, "own")) {
      Scrape scrape = app.scrape();
      tasks(scrape, "acme-own", 20, 0);
      assertThat(scrape.count("tachograph_probe_errors_total")).isZero();
      ExitedJvm exited = PlainApps.finish(app);
      assertThat(exited.exitCode()).isZero();
      assertThat(exited.stdout())
          .containsExactly(
              "> sees 1, of the JVM falsefalsefalsefalse",
              "> made by " + libraries.get(0),
              "> mocked 42",
              "> sees 1, of the JVM falsefalsefalsefalse",
              "> waiting");
      assertThat(exited.stderr()).noneMatch(line -> line.startsWith("tachograph WARN"));
    }
  }

  static Stream<Arguments> byteBuddies() {
    return JdkMatrix.of(Stream.of("1.14.12", "1.17.7"));
  }

  @ParameterizedTest
  @MethodSource("dev.tachograph.it.harness.JdkMatrix#firstTurn")
  void anApplicationWithoutByteBuddy_seesNone(Jdk jdk) {
    try (RunningJvm app = ownByteBuddy(jdk, List.of())) {
      tasks(app.scrape(), "acme-own", 20, 0);
      assertThat(PlainApps.finish(app).stdout())
          .containsExactly(
              "> sees 0, of the JVM falsefalsefalsefalse",
              "> sees 0, of the JVM falsefalsefalsefalse",
              "> waiting");
    }
  }

  private static RunningJvm ownByteBuddy(Jdk jdk, List<Path> libraries, String... arguments) {
    StringBuilder classPath = new StringBuilder(Paths.apps());
    libraries.forEach(library -> classPath.append(File.pathSeparator).append(library));
    RunningJvm app =
        JvmCommand.on(jdk)
            .agent("weaving.cache=off")
            .jvm("-Dnet.bytebuddy.experimental=true")
            .start(classPath.toString(), "com.acme.agents.OwnByteBuddyApp", arguments);
    app.awaitStdout("> waiting");
    return app;
  }

  /** As agents do that carry a context along. */
  @ParameterizedTest
  @MethodSource("jdksOfEveryUpdate")
  void whereAnotherAgentHandsOnAnotherTask_thatIsTheOneThatIsCounted(Jdk jdk) {
    String other = AgentJar.handingOn("java.util.concurrent.ThreadPoolExecutor");
    countsAll(JvmCommand.on(jdk).agent().jvm(other));
    countsAll(JvmCommand.on(jdk).jvm(other).agent());
  }

  static List<Jdk> jdksOfEveryUpdate() {
    return Jdks.builds();
  }

  private static void countsAll(JvmCommand command) {
    Path directory = Paths.newDirectory("handing-on");
    try (RunningJvm app = start(command, directory)) {
      app.awaitStdout("> waiting");
      Scrape scrape = app.scrape();
      tasks(scrape, "acme-pool", 4 * OF_EACH, OF_EACH);
      tasks(scrape, "acme-timer", OF_EACH, 0);
      assertThat(scrape.count("tachograph_probe_errors_total")).isZero();
      ExitedJvm exited = PlainApps.finish(app);
      assertThat(exited.stdout()).containsAll(WHAT_IT_DOES);
      assertThat(exited.stderr()).noneMatch(line -> line.startsWith("tachograph WARN"));
    }
  }
}
