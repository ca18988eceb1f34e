package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Methods of any class become tasks by the rules of a properties file. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tachograph.it.harness.JdkMatrix#firstTurn")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MethodRulesIT {
  private static final String JOBS = "com.acme.jobs.Jobs";

  @Parameter Jdk jdk = Jdks.newest();

  private @Nullable Scrape whileHeld;
  private @Nullable Scrape scrape;
  private @Nullable ExitedJvm exited;

  @BeforeParameterizedClassInvocation
  void runOnce() throws IOException {
    Path file = Paths.newDirectory("rules").resolve("agent.properties");
    Files.write(
        file,
        List.of(
            "http.port=0",
            "workers.methods=\\",
            "  " + JOBS + "#succeed, " + JOBS + "#fail, " + JOBS + "#breakDown, \\",
            "  " + JOBS + "$Courier#run, com.acme.jobs.Nothing*#run",
            "workers.1.methods=" + JOBS + "$Later#*",
            "workers.1.task-type=later-{method}",
            "workers.2.methods=" + JOBS + "$Mailer#send(java.lang.String)",
            "workers.2.task-type={class}.{method}",
            "workers.3.methods=" + JOBS + "$Mailer#send(java.lang.String,int)",
            "workers.3.task-type=copies-{arg1}-to-{arg0}",
            "workers.4.methods=" + JOBS + "$Totals#sum",
            "workers.4.task-type=totals",
            "workers.5.methods=" + JOBS + "$Step#step",
            "workers.5.task-type=step",
            "workers.6.methods=" + JOBS + "$IntHandler#handle",
            "workers.6.task-type=bridged",
            "workers.7.methods=" + JOBS + "$Dispatcher#dispatch",
            "workers.7.task-type={arg0.kind}"));
    JvmCommand command = JvmCommand.on(jdk).agentArguments(file.toString());
    try (RunningJvm app =
        PlainApps.jobs(
            command,
            ("succeed*5 fail*3 breakdown*2 later*2 laterfail*2 never overloads static inherited"
                    + " bridged dispatch*3 thread*2 threadfail hold holdthread wait release"
                    + " releasethread wait exit=3")
                .split(" "))) {
      app.awaitStdout("> waiting");
      whileHeld = app.scrape();
      PlainApps.goOn(app);
      scrape = app.scrape();
      exited = PlainApps.finish(app);
    }
  }

  private Scrape scrape() {
    return Objects.requireNonNull(scrape, "not run");
  }

  private long executions(String taskType, String status) {
    return scrape()
        .count("task_execute_time_seconds_count", "taskType", taskType, "status", status);
  }

  @Test
  void callsAndExceptions_areCountedUnderTheSimpleClassName() {
    assertThat(executions("Jobs", "SUCCESS")).isEqualTo(5);
    assertThat(executions("Jobs", "FAILURE")).isEqualTo(5);
    assertThat(errors("Jobs", "IllegalStateException")).isEqualTo(3);
    assertThat(errors("Jobs", "AssertionError")).isEqualTo(2);
  }

  private long errors(String taskType, String exception) {
    return scrape().count("task_execute_error_total", "taskType", taskType, "exception", exception);
  }

  @Test
  void aStage_endsWhenItCompletes() {
    assertThat(executions("later-fetch", "SUCCESS")).isEqualTo(2);
    Scrape before = Objects.requireNonNull(whileHeld, "not run");
    assertThat(before.count("task_execute_time_seconds_count", "taskType", "later-hold")).isZero();
    assertThat(executions("later-hold", "SUCCESS")).isEqualTo(1);
  }

  @Test
  void aStageThatFails_isAFailureOfItsOwnException() {
    assertThat(executions("later-fetch", "FAILURE")).isEqualTo(2);
    assertThat(errors("later-fetch", "IllegalStateException")).isEqualTo(2);
  }

  @Test
  void aStageThatNeverCompletes_isInProgress_andNotCounted() {
    assertThat(scrape().count("task_execute_time_seconds_count", "taskType", "later-forget"))
        .isZero();
    Scrape before = Objects.requireNonNull(whileHeld, "not run");
    assertThat(before.value("task_in_progress", "taskType", "later-hold")).isEqualTo(1);
    assertThat(scrape().value("task_in_progress", "taskType", "later-hold")).isZero();
    assertThat(scrape().value("task_in_progress", "taskType", "later-forget")).isEqualTo(1);
    assertThat(scrape().value("task_in_progress", "taskType", "Jobs")).isZero();
    assertThat(scrape().sum("task_in_progress")).isEqualTo(1);
    assertThat(scrape().value("tachograph_task_type_info", "taskType", "later-hold")).isEqualTo(1);
    assertThat(scrape().labelValues("tachograph_task_type_info", "framework"))
        .containsExactly("workers.methods");
  }

  /** A thread whose class overrides run is a task if a rule names that. */
  @Test
  void aThread_isATaskWhileItRuns_andFailsByWhatNobodyCaught() {
    assertThat(executions("Courier", "SUCCESS")).isEqualTo(3);
    assertThat(executions("Courier", "FAILURE")).isEqualTo(1);
    assertThat(errors("Courier", "IllegalArgumentException")).isEqualTo(1);
    Scrape before = Objects.requireNonNull(whileHeld, "not run");
    assertThat(before.count("task_execute_time_seconds_count", "taskType", "Courier")).isEqualTo(3);
    assertThat(before.value("task_in_progress", "taskType", "Courier")).isEqualTo(1);
    assertThat(scrape().value("task_in_progress", "taskType", "Courier")).isZero();
    assertThat(Objects.requireNonNull(exited, "not run").stdout())
        .filteredOn("> uncaught IllegalArgumentException"::equals)
        .hasSize(1);
  }

  @Test
  void parameterTypes_selectTheOverload() {
    assertThat(executions("Mailer.send", "SUCCESS")).isEqualTo(1);
    assertThat(executions("copies-2-to-a", "SUCCESS")).isEqualTo(1);
  }

  @Test
  void aStaticMethod_isMeasured() {
    assertThat(executions("totals", "SUCCESS")).isEqualTo(1);
  }

  @Test
  void aMethodThatAnInterfaceProvides_isMeasured() {
    assertThat(executions("step", "SUCCESS")).isEqualTo(1);
  }

  @Test
  void aBridge_isNotCountedBesideTheMethodItCalls() {
    assertThat(executions("bridged", "SUCCESS")).isEqualTo(1);
  }

  @Test
  void aGetterOfTheArgument_givesTheTaskType() {
    for (int i = 0; i < 3; i++) {
      assertThat(executions("kind-" + i, "SUCCESS")).isEqualTo(1);
    }
  }

  @Test
  void aRuleThatMatchedNothing_isVisible() {
    assertThat(scrape().value("tachograph_rule_matches", "rule", "com.acme.jobs.Nothing*#run"))
        .isZero();
    assertThat(scrape().value("tachograph_rule_matches", "rule", JOBS + "#succeed")).isPositive();
  }

  @Test
  void nothingElse_isCountedAsATask() {
    assertThat(scrape().labelValues("task_execute_time_seconds_count", "taskType"))
        .containsExactlyInAnyOrder(
            "Jobs",
            "Courier",
            "later-fetch",
            "later-hold",
            "Mailer.send",
            "copies-2-to-a",
            "totals",
            "step",
            "bridged",
            "kind-0",
            "kind-1",
            "kind-2");
  }

  @Test
  void theApplication_endsAsItWould() {
    assertThat(exited).isNotNull();
    assertThat(exited.exitCode()).isEqualTo(3);
    assertThat(exited.stderr()).allMatch(line -> line.startsWith("tachograph "));
    assertThat(scrape().count("tachograph_probe_errors_total")).isZero();
    assertThat(scrape().value("tachograph_config_problems")).isZero();
  }
}
