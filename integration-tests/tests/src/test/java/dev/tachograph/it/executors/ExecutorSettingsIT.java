package dev.tachograph.it.executors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Executors, as they are configured to be shown. */
class ExecutorSettingsIT {
  private static final String SUBMITTED = "java_executor_submitted_tasks_total";

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  private static Scrape scrape(JvmCommand command) {
    try (RunningJvm app = command.start(Paths.apps(), "com.acme.executors.ExecutorsApp", "cold")) {
      app.awaitStdout("> waiting");
      return app.scrape();
    }
  }

  @Test
  void histograms_haveTheFifteenBucketsOfTheReference() {
    Scrape scrape = scrape(JvmCommand.on(Jdks.newest()).agent("timers.distribution=histogram"));
    for (String timer : List.of("task_wait", "tasks_duration")) {
      String[] labels =
          timer.equals("task_wait")
              ? new String[] {"executor", "invoke-all"}
              : new String[] {"executor", "invoke-all", "result", "completed"};
      assertThat(
              scrape.samples("java_executor_" + timer + "_seconds_bucket", labels).stream()
                  .map(sample -> sample.label("le")))
          .containsExactly(
              "0.005", "0.01", "0.025", "0.05", "0.075", "0.1", "0.25", "0.5", "0.75", "1.0", "2.5",
              "5.0", "7.5", "10.0", "+Inf");
    }
  }

  @Test
  void namingByReference_callsThemByTheEmptyString() {
    Scrape scrape = scrape(JvmCommand.on(Jdks.newest()).agent("executors.naming=reference"));
    assertThat(scrape.labelValues(SUBMITTED, "executor")).containsExactly("");
    assertThat(scrape.labelValues(SUBMITTED, "executor_type"))
        .contains(
            "java.util.concurrent.ThreadPoolExecutor",
            "java.util.concurrent.ScheduledThreadPoolExecutor",
            "java.util.concurrent.ForkJoinPool");
  }

  @Test
  void compatibleNames_exposeRunningTasksTwice() {
    Scrape scrape = scrape(JvmCommand.on(Jdks.newest()).agent("compat.names=reference"));
    String running = "java_executor_running_tasks";
    assertThat(scrape.family(running + "_total").type()).isEqualTo("gauge");
    assertThat(scrape.value(running + "_total", "executor", "blocked")).isEqualTo(3);
    assertThat(scrape.samples(running + "_total")).hasSameSizeAs(scrape.samples(running));
    assertThat(scrape(JvmCommand.on(Jdks.newest()).agent()).familyNames())
        .contains(running)
        .doesNotContain(running + "_total");
  }

  @Test
  void executors_areLeftAloneByNameAndType() {
    Scrape scrape =
        scrape(
            JvmCommand.on(Jdks.newest())
                .jvm("-Dtachograph.executors.exclude=handler-*,*.ForkJoinPool")
                .agent());
    assertThat(scrape.labelValues(SUBMITTED, "executor"))
        .contains("abort", "invoke-all")
        .noneMatch(name -> name.startsWith("handler-") || name.startsWith("fork-join"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void stagesWithoutAPool_areCountedOnWhateverRunsThem(Jdk jdk) {
    // With one processor the common pool has too few threads, and each stage got one of its own.
    JvmCommand command = JvmCommand.on(jdk).jvm("-XX:ActiveProcessorCount=1").agent();
    String executor =
        jdk.feature() >= 25 ? "commonPool" : "CompletableFuture$ThreadPerTaskExecutor";
    try (RunningJvm app = command.start(Paths.apps(), "com.acme.executors.ExecutorsApp", "cold")) {
      app.awaitStdout("> waiting");
      TaskCounts expected =
          jdk.feature() >= 25
              ? TaskCounts.submitted(14).completed(12).failed(2)
              : TaskCounts.submitted(11).completed(9).failed(2);
      // Nobody but the stage knows when its thread has left it.
      Await.until(
          () -> expected + " of " + executor + "\n" + app,
          () -> TaskCounts.of(app.scrape(), executor).equals(expected));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tachograph.it.harness.Jdks#all")
  void executorsOfOnesOwn_areMeasuredIfTheyAreNamed(Jdk jdk) {
    String own = "com.acme.executors.OwnExecutors";
    JvmCommand command =
        JvmCommand.on(jdk)
            .agent("http.port=0")
            .jvm("-Dtachograph.executors.include=" + own + "$PerTask," + own + "$Loop");
    try (RunningJvm app = command.start(Paths.apps(), own)) {
      app.awaitStdout("> waiting");
      TaskCounts[] counts = new TaskCounts[2];
      Await.until(
          () -> "all tasks: " + counts[0] + counts[1],
          () -> {
            Scrape scrape = app.scrape();
            counts[0] = TaskCounts.of(scrape, "mail");
            counts[1] = TaskCounts.of(scrape, "loop");
            return counts[0].isBalanced() && counts[1].isBalanced() && counts[1].failed() > 0;
          });
      assertThat(counts[0]).isEqualTo(TaskCounts.submitted(5).completed(5));
      assertThat(counts[1]).isEqualTo(TaskCounts.submitted(6).completed(5).failed(1));
    }
  }
}
