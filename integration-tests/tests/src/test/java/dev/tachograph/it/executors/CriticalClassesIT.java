package dev.tachograph.it.executors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.RunningJvm;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where the JDK loads a class while it holds a lock, and memory runs out in the middle of it, the
 * lock is left behind for good: weaving that class there makes it likely.
 */
class CriticalClassesIT {
  private static final String CREATED = "> created";
  private static final String WAITED = "> waited";
  private static final String WAITING_LOADS = "java.util.concurrent.ForkJoinPool";

  /** What is woven of the JDK's executors, beside the classes of stages, which start with one. */
  private static final Set<String> WOVEN =
      Set.of(
          "java.util.concurrent.ThreadPoolExecutor",
          "java.util.concurrent.ScheduledThreadPoolExecutor",
          "java.util.concurrent.ForkJoinPool",
          "java.util.concurrent.ForkJoinTask",
          "java.util.concurrent.FutureTask",
          "java.util.concurrent.CompletableFuture",
          "java.util.concurrent.ThreadPerTaskExecutor");

  static List<Jdk> jdks() {
    return Jdks.builds();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void whatTheJdkLoadsToWait_isLoadedAndWovenWithTheFirstExecutor(Jdk jdk) {
    List<String> usual = run(JvmCommand.on(jdk));
    assertThat(usual.indexOf(WAITING_LOADS))
        .as("loaded by waiting, without the agent")
        .isBetween(usual.indexOf(CREATED), usual.indexOf(WAITED));

    List<String> lines = run(JvmCommand.on(jdk).agent());
    assertThat(lines.subList(0, lines.indexOf(CREATED))).contains(WAITING_LOADS);
    assertThat(lines).contains("> woven");
    assertThat(whileWaiting(lines))
        .as("woven while it is waited")
        .doesNotContainAnyElementsOf(WOVEN);
    assertThat(whileWaiting(usual)).anyMatch(CriticalClassesIT::isOfCommonPool);
    assertThat(whileWaiting(lines))
        .as("loaded for the common pool")
        .noneMatch(CriticalClassesIT::isOfCommonPool);
  }

  private static List<String> whileWaiting(List<String> lines) {
    return lines.subList(lines.indexOf(CREATED), lines.indexOf(WAITED));
  }

  /** Anonymous classes, whose names compilers make up, are left to the JDK. */
  private static boolean isOfCommonPool(String name) {
    return name.contains("ForkJoin") && !name.matches(".*\\$\\d+");
  }

  /** What it prints, and the names of classes as they are loaded in between. */
  private static List<String> run(JvmCommand command) {
    command.jvm("-Xlog:class+load:stdout:none");
    try (RunningJvm app = command.start(Paths.apps(), "com.acme.executors.WaitingApp")) {
      ExitedJvm exited = app.awaitExit();
      assertThat(exited.exitCode()).as(exited.toString()).isZero();
      return exited.stdout().stream()
          .map(line -> line.startsWith(">") ? line : line.split(" ", 2)[0])
          .toList();
    }
  }
}
