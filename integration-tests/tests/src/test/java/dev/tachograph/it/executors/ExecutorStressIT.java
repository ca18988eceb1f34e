package dev.tachograph.it.executors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Attaching;
import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tasks of every kind at random, in executors of every kind at once. */
class ExecutorStressIT {
  private static final int ACTS = 20_000;

  static List<Jdk> jdks() {
    return Jdks.builds();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theBalanceHolds_forEveryExecutor(Jdk jdk) {
    long seed = System.nanoTime();
    try (RunningJvm app = start(JvmCommand.on(jdk).agent(), seed)) {
      app.awaitStdout("> waiting");
      assertAtRest(app, seed);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theBalanceHolds_forExecutorsMadeAfterAnAttachUnderLoad(Jdk jdk) {
    long seed = System.nanoTime();
    try (RunningJvm app = start(Attaching.on(jdk), seed, "attach")) {
      app.awaitStdout("> waiting");
      Attaching.to(app, jdk);
      PlainApps.goOn(app);
      assertAtRest(app, seed);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void asManyAreSubmitted_asTheProgramHandsIn_by64ThreadsInAnotherOrder(Jdk jdk) {
    int tasks = 200_000;
    try (RunningJvm app =
        JvmCommand.on(jdk)
            .agent()
            .start(Paths.apps(), "com.acme.executors.CrowdApp", "order", String.valueOf(tasks))) {
      app.awaitStdout("> waiting");
      Scrape scrape = app.scrape();
      for (String pool : List.of("by-priority", "by-time")) {
        assertThat(app.awaitStdout("> fact " + pool + ".ran="))
            .isEqualTo("> fact " + pool + ".ran=" + tasks);
        assertThat(TaskCounts.of(scrape, pool))
            .as(pool)
            .isEqualTo(TaskCounts.submitted(tasks).completed(tasks));
        assertThat(scrape.count("java_executor_task_wait_seconds_count", "executor", pool))
            .isEqualTo(tasks);
      }
      PlainApps.finish(app);
    }
  }

  private static RunningJvm start(JvmCommand command, long seed, String... more) {
    String[] arguments = new String[2 + more.length];
    arguments[0] = String.valueOf(seed);
    arguments[1] = String.valueOf(ACTS);
    System.arraycopy(more, 0, arguments, 2, more.length);
    return command.start(Paths.apps(), "com.acme.executors.StressApp", arguments);
  }

  private static void assertAtRest(RunningJvm app, long seed) {
    List<String[]> lanes =
        app.stdout().stream()
            .filter(line -> line.startsWith("> lane "))
            .map(line -> line.substring("> lane ".length()).split(" "))
            .toList();
    assertThat(lanes).hasSizeGreaterThanOrEqualTo(13);
    // What handlers have taken out of a queue by themselves shows after two scrapes.
    Scrape[] last = {app.scrape()};
    Await.until(
        () -> "the balance of " + List.of(countsOf(lanes, last[0])) + ", seed " + seed,
        () -> {
          last[0] = app.scrape();
          return lanes.stream().allMatch(lane -> TaskCounts.of(last[0], lane[0]).isBalanced());
        });
    SoftAssertions all = new SoftAssertions();
    for (String[] lane : lanes) {
      TaskCounts tasks = TaskCounts.of(last[0], lane[0]);
      String name = lane[0] + ", seed " + seed;
      all.assertThat(tasks.submitted()).as(name).isGreaterThan(100);
      all.assertThat(last[0].count("java_executor_running_tasks", "executor", lane[0]))
          .as(name)
          .isZero();
      long ran = Long.parseLong(lane[1]);
      long threw = Long.parseLong(lane[2]);
      // One of fork-join's that is cancelled as it starts may run or not, whatever it counts as.
      long doubt = lane[0].equals("fork-join") ? (ran + threw) / 50 : 0;
      all.assertThat(tasks.completed()).as(name).isBetween(ran - doubt, ran + doubt);
      all.assertThat(tasks.failed()).as(name).isBetween(threw - doubt, threw);
    }
    all.assertThat(last[0].count("tachograph_probe_errors_total")).isZero();
    all.assertAll();
  }

  private static Object[] countsOf(List<String[]> lanes, Scrape scrape) {
    return lanes.stream().map(lane -> lane[0] + TaskCounts.of(scrape, lane[0])).toArray();
  }
}
