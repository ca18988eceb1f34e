package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.ApiRequest;
import dev.tachograph.it.harness.ConductorClient;
import dev.tachograph.it.harness.Family;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Sample;
import dev.tachograph.it.harness.Scrape;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names, types, labels and buckets that the newer SDKs share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogueIT {
  private static final List<String> SECONDS =
      List.of(
          "0.001", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1.0", "2.5", "5.0",
          "10.0", "+Inf");
  private static final List<String> BYTES =
      List.of("100.0", "1000.0", "10000.0", "100000.0", "1000000.0", "1.0E7", "+Inf");

  private ClientScenario.@Nullable Outcome outcome;

  @BeforeAll
  void play() {
    outcome =
        ClientScenario.play(
            JvmCommand.on(Jdks.oldest()).agent("metrics.catalogue=canonical"),
            ConductorClient.CONDUCTOROSS_4_0_8);
  }

  private ClientScenario.Outcome outcome() {
    return Objects.requireNonNull(outcome, "not played");
  }

  private Scrape scrape() {
    return outcome().scrape();
  }

  @ParameterizedTest
  @CsvSource({
    "task_poll_total,                  counter,   taskType",
    "task_poll_error_total,            counter,   taskType exception",
    "task_poll_time_seconds,           histogram, taskType status",
    "task_execution_started_total,     counter,   taskType",
    "task_execute_time_seconds,        histogram, taskType status",
    "task_execute_error_total,         counter,   taskType exception",
    "task_update_time_seconds,         histogram, taskType status",
    "task_update_error_total,          counter,   taskType exception",
    "task_result_size_bytes,           histogram, taskType",
    "task_execution_queue_full_total,  counter,   taskType",
    "task_paused_total,                counter,   taskType",
    "active_workers,                   gauge,     taskType",
    "workflow_input_size_bytes,        histogram, workflowType version",
    "workflow_start_error_total,       counter,   workflowType exception",
    "http_api_client_request_seconds,  histogram, method uri status",
    "external_payload_used_total,      counter,   entityName operation payloadType",
  })
  void family(String name, String type, String labels) {
    Family family = scrape().family(name);

    assertThat(family.type()).isEqualTo(type);
    assertThat(family.labelNames()).containsExactlyInAnyOrder(labels.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "task_poll_time",
        "task_execute_time",
        "task_result_size",
        "workflow_input_size",
        "api_request_time_seconds",
      })
  void familiesOfTheOtherCatalogue_areGone(String name) {
    assertThat(scrape().hasFamily(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "task_poll_time_seconds",
        "task_execute_time_seconds",
        "task_update_time_seconds",
        "http_api_client_request_seconds",
      })
  void durations_haveTheSharedBuckets(String name) {
    assertThat(buckets(name)).containsExactlyElementsOf(numbers(SECONDS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"task_result_size_bytes", "workflow_input_size_bytes"})
  void sizes_haveTheSharedBuckets(String name) {
    assertThat(buckets(name)).containsExactlyElementsOf(numbers(BYTES));
  }

  /** Of one series, in its order. */
  private List<Double> buckets(String name) {
    List<Sample> samples = scrape().samples(name + "_bucket");
    assertThat(samples).isNotEmpty();
    Sample first = samples.get(0);
    return numbers(
        samples.stream()
            .filter(sample -> withoutLe(sample).equals(withoutLe(first)))
            .map(sample -> sample.label("le"))
            .toList());
  }

  private static Set<String> withoutLe(Sample sample) {
    Set<String> labels = new TreeSet<>();
    sample.labels().forEach((name, value) -> labels.add(name + "=" + value));
    labels.removeIf(label -> label.startsWith("le="));
    return labels;
  }

  private static List<Double> numbers(List<String> texts) {
    return texts.stream()
        .map(text -> text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text))
        .toList();
  }

  @Test
  void counts_areThoseOfTheWorkerAndTheServer() {
    for (String type : List.of("many_plain", "many_flaky", "many_wrapped")) {
      long executed = outcome().tally().get("executed." + type);
      assertThat(scrape().count("task_execution_started_total", "taskType", type))
          .isEqualTo(executed);
      assertThat(scrape().count("task_execute_time_seconds_count", "taskType", type))
          .isEqualTo(executed);
    }
    assertThat(scrape().count("task_poll_error_total", "taskType", "polled_plain")).isEqualTo(3);
    assertThat(scrape().count("http_api_client_request_seconds_count", "uri", "/tasks"))
        .isEqualTo(outcome().requests().stream().filter(CatalogueIT::isFirstVersion).count());
    assertThat(scrape().count("task_result_size_bytes_count", "taskType", "updated_plain"))
        .isPositive();
    assertThat(
            scrape()
                .count(
                    "workflow_input_size_bytes_count",
                    "workflowType",
                    ClientScenario.WORKFLOW,
                    "version",
                    "1"))
        .isPositive();
  }

  private static boolean isFirstVersion(ApiRequest request) {
    return request.path().equals("/tasks");
  }

  @Test
  void nobodyIsActive_whenAllIsOver() {
    assertThat(scrape().samples("active_workers")).isNotEmpty();
    assertThat(scrape().sum("active_workers")).isZero();
  }

  @Test
  void theSdksOwnVariable_selectsTheCatalogue() {
    JvmCommand command =
        JvmCommand.on(Jdks.newest())
            .environment("WORKER_CANONICAL_METRICS", "true")
            .agent("workers.methods=com.acme.jobs.Jobs#succeed");
    try (RunningJvm app = PlainApps.jobs(command, "succeed", "wait")) {
      app.awaitStdout("> waiting");
      Scrape scrape = app.scrape();
      assertThat(scrape.family("task_execute_time_seconds").type()).isEqualTo("histogram");
      assertThat(scrape.hasFamily("task_execute_time")).isFalse();
      PlainApps.finish(app);
    }
  }
}
