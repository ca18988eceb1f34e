package dev.tachograph.it.executors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No memory of a task outlives it. */
class ExecutorMemoryIT {
  private static final int TASKS = 2_000_000;

  /** A byte for each task would be as much again. */
  private static final long MOST_GROWTH = 1_000_000;

  static Stream<Arguments> modesAndJdks() {
    return JdkMatrix.of(Stream.of(AgentMode.PREMAIN, AgentMode.ATTACHED), Jdks.all());
  }

  @ParameterizedTest
  @MethodSource("modesAndJdks")
  void whatIsDone_leavesNothingBehind(AgentMode mode, Jdk jdk) {
    try (RunningJvm app =
        mode.on(jdk)
            // So many that the common pool takes the stages of CompletableFuture on every JDK.
            .jvm("-XX:ActiveProcessorCount=4", "-Xmx256m")
            .start(Paths.apps(), "com.acme.executors.MemoryApp", String.valueOf(TASKS))) {
      app.awaitStdout("> waiting");
      mode.attachTo(app, jdk);
      app.type("go on");
      app.awaitStdout("> collecting");
      // What the application took out of a queue behind the pool's back is noticed by scrapes.
      Await.until(
          () -> "the end of the collection\n" + app,
          () -> {
            app.scrape();
            return app.stdout().stream().anyMatch(line -> line.startsWith("> fact alive"));
          });

      List<String> left = app.stdout().stream().filter(line -> line.startsWith("> left ")).toList();
      assertThat(left).hasSizeGreaterThanOrEqualTo(17);
      assertThat(left).allMatch(line -> line.split(" ")[3].equals("0"));
      assertThat(growth(app)).isLessThan(MOST_GROWTH);
      assertThat(TaskCounts.of(app.scrape(), "many").submitted()).isGreaterThan(TASKS / 4);
      assertThat(app.scrape().count("tachograph_probe_errors_total")).isZero();
      PlainApps.finish(app);
    }
  }

  /**
   * The notes of all tasks do not fit into either heap. In the larger one there are fewer
   * collections, so that more tasks are lost between two of them.
   */
  @ParameterizedTest
  @MethodSource("heapsAndJdks")
  void whatTheApplicationTakesOutOfTheQueue_doesNotPileUp_thoughNobodyScrapes(
      String heap, Jdk jdk) {
    int tasks = 3_000_000;
    try (RunningJvm app =
        JvmCommand.on(jdk)
            .agent()
            .jvm(heap)
            .start(Paths.apps(), "com.acme.executors.CrowdApp", "drop", String.valueOf(tasks))) {
      app.awaitStdout("> waiting");
      for (String pool : List.of("drops-same", "drops-other")) {
        long ran = fact(app, pool + ".ran");
        long dropped = fact(app, pool + ".dropped");
        assertThat(ran + dropped).isEqualTo(tasks);
        TaskCounts expected = TaskCounts.submitted(tasks).completed(ran).cancelled(dropped);
        Await.until(
            () -> expected + " of " + pool + ", not " + TaskCounts.of(app.scrape(), pool),
            () -> TaskCounts.of(app.scrape(), pool).equals(expected));
      }
      assertThat(app.stderr()).noneMatch(line -> line.contains("OutOfMemoryError"));
      PlainApps.finish(app);
    }
  }

  static Stream<Arguments> heapsAndJdks() {
    return JdkMatrix.of(Stream.of("-Xmx20m", "-Xmx32m"), Jdks.all());
  }

  private static long fact(RunningJvm app, String name) {
    String start = "> fact " + name + "=";
    return Long.parseLong(app.awaitStdout(start).substring(start.length()));
  }

  private static long growth(RunningJvm app) {
    return fact(app, "heap.growth");
  }
}
