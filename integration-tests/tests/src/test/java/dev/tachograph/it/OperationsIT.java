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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Methods of any class become operations by the rules of a properties file. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tachograph.it.harness.JdkMatrix#secondTurn")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsIT {
  private static final String PLANNER = "com.acme.steps.StepsApp$Planner";

  private static final List<String> RULES =
      List.of(
          "http.port=0",
          "operations.1.methods=" + PLANNER + "#plan",
          "operations.1.labels.task_type={arg0.kind.name}",
          "operations.1.labels.size={arg0.size|small<1024,medium<1048576,large}",
          "operations.1.labels.region={this.region}",
          "operations.2.methods=" + PLANNER + "#store",
          "operations.2.name=store",
          "operations.2.labels.size={arg0|small<1024,medium<1048576,large}",
          "operations.2.labels.team=billing",
          "operations.2.labels.never={this.region}",
          "operations.3.methods=" + PLANNER + "#charge",
          "operations.3.exceptions=java.io.IOException",
          "operations.3.labels.status={return.status}",
          "operations.4.methods=" + PLANNER + "#broken",
          "operations.4.labels.name={arg0.name}",
          "operations.5.methods=com.acme.steps.StepsApp$Handler+#handle",
          "operations.5.name={class}_{method}",
          "operations.6.methods=java.util.concurrent.Callable+#call",
          "operations.6.name=jvm_call",
          "operations.7.methods=" + PLANNER + "#sendURLOf",
          "operations.8.methods=" + PLANNER + "#later",
          "operations.8.labels.status={return.status}",
          "operations.10.methods=" + PLANNER + "#owned, " + PLANNER + "#getOwner",
          "operations.10.labels.owner={this.owner}",
          "operations.11.methods=java.lang.AutoCloseable+#close",
          "operations.11.name={class}",
          "operations.12.methods=" + PLANNER + "#note*",
          "operations.12.labels.region=a b/c",
          "operations.13.methods=" + PLANNER + "#send",
          "operations.13.labels.team=billing",
          "operations.9.methods=com.acme.steps.Nobody#nothing",
          "operations.9.name=store",
          "workers.1.methods=" + PLANNER + "#plan",
          "workers.1.task-type=plan-{arg0.kind.name}");

  @Parameter Jdk jdk = Jdks.newest();

  private @Nullable Scrape whileHeld;
  private @Nullable Scrape scrape;
  private @Nullable Scrape inOneFamily;
  private @Nullable ExitedJvm exited;
  private @Nullable ExitedJvm plain;

  @BeforeParameterizedClassInvocation
  void runOnce() throws IOException {
    try (RunningJvm app = PlainApps.steps(JvmCommand.on(jdk).agentArguments(file(RULES)))) {
      app.awaitStdout("> waiting");
      whileHeld = app.scrape();
      PlainApps.goOn(app);
      scrape = app.scrape();
      exited = PlainApps.finish(app);
    }
    List<String> rules = new ArrayList<>(RULES);
    rules.add("operations.naming=label");
    rules.add("labels.sanitize=reference");
    try (RunningJvm app = PlainApps.steps(JvmCommand.on(jdk).agentArguments(file(rules)))) {
      app.awaitStdout("> waiting");
      inOneFamily = app.scrape();
    }
    try (RunningJvm app = PlainApps.steps(JvmCommand.on(jdk))) {
      app.awaitStdout("> waiting");
      PlainApps.goOn(app);
      plain = PlainApps.finish(app);
    }
  }

  private static String file(List<String> rules) throws IOException {
    Path file = Paths.newDirectory("operations").resolve("agent.properties");
    Files.write(file, rules);
    return file.toString();
  }

  private Scrape scrape() {
    return Objects.requireNonNull(scrape, "not run");
  }

  @Test
  void labelsComeFromChainsOfProperties_bandsAndTheObjectItself() {
    assertThat(plans("mail", "small")).isEqualTo(2);
    assertThat(plans("mail", "medium")).isEqualTo(1);
    assertThat(plans("mail", "large")).isEqualTo(1);
    assertThat(plans("sms", "small")).isZero();
  }

  private long plans(String type, String size) {
    return scrape().count("plan_success_total", "task_type", type, "size", size, "region", "eu");
  }

  @Test
  void aThrow_isAFailureUnderItsSimpleName_andHasALatency() {
    assertThat(
            scrape()
                .count(
                    "plan_failures_total",
                    "error_type",
                    "IllegalStateException",
                    "task_type",
                    "sms",
                    "size",
                    "small",
                    "region",
                    "eu"))
        .isEqualTo(1);
    assertThat(scrape().count("plan_latency_seconds_count")).isEqualTo(6);
    assertThat(scrape().count("plan_success_total")).isEqualTo(4);
    assertThat(scrape().count("plan_failures_total")).isEqualTo(2);
    assertThat(scrape().count("plan_retries_total")).isZero();
    assertThat(scrape().value("plan_in_progress", "task_type", "sms")).isZero();
  }

  @Test
  void aNullInTheChain_isAnEmptyValue() {
    assertThat(scrape().count("plan_failures_total", "task_type", "")).isEqualTo(1);
  }

  @Test
  void aMethodCanBeATaskAndAnOperation() {
    assertThat(
            scrape()
                .count(
                    "task_execute_time_seconds_count",
                    "taskType",
                    "plan-mail",
                    "status",
                    "SUCCESS"))
        .isEqualTo(4);
    assertThat(scrape().count("task_execute_time_seconds_count", "taskType", "plan-")).isEqualTo(1);
  }

  @Test
  void rulesOfOneOperation_haveTheUnionOfTheirLabels() {
    assertThat(
            scrape().count("store_success_total", "size", "medium", "team", "billing", "never", ""))
        .isEqualTo(1);
  }

  @Test
  void onlyNamedExceptionsAreFailures_andTheResultCanBeALabel() {
    assertThat(scrape().count("charge_success_total", "status", "paid")).isEqualTo(1);
    assertThat(scrape().count("charge_success_total", "status", "refused")).isEqualTo(1);
    assertThat(
            scrape()
                .count(
                    "charge_failures_total", "error_type", "FileNotFoundException", "status", ""))
        .isEqualTo(1);
    assertThat(scrape().count("charge_success_total", "status", "")).isEqualTo(1);
    assertThat(scrape().sum("charge_in_progress")).isZero();
  }

  @Test
  void whatTheAgentsOwnReadingCalls_isNotMeasured() {
    assertThat(scrape().count("owned_success_total", "owner", "eu-team")).isEqualTo(1);
    assertThat(scrape().count("get_owner_success_total", "owner", "eu-team")).isEqualTo(1);
  }

  @Test
  void neitherTheAgentNorTheJdk_isMeasured() {
    assertThat(scrape().value("tachograph_rule_matches", "rule", "java.lang.AutoCloseable+#close"))
        .isZero();
  }

  @Test
  void aGetterThatFails_changesNothingButTheLabel() {
    assertThat(scrape().count("broken_success_total", "name", "")).isEqualTo(1);
    assertThat(scrape().count("tachograph_probe_errors_total", "probe", "MethodProbe"))
        .isEqualTo(1);
  }

  @Test
  void subtypesAreFound_andTheJdksTypesCanBeNamed() {
    assertThat(scrape().count("mail_handler_handle_success_total")).isEqualTo(1);
    assertThat(scrape().count("sms_handler_handle_success_total")).isEqualTo(2);
    assertThat(scrape().hasFamily("silent_handle_success")).isFalse();
    assertThat(
            scrape()
                .count("tachograph_rule_matches", "rule", "java.util.concurrent.Callable+#call"))
        .isEqualTo(1);
  }

  @Test
  void aNameThatIsTaken_isExposedUnderAnother() {
    assertThat(scrape().count("operation_jvm_call_success_total")).isEqualTo(1);
  }

  @Test
  void theDefaultNameIsTheMethods() {
    assertThat(scrape().count("send_url_of_success_total")).isEqualTo(1);
  }

  @Test
  void oneRule_isForMethodsThatEndAtOnce_andForThoseThatEndLater() {
    assertThat(scrape().count("note_success_total")).isEqualTo(1);
    assertThat(scrape().count("note_later_success_total")).isEqualTo(1);
  }

  @Test
  void aLiteralLabel_isOnAllFamilies() {
    assertThat(
            scrape().count("send_failures_total", "team", "billing", "error_type", "IOException"))
        .isEqualTo(1);
    assertThat(scrape().count("send_latency_seconds_count", "team", "billing")).isEqualTo(1);
    for (String family : List.of("success_total", "retries_total", "in_progress")) {
      assertThat(scrape().value("send_" + family, "team", "billing")).as(family).isZero();
    }
  }

  @Test
  void labelsAreAsTheyAre_unlessTheyAreToBeCleaned() {
    assertThat(scrape().count("note_success_total", "region", "a b/c")).isEqualTo(1);
    Scrape cleaned = Objects.requireNonNull(inOneFamily);
    assertThat(cleaned.count("operation_success_total", "operation", "note", "region", "a_b_c"))
        .isEqualTo(1);
  }

  @Test
  void asynchronousWork_isInProgressUntilItIsDone() {
    Scrape before = Objects.requireNonNull(whileHeld);
    assertThat(before.sum("later_in_progress")).isEqualTo(1);
    assertThat(before.count("later_latency_seconds_count")).isEqualTo(2);
    assertThat(scrape().sum("later_in_progress")).isZero();
    assertThat(scrape().count("later_success_total", "status", "done")).isEqualTo(1);
    assertThat(scrape().count("later_failures_total", "error_type", "FileNotFoundException"))
        .isEqualTo(1);
    assertThat(scrape().count("later_failures_total", "error_type", "cancelled")).isEqualTo(1);
  }

  @Test
  void aRuleThatMatchedNothing_isVisible() {
    assertThat(scrape().value("tachograph_rule_matches", "rule", "com.acme.steps.Nobody#nothing"))
        .isZero();
    assertThat(scrape().value("tachograph_instrumented_classes", "instrumentation", "operations"))
        .isPositive();
  }

  @Test
  void inOneFamily_theNameIsALabel() {
    Scrape all = Objects.requireNonNull(inOneFamily);
    assertThat(all.count("operation_success_total", "operation", "plan", "size", "small"))
        .isEqualTo(2);
    assertThat(all.count("operation_failures_total", "operation", "plan")).isEqualTo(2);
    assertThat(all.labelValues("operation_latency_seconds_count", "operation"))
        .contains("plan", "store", "send_url_of", "later");
    assertThat(all.hasFamily("plan_latency_seconds")).isFalse();
  }

  @Test
  void theApplication_isUnchanged_andEveryProblemIsSaidOnce() {
    ExitedJvm with = Objects.requireNonNull(exited);
    ExitedJvm without = Objects.requireNonNull(plain);
    assertThat(with.stdout()).isEqualTo(without.stdout());
    assertThat(with.exitCode()).isZero();
    assertThat(with.stderr())
        .allMatch(line -> line.startsWith("tachograph "))
        .filteredOn(line -> line.contains("WARN"))
        .hasSize(3)
        .anyMatch(line -> line.contains("{this.region}") && line.contains("static"))
        .anyMatch(line -> line.contains("operation_jvm_call_"))
        .anyMatch(line -> line.contains("MethodProbe failed"));
  }
}
