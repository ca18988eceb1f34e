package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.Prometheus;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The executor metrics of AIECS: their names, their queries, and the steps that they measure. */
class OperationPresetIT {
  private static final String PRESET = "operations.preset=aiecs";
  private static final List<String> OPERATIONS = List.of("intent", "plan", "execute");

  /** The steps as operations, by rule. */
  private static final List<String> RULES =
      List.of(
          "http.port=0",
          PRESET,
          "operations.1.methods=com.acme.assistant.PlainSteps#intent",
          "operations.2.methods=com.acme.assistant.PlainSteps#plan",
          "operations.3.methods=com.acme.assistant.PlainSteps#execute",
          "operations.3.labels.task_type={arg0.type}");

  /** The same by annotation. */
  private static final List<String> ANNOTATIONS =
      List.of(
          "http.port=0",
          PRESET,
          "annotations.packages=com.acme.assistant.*",
          "annotations.span-attributes=true");

  /** As the documentation has them. */
  private static final List<String> QUERIES =
      List.of(
          "rate(intent_latency_seconds_sum[5m]) / rate(intent_latency_seconds_count[5m])",
          "rate(execute_success_total[5m])"
              + " / (rate(execute_success_total[5m]) + rate(execute_retries_total[5m]))",
          "rate(intent_success_total[5m])",
          "rate(intent_retries_total[5m]) / rate(intent_success_total[5m])",
          "histogram_quantile(0.95, rate(execute_latency_seconds_bucket[5m]))",
          "histogram_quantile(0.95,"
              + " sum by (le, task_type) (rate(execute_latency_seconds_bucket[5m])))",
          "sum(rate(execute_success_total[5m]))"
              + " / (sum(rate(execute_success_total[5m])) + sum(rate(execute_failures_total[5m])))");

  @ParameterizedTest
  @MethodSource("dev.tachograph.it.harness.JdkMatrix#firstTurn")
  void allNamesAreThereFromTheStart_asZero(Jdk jdk) {
    try (RunningJvm app = PlainApps.jobs(JvmCommand.on(jdk).agent(PRESET), "wait")) {
      app.awaitStdout("> waiting");
      Scrape scrape = app.scrape();
      for (String operation : OPERATIONS) {
        for (String counter : List.of("_success_total", "_retries_total")) {
          assertThat(scrape.family(operation + counter).help()).contains(operation);
          assertThat(scrape.value(operation + counter)).isZero();
        }
        assertThat(scrape.family(operation + "_latency_seconds").type()).isEqualTo("histogram");
        assertThat(scrape.family(operation + "_latency_seconds").help()).contains(operation);
        assertThat(scrape.value(operation + "_latency_seconds_count")).isZero();
        assertThat(scrape.samples(operation + "_latency_seconds_bucket")).hasSize(15);
      }
      assertThat(scrape.value("execute_success_total", "task_type", "")).isZero();
      assertThat(scrape.value("tachograph_config_problems")).isZero();
      PlainApps.finish(app);
    }
  }

  @Test
  void theConfigurationOfTimersComesFirst() {
    try (RunningJvm app =
        PlainApps.jobs(
            JvmCommand.on(Jdks.newest())
                .agent(PRESET, "timers.plan_latency_seconds.distribution=quantiles"),
            "wait")) {
      app.awaitStdout("> waiting");
      Scrape scrape = app.scrape();
      assertThat(scrape.family("plan_latency_seconds").type()).isEqualTo("summary");
      assertThat(scrape.family("intent_latency_seconds").type()).isEqualTo("histogram");
      app.kill();
    }
    try (RunningJvm app =
        PlainApps.jobs(
            JvmCommand.on(Jdks.newest()).agent(PRESET, "timers.distribution=quantiles"), "wait")) {
      app.awaitStdout("> waiting");
      assertThat(app.scrape().family("intent_latency_seconds").type()).isEqualTo("summary");
      app.kill();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tachograph.it.harness.JdkMatrix#secondTurn")
  void theStepsAreTheSame_byRule_byAnnotationAndByCode(Jdk jdk) throws IOException {
    try (RunningJvm byRule =
            PlainApps.assistant(JvmCommand.on(jdk).agentArguments(file(RULES)), "plain");
        RunningJvm byAnnotation =
            PlainApps.assistant(JvmCommand.on(jdk).agentArguments(file(ANNOTATIONS)), "annotated");
        RunningJvm byCode = PlainApps.assistant(JvmCommand.on(jdk).agent(PRESET), "recorded");
        RunningJvm unmeasured = PlainApps.assistant(JvmCommand.on(jdk), "plain")) {
      for (RunningJvm app : List.of(byRule, byAnnotation, byCode, unmeasured)) {
        app.awaitStdout("> waiting");
      }
      assertNumbers(byRule.scrape());
      assertNumbers(byAnnotation.scrape());
      assertNumbers(byCode.scrape());
      List<String> output = PlainApps.finish(unmeasured).stdout();
      assertThat(PlainApps.finish(byRule).stdout()).isEqualTo(output);
      assertThat(PlainApps.finish(byAnnotation).stdout()).isEqualTo(output);
      assertThat(PlainApps.finish(byCode).stdout()).isEqualTo(output);
    }
  }

  private static String file(List<String> lines) throws IOException {
    Path file = Paths.newDirectory("preset").resolve("agent.properties");
    Files.write(file, lines);
    return file.toString();
  }

  private static void assertNumbers(Scrape scrape) {
    assertOutcomes(scrape, "intent", 4, "IllegalArgumentException");
    assertOutcomes(scrape, "plan", 3, "IllegalStateException");
    assertOutcomes(scrape, "execute", 2, "FileNotFoundException");
    assertThat(scrape.count("execute_success_total", "task_type", "data_processing")).isEqualTo(1);
    assertThat(scrape.count("execute_success_total", "task_type", "ml_training")).isEqualTo(1);
    assertThat(scrape.count("execute_failures_total", "task_type", "mail")).isEqualTo(1);
    assertThat(scrape.count("execute_retries_total", "task_type", "ml_training")).isEqualTo(1);
    assertThat(scrape.count("execute_retries_total", "task_type", "mail")).isEqualTo(2);
    assertThat(scrape.count("execute_retries_total")).isEqualTo(3);
    assertThat(scrape.count("intent_retries_total")).isZero();
    assertThat(scrape.count("tachograph_probe_errors_total")).isZero();
  }

  private static void assertOutcomes(
      Scrape scrape, String operation, int successes, String errorType) {
    assertThat(scrape.count(operation + "_success_total")).isEqualTo(successes);
    assertThat(scrape.count(operation + "_failures_total")).isEqualTo(1);
    assertThat(scrape.count(operation + "_failures_total", "error_type", errorType)).isEqualTo(1);
    assertThat(scrape.count(operation + "_latency_seconds_count")).isEqualTo(successes + 1);
    assertThat(scrape.sum(operation + "_in_progress")).isZero();
  }

  @Test
  void theDocumentedQueries_returnNumbers() {
    try (RunningJvm app =
            PlainApps.assistant(JvmCommand.on(Jdks.oldest()).agent(PRESET), "recorded", "again");
        Prometheus prometheus = Prometheus.scraping(List.of(app.endpoint()))) {
      prometheus.awaitScrapes(4);
      String page = read("docs/operations.md");
      for (String query : QUERIES) {
        prometheus.awaitNumber(query);
        assertThat(page.replaceAll("\\s+", " ")).contains(query);
      }
      app.kill();
    }
  }

  private static String read(String page) {
    try {
      return Files.readString(Paths.inProject(page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
