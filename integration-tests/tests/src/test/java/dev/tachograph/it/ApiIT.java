package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Attaching;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** An application records its operations by itself. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiIT {
  private static final String DISABLED =
      "> summary {metrics_enabled=false, metrics_port=-1, available_metrics=[]}";
  private static final String UNHEALTHY =
      "> health {status=disabled, metrics_enabled=false, available_metrics=0}";

  @Parameter Jdk jdk = Jdks.newest();

  private @Nullable Scrape scrape;
  private @Nullable ExitedJvm exited;
  private int port;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeParameterizedClassInvocation
  void runOnce() {
    try (RunningJvm app =
        PlainApps.api(
            JvmCommand.on(jdk).agent(), "wait", "rows", "copies", "crowd", "status", "wait")) {
      app.awaitStdout("> waiting");
      port = app.endpoint().getPort();
      PlainApps.goOn(app);
      scrape = app.scrape();
      exited = PlainApps.finish(app);
    }
  }

  private Scrape scrape() {
    return Objects.requireNonNull(scrape, "not run");
  }

  private ExitedJvm exited() {
    return Objects.requireNonNull(exited, "not run");
  }

  @Test
  void aLatency_isObservedOnce_andCountsNoOutcome() {
    assertThat(scrape().count("intent_latency_seconds_count")).isEqualTo(1);
    assertThat(scrape().sum("intent_latency_seconds_sum")).isEqualTo(0.02);
    assertThat(scrape().count("intent_success_total")).isZero();
    assertThat(scrape().count("intent_failures_total")).isZero();
    assertThat(scrape().sum("intent_in_progress")).isZero();
  }

  @Test
  void aDurationHasItsLabels_andOneWithoutThemHasNone() {
    assertThat(scrape().count("execute_latency_seconds_count", "task_type", "mail")).isEqualTo(1);
    assertThat(scrape().count("execute_latency_seconds_count", "task_type", "")).isEqualTo(1);
    assertThat(scrape().count("execute_latency_seconds_count")).isEqualTo(2);
  }

  @Test
  void successesAndFailures_areCounted() {
    assertThat(scrape().count("plan_success_total")).isEqualTo(1);
    assertThat(scrape().count("plan_failures_total", "error_type", "IOException")).isEqualTo(1);
    assertThat(scrape().count("plan_latency_seconds_count")).isZero();
  }

  @Test
  void theFirstAttempt_isNoRetry() {
    assertThat(scrape().count("plan_retries_total")).isEqualTo(2);
  }

  @Test
  void anOutcomeWithItsDuration_movesBoth() {
    assertThat(scrape().count("answer_success_total")).isEqualTo(1);
    assertThat(scrape().count("answer_latency_seconds_count")).isEqualTo(1);
    assertThat(scrape().sum("answer_latency_seconds_sum")).isEqualTo(0.2);
  }

  @Test
  void outcomesAndLatencies_areAsMany_underTheSameLabels() {
    assertThat(scrape().count("classify_latency_seconds_count", "size", "even")).isEqualTo(50);
    assertThat(scrape().count("classify_latency_seconds_count", "size", "odd")).isEqualTo(50);
    assertThat(scrape().count("classify_success_total", "size", "even")).isEqualTo(40);
    assertThat(scrape().count("classify_success_total", "size", "odd")).isEqualTo(50);
    assertThat(scrape().count("classify_failures_total", "size", "even", "error_type", "Rejected"))
        .isEqualTo(10);
    assertThat(scrape().count("classify_failures_total")).isEqualTo(10);
  }

  @Test
  void anOperationThatNobodyDeclared_isExposedAfterItsFirstCall() {
    assertThat(
            scrape()
                .count(
                    "user_engagement_success_total",
                    "action",
                    "click",
                    "page",
                    "home",
                    "team",
                    "web"))
        .isEqualTo(1);
    assertThat(scrape().count("user_engagement_latency_seconds_count")).isEqualTo(1);
  }

  @Test
  void aBatch_skipsWhatCannotBeUsed() {
    assertThat(exited().stdout()).contains("> batch 2");
    assertThat(scrape().count("batched_success_total", "size", "small")).isEqualTo(1);
    assertThat(scrape().count("batched_failures_total", "size", "")).isEqualTo(1);
    assertThat(scrape().count("batched_latency_seconds_count")).isEqualTo(1);
    assertThat(scrape().count("tachograph_probe_errors_total", "probe", "OperationProbe"))
        .isEqualTo(1);
  }

  @Test
  void aTryStatement_isAnOperation() {
    assertThat(scrape().count("handled_success_total", "task_type", "held")).isEqualTo(1);
    assertThat(scrape().count("handled_retries_total", "task_type", "held")).isEqualTo(1);
    assertThat(scrape().count("handled_latency_seconds_count")).isEqualTo(1);
    assertThat(scrape().sum("handled_in_progress")).isZero();
  }

  @Test
  void copiesInSeveralClassLoaders_recordInTheSameSeries() {
    assertThat(scrape().samples("shared_success_total")).hasSize(1);
    assertThat(scrape().count("shared_success_total", "kind", "copy")).isEqualTo(6);
    assertThat(scrape().count("shared_retries_total", "kind", "copy")).isEqualTo(3);
    assertThat(scrape().count("shared_latency_seconds_count", "kind", "copy")).isEqualTo(6);
  }

  @Test
  void manyThreadsAtOnce_loseNothing() {
    assertThat(scrape().count("crowd_latency_seconds_count", "kind", "many")).isEqualTo(1_600_000);
    assertThat(scrape().count("crowd_success_total", "kind", "many"))
        .isEqualTo(16_000_000 + 1_600_000);
    assertThat(scrape().sum("crowd_in_progress")).isZero();
  }

  @Test
  void theApplicationIsToldThePort_andWhatThereIs() {
    assertThat(exited().stdout())
        .anyMatch(
            line ->
                line.startsWith(
                        "> summary {metrics_enabled=true, metrics_port="
                            + port
                            + ", available_metrics=[")
                    && line.contains("intent_latency_seconds"))
        .anyMatch(line -> line.startsWith("> health {status=healthy, metrics_enabled=true, "));
    assertThat(exited().exitCode()).isZero();
    assertThat(scrape().value("tachograph_instrumented_classes", "instrumentation", "api"))
        .isEqualTo(1);
  }

  @Test
  void withoutTheAgent_callsDoNothing_andAllocateNothing() {
    try (RunningJvm app =
        PlainApps.api(
            JvmCommand.on(jdk),
            "rows",
            "copies",
            "unusable",
            "crowd",
            "status",
            "allocate=100000000")) {
      ExitedJvm ended = app.awaitExit();
      assertThat(ended.stderr()).isEmpty();
      assertThat(ended.exitCode()).isZero();
      assertThat(ended.stdout())
          .containsExactly("> batch 0", "> recorded", DISABLED, UNHEALTHY, "> allocated 0");
    }
  }

  /**
   * Nothing flushes it, and the next regular write is far away. On the one processor, the program
   * is over before the agent has its turn.
   */
  @Test
  void aBatch_isInTheFile_onceTheJvmHasEnded() throws IOException {
    Path directory = Paths.newDirectory("batch");
    JvmCommand command =
        JvmCommand.on(jdk)
            .onOneProcessor()
            .agentArguments(
                "http.enabled=false,textfile.interval=10m,textfile.directory=" + directory);
    try (RunningJvm app = PlainApps.api(command, "seven")) {
      ExitedJvm ended = app.awaitExit();
      assertThat(ended.stdout()).containsExactly("> batch 7");
      assertThat(ended.exitCode()).isZero();
    }
    Scrape file = Scrape.parse(Files.readString(directory.resolve("conductor_metrics.prom")));
    assertThat(file.count("mailed_success_total", "size", "small")).isEqualTo(7);
    assertThat(file.count("mailed_latency_seconds_count", "size", "small")).isEqualTo(7);
  }

  @Test
  void withMetricsDisabled_itIsAsWithoutTheAgent() {
    for (String variable : List.of("METRICS_ENABLED", "ENABLE_METRICS")) {
      try (RunningJvm app =
          PlainApps.api(
              JvmCommand.on(jdk).agent().environment(variable, "false"),
              "rows",
              "status",
              "allocate=1000")) {
        ExitedJvm ended = app.awaitExit();
        assertThat(ended.stderr()).as(variable).isEmpty();
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.stdout())
            .containsExactly("> batch 0", "> recorded", DISABLED, UNHEALTHY, "> allocated 0");
      }
    }
  }

  @Test
  void callsBeforeTheAgent_areNotCounted_andThoseAfterItAre() {
    try (RunningJvm app =
        PlainApps.api(
            Attaching.on(jdk), "rows", "copies", "wait", "rows", "copies", "status", "wait")) {
      app.awaitStdout("> waiting");
      Attaching.to(app, jdk);

      PlainApps.goOn(app);

      Scrape late = app.scrape();
      assertThat(late.count("intent_latency_seconds_count")).isEqualTo(1);
      assertThat(late.count("plan_retries_total")).isEqualTo(2);
      assertThat(late.count("handled_success_total")).isEqualTo(1);
      assertThat(late.count("shared_success_total")).isEqualTo(6);
      assertThat(app.stdout()).anyMatch(line -> line.contains("metrics_enabled=true"));
      assertThat(PlainApps.finish(app).exitCode()).isZero();
    }
  }

  @Test
  void whatCannotBeUsed_isLeftOut_countedAndNamedOnce() {
    try (RunningJvm app =
        PlainApps.api(JvmCommand.on(jdk).agent(), "unusable", "unusable", "wait")) {
      app.awaitStdout("> waiting");

      Scrape odd = app.scrape();
      assertThat(odd.count("odd_success_total")).isEqualTo(24);
      assertThat(odd.count("odd_failures_total", "error_type", "unknown")).isEqualTo(2);
      assertThat(odd.count("odd_latency_seconds_count")).isEqualTo(2);
      assertThat(odd.sum("odd_latency_seconds_sum")).isZero();
      assertThat(odd.family("odd_success_total").labelNames())
          .containsExactlyInAnyOrder("color", "a", "b", "c");
      assertThat(odd.count("twice_latency_seconds_count")).isEqualTo(2);
      assertThat(odd.count("twice_failures_total", "error_type", "unknown")).isEqualTo(2);
      assertThat(odd.count("twice_retries_total")).isZero();
      assertThat(odd.count("tachograph_probe_errors_total", "probe", "OperationProbe"))
          .isEqualTo(34);
      ExitedJvm ended = PlainApps.finish(app);
      assertThat(ended.exitCode()).isZero();
      assertThat(ended.stderr())
          .filteredOn(line -> line.contains("WARN"))
          .doesNotHaveDuplicates()
          .hasSize(10)
          .anyMatch(line -> line.contains("operation odd has a negative duration"))
          .anyMatch(line -> line.contains("operation '' has no name"));
    }
  }
}
