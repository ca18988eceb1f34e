package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.RunningJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Woven classes are kept from one start to the next, and nobody notices but by the time it takes.
 */
class WovenClassCacheIT {
  private static final String AT_EXIT = "weaving.cache-write=exit";
  private static final int TASKS = 20;

  private final Path cacheHome = Paths.newDirectory("cache-home");

  private JvmCommand on(Jdk jdk, String... settings) {
    return JvmCommand.on(jdk).environment("XDG_CACHE_HOME", cacheHome.toString()).agent(settings);
  }

  private static RunningJvm start(JvmCommand command) {
    return command.start(Paths.apps(), "com.acme.executors.BriefApp", "wait");
  }

  /** Runs the program to its end, and expects it to count what it always counts. */
  private static ExitedJvm run(JvmCommand command) {
    try (RunningJvm app = start(command)) {
      app.awaitStdout("> sum 400");
      assertThat(completed(app)).as(app.toString()).isEqualTo(TASKS);
      app.type("end");
      ExitedJvm exited = app.awaitExit();
      assertThat(exited.exitCode()).as(exited.toString()).isZero();
      return exited;
    }
  }

  private static double completed(RunningJvm app) {
    Await.until(() -> "all tasks\n" + app, () -> completedNow(app) >= TASKS);
    assertThat(app.scrape().sum("tachograph_probe_errors_total")).isZero();
    return completedNow(app);
  }

  private static double completedNow(RunningJvm app) {
    return app.scrape()
        .count(
            "java_executor_tasks_duration_seconds_count",
            "executor",
            "com.acme.executors.BriefApp.main");
  }

  /** Whether a start loads the weaver, or anything of what it is built on. */
  private static boolean weaves(JvmCommand command) throws IOException {
    Path log = Paths.newDirectory("class-load").resolve("log.txt");
    run(command.jvm("-Xlog:class+load:file=" + log + ":none"));
    try (Stream<String> lines = Files.lines(log)) {
      return lines.anyMatch(
          line -> line.contains(".weave.ClassWeaver ") || line.startsWith("net.bytebuddy."));
    }
  }

  private List<Path> kept() {
    Path directory = cacheHome.resolve("tachograph");
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> warnings(ExitedJvm exited) {
    return exited.stderr().stream()
        .filter(line -> line.startsWith("tachograph ") && !line.contains("metrics on"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("dev.tachograph.it.harness.JdkMatrix#secondTurn")
  void secondStartWeavesNothing_andCountsTheSame(Jdk jdk) throws IOException {
    assertThat(weaves(on(jdk, AT_EXIT))).isTrue();
    assertThat(kept()).hasSize(1);
    assertThat(weaves(on(jdk))).isFalse();
  }

  @Test
  void jdksShareTheFile() throws IOException {
    run(on(Jdks.oldest(), AT_EXIT));
    run(on(Jdks.newest(), AT_EXIT));

    assertThat(weaves(on(Jdks.oldest()))).isFalse();
    assertThat(weaves(on(Jdks.newest()))).isFalse();
  }

  @Test
  void longRunningProgramKeepsThemWhileItRuns() throws IOException {
    try (RunningJvm app = start(on(Jdks.oldest()))) {
      // It does all that the next one does, which is scraped as well.
      assertThat(completed(app)).isEqualTo(TASKS);
      // Not the one that it is made of.
      Await.until(
          () -> "a file\n" + app,
          () -> kept().stream().anyMatch(file -> file.toString().endsWith(".woven")));
      app.kill();
    }
    assertThat(weaves(on(Jdks.oldest()))).isFalse();
  }

  @Test
  void programsThatEndAtOnceLeaveAWholeFile() throws IOException {
    List<RunningJvm> apps = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      apps.add(start(on(Jdks.oldest(), AT_EXIT)));
    }
    apps.forEach(app -> app.awaitStdout("> sum"));
    apps.forEach(app -> app.type("end"));
    apps.forEach(RunningJvm::awaitExit);

    assertThat(weaves(on(Jdks.oldest()))).isFalse();
  }

  @Test
  void switchedOff_nothingIsKept() {
    run(on(Jdks.oldest(), "weaving.cache=off", AT_EXIT));

    assertThat(kept()).isEmpty();
  }

  @Test
  void damagedFileIsNamedOnce_andReplaced() throws IOException {
    run(on(Jdks.oldest(), AT_EXIT));
    Path file = kept().get(0);
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 100; i < bytes.length; i += 1000) {
      bytes[i] ^= 1;
    }
    Files.write(file, bytes);

    assertThat(warnings(run(on(Jdks.oldest(), AT_EXIT))))
        .filteredOn(line -> line.contains("WARN"))
        .singleElement()
        .asString()
        .contains(file.toString(), "damaged");
    assertThat(weaves(on(Jdks.oldest()))).isFalse();
  }

  @Test
  void fileThatOthersCanWriteIsNotUsed() throws IOException {
    run(on(Jdks.oldest(), AT_EXIT));
    Path file = kept().get(0);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

    assertThat(weaves(on(Jdks.oldest()))).isTrue();
    assertThat(warnings(run(on(Jdks.oldest()))))
        .singleElement()
        .asString()
        .contains(file.toString(), "can be written by other users");
  }

  @Test
  void placeThatCannotBeWrittenIsNamedOnce() {
    JvmCommand command =
        JvmCommand.on(Jdks.oldest()).environment("XDG_CACHE_HOME", "/proc/none").agent(AT_EXIT);

    assertThat(warnings(run(command)))
        .singleElement()
        .asString()
        .startsWith("tachograph INFO woven classes are not kept in /proc/none/tachograph/");
  }

  @Test
  void diskThatIsFullIsNamedOnce_andNothingIsLeftOfIt() {
    JvmCommand command = on(Jdks.oldest(), AT_EXIT).behind("ulimit -f 20");

    assertThat(warnings(run(command)))
        .singleElement()
        .asString()
        .startsWith("tachograph INFO woven classes are not kept in " + cacheHome);
    assertThat(kept()).isEmpty();
  }

  @Test
  void userWithoutAHomeIsNoNews() {
    JvmCommand command =
        JvmCommand.on(Jdks.oldest())
            .environment("XDG_CACHE_HOME", "")
            .jvm("-Duser.home=?")
            .agent(AT_EXIT);

    assertThat(warnings(run(command))).isEmpty();
  }

  /** One and the same file, which each finds to be the other's. */
  @Test
  void olderAndNewerAgentsDoNotUseWhatTheOtherHasWoven() throws IOException {
    Path file = cacheHome.resolve("one.woven");
    String setting = "weaving.cache=" + file;
    run(on(Jdks.oldest(), AT_EXIT, setting));
    assertThat(weaves(on(Jdks.oldest(), setting))).isFalse();

    Path otherJar = jarOfAnotherVersion();
    String other = "-javaagent:" + otherJar + "=http.port=0," + AT_EXIT + ',' + setting;
    assertThat(warnings(run(JvmCommand.on(Jdks.oldest()).jvm(other))))
        .filteredOn(line -> line.contains("WARN"))
        .singleElement()
        .asString()
        .contains(file.toString(), "made by another version of the agent");
    assertThat(weaves(JvmCommand.on(Jdks.oldest()).jvm(other))).isFalse();

    assertThat(weaves(on(Jdks.oldest(), setting))).isTrue();
  }

  /** The same jar, of which the number is another; it lies in jars that are not compressed. */
  private static Path jarOfAnotherVersion() throws IOException {
    String jar = Files.readString(Paths.agentJar(), StandardCharsets.ISO_8859_1);
    int name = jar.indexOf("dev/tachograph/agent/engine.id");
    Matcher id = Pattern.compile("[0-9a-f]{64}").matcher(jar);
    assertThat(id.find(name)).isTrue();
    String changed = jar.substring(0, id.start()) + "0".repeat(64) + jar.substring(id.end());
    Path other = Paths.newDirectory("another-version").resolve("tachograph.jar");
    return Files.writeString(other, changed, StandardCharsets.ISO_8859_1);
  }

  @Test
  void whatIsSwitchedOffIsLeftAsItIs_thoughItIsKeptWoven() {
    run(on(Jdks.oldest(), AT_EXIT));
    try (RunningJvm app = start(on(Jdks.oldest(), "instrument.executors.enabled=false"))) {
      app.awaitStdout("> sum 400");
      assertThat(app.scrape().sum("java_executor_submitted_tasks_total")).isZero();
    }
    assertThat(warnings(run(on(Jdks.oldest())))).isEmpty();
  }

  @Test
  void otherRulesWeaveOtherMethods() {
    String rule = "workers.methods=com.acme.executors.BriefApp#";
    assertThat(tasksOf(on(Jdks.oldest(), AT_EXIT, rule + "main"))).isEqualTo(1);
    assertThat(tasksOf(on(Jdks.oldest(), AT_EXIT, rule + "none"))).isZero();
    assertThat(tasksOf(on(Jdks.oldest(), AT_EXIT, rule + "main"))).isEqualTo(1);
  }

  private static double tasksOf(JvmCommand command) {
    try (RunningJvm app = start(command)) {
      app.awaitStdout("> sum");
      return app.scrape().sum("tachograph_rule_matches");
    }
  }

  @Test
  void preparedImageWeavesNothing_evenWhereNothingCanBeWritten() throws IOException {
    Path jar = Paths.newDirectory("image").resolve("tachograph.jar");
    Files.copy(Paths.agentJar(), jar);
    try (RunningJvm prepare =
        JvmCommand.on(Jdks.oldest())
            .startJar(
                jar,
                "prepare",
                "--",
                Jdks.oldest().java().toString(),
                "-cp",
                Paths.apps(),
                "com.acme.executors.BriefApp")) {
      ExitedJvm exited = prepare.awaitExit();
      assertThat(exited.exitCode()).as(exited.toString()).isZero();
      assertThat(exited.stdout()).anyMatch(line -> line.startsWith("Woven classes are in "));
    }
    Path file = jar.resolveSibling("tachograph.woven");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");

    JvmCommand command =
        JvmCommand.on(Jdks.oldest())
            .environment("XDG_CACHE_HOME", "/proc/none")
            .jvm("-javaagent:" + jar + "=http.port=0");
    assertThat(weaves(command)).isFalse();
  }

  @Test
  void commandThatCannotBeRunIsNamed() {
    try (RunningJvm prepare =
        JvmCommand.on(Jdks.oldest()).startJar(Paths.agentJar(), "prepare", "--", "/no/such/java")) {
      ExitedJvm exited = prepare.awaitExit();
      assertThat(exited.exitCode()).isEqualTo(1);
      assertThat(exited.toString()).contains("Cannot run /no/such/java");
    }
  }
}
