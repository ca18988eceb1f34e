package dev.tachograph.it;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tachograph.it.harness.ApiRequest;
import dev.tachograph.it.harness.ConductorClient;
import dev.tachograph.it.harness.Family;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Sample;
import dev.tachograph.it.harness.Scrape;
import dev.tachograph.it.harness.StubConductor;
import dev.tachograph.it.harness.UriTemplates;
import dev.tachograph.it.harness.WorkerApp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured of a worker equals what the server was asked and what the worker counted. */
@ParameterizedClass(name = "{0}")
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConductorClientIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Parameter ConductorClient client = ConductorClient.CONDUCTOROSS_6_0_0;

  private ClientScenario.@Nullable Outcome outcome;

  @BeforeParameterizedClassInvocation
  void play() {
    JvmCommand jvm = JvmCommand.on(Jdks.atLeast(client.oldestJdk())).agent();
    outcome = ClientScenario.play(jvm, client);
  }

  private ClientScenario.Outcome outcome() {
    return Objects.requireNonNull(outcome, "not run");
  }

  private Scrape scrape() {
    return outcome().scrape();
  }

  private WorkerApp.Tally tally() {
    return outcome().tally();
  }

  /** Of those with a worker that the server knows of. */
  private Set<String> taskTypes() {
    return outcome().requests().stream()
        .map(ApiRequest::path)
        .filter(path -> path.startsWith("/tasks/poll/batch/"))
        .map(path -> path.substring("/tasks/poll/batch/".length()))
        .collect(Collectors.toSet());
  }

  private static Map<String, Long> countsByType(Scrape scrape, String name, String... labels) {
    return scrape.samples(name, labels).stream()
        .collect(
            groupingBy(
                s -> s.label("taskType"),
                TreeMap::new,
                Collectors.summingLong(s -> (long) s.value())));
  }

  @ParameterizedTest
  @CsvSource({
    "task_poll_total,                 counter, taskType",
    "task_poll_time,                  gauge,   taskType",
    "task_poll_time_seconds,          summary, taskType status",
    "task_execute_time,               gauge,   taskType",
    "task_execute_time_seconds,       summary, taskType status",
    "task_execute_error_total,        counter, taskType exception",
    "task_update_time_seconds,        summary, taskType status",
    "task_update_error_total,         counter, taskType exception",
    "task_result_size,                gauge,   taskType",
    "task_execution_queue_full_total, counter, taskType",
    "task_paused_total,               counter, taskType",
    "worker_restart_total,            counter, taskType",
    "external_payload_used_total,     counter, taskType payloadType",
    "workflow_input_size,             gauge,   workflowType version",
    "workflow_start_error_total,      counter, workflowType exception",
    "api_request_time_seconds,        summary, method uri status",
  })
  void family_isAsDocumented(String name, String type, String labels) {
    Family family = scrape().family(name);

    assertThat(family.type()).isEqualTo(type);
    assertThat(family.labelNames()).containsExactlyInAnyOrder(labels.split(" "));
  }

  @Test
  void executions_equalThoseThatTheWorkerCounted() {
    Map<String, Long> expected = counted("executed.");

    assertThat(countsByType(scrape(), "task_execute_time_seconds_count")).isEqualTo(expected);
  }

  @Test
  void executionFailures_equalTheExceptionsThatTheWorkerThrew() {
    Map<String, Long> thrown = counted("thrown.");

    Map<String, Long> failures =
        countsByType(scrape(), "task_execute_time_seconds_count", "status", "FAILURE");
    failures.values().removeIf(count -> count == 0);
    assertThat(failures).isEqualTo(thrown);
    assertThat(countsByType(scrape(), "task_execute_error_total")).isEqualTo(thrown);
    assertThat(
            scrape()
                .count(
                    "task_execute_error_total",
                    "taskType",
                    "many_flaky",
                    "exception",
                    "IllegalStateException"))
        .isEqualTo(tally().get("thrown.many_flaky"));
    assertThat(
            scrape()
                .count(
                    "task_execute_error_total",
                    "taskType",
                    "many_fatal",
                    "exception",
                    "AssertionError"))
        .isEqualTo(tally().get("thrown.many_fatal"));
  }

  @Test
  void startDelays_areThoseSinceTheServerScheduledTheTask() {
    Map<String, Long> expected = counted("executed.");

    assertThat(countsByType(scrape(), "task_start_delay_seconds_count")).isEqualTo(expected);
    long executions = expected.values().stream().mapToLong(Long::longValue).sum();
    assertThat(scrape().sum("task_start_delay_seconds_sum"))
        .isGreaterThanOrEqualTo(executions * StubConductor.WAITED_MILLIS / 1000.0);
  }

  @Test
  void retries_areExecutionsOfWhatHasFailed() {
    Map<String, Long> retries = countsByType(scrape(), "task_retries_total");
    retries.values().removeIf(count -> count == 0);

    // A worker may also return that its task has failed.
    assertThat(retries).containsOnlyKeys("many_fatal", "many_flaky", "many_refusing");
    for (String throwing : List.of("many_fatal", "many_flaky")) {
      assertThat(retries.get(throwing)).isLessThanOrEqualTo(tally().get("thrown." + throwing));
    }
  }

  @Test
  void noTaskIsInProgressAfterTheEnd_andEachTypeIsConductors() {
    assertThat(countsByType(scrape(), "task_in_progress").values()).containsOnly(0L);
    assertThat(scrape().labelValues("tachograph_task_type_info", "taskType"))
        .isEqualTo(counted("executed.").keySet());
    assertThat(scrape().labelValues("tachograph_task_type_info", "framework"))
        .containsExactly("conductor");
  }

  @Test
  void polls_equalThoseThatTheServerSaw() {
    for (String taskType : taskTypes()) {
      if (!taskType.equals("refused_plain")) {
        assertThat(scrape().count("task_poll_total", "taskType", taskType))
            .as(taskType)
            .isEqualTo(requests(r -> r.isPoll(taskType)));
        assertThat(scrape().count("task_poll_time_seconds_count", "taskType", taskType))
            .as(taskType)
            .isEqualTo(requests(r -> r.isPoll(taskType)));
      }
    }
  }

  @Test
  void pollFailures_equalTheErrorsThatTheServerAnswered() {
    assertThat(polls("polled_plain", "FAILURE")).isEqualTo(3);
    assertThat(polls("polled_plain", "SUCCESS"))
        .isEqualTo(requests(r -> r.isPoll("polled_plain") && r.status() == 200));
    assertThat(polls("many_plain", "FAILURE")).isZero();
  }

  @Test
  void refusedPolls_areFailures() {
    assertThat(polls("refused_plain", "FAILURE")).isPositive();
    assertThat(polls("refused_plain", "FAILURE"))
        .isEqualTo(scrape().count("task_poll_total", "taskType", "refused_plain"));
    assertThat(polls("refused_plain", "SUCCESS")).isZero();
  }

  private long polls(String taskType, String status) {
    return scrape().count("task_poll_time_seconds_count", "taskType", taskType, "status", status);
  }

  @Test
  void updates_equalThoseThatTheServerSaw() {
    for (String taskType : taskTypes()) {
      assertThat(updates(taskType, "SUCCESS"))
          .as(taskType)
          .isEqualTo(outcome().stub().updates(taskType, 200).size() + secondVersion(taskType));
      assertThat(updates(taskType, "FAILURE"))
          .as(taskType)
          .isEqualTo(outcome().stub().updates(taskType, 500).size());
    }
    assertThat(updates("second_plain", "SUCCESS")).isEqualTo(5);
  }

  /** An update of the second version is answered 204 when there is no next task. */
  private int secondVersion(String taskType) {
    return outcome().stub().updates(taskType, 204).size();
  }

  @Test
  void aThrowingWorkersTwoUpdates_areBothSeen() {
    long executions = tally().get("executed.many_flaky");
    long throwing = tally().get("thrown.many_flaky");

    assertThat(throwing).isPositive();
    assertThat(updates("many_flaky", "SUCCESS")).isEqualTo(executions + throwing);
  }

  @Test
  void updateErrors_equalTheErrorsThatTheServerAnswered() {
    assertThat(
            scrape()
                .count(
                    "task_update_error_total",
                    "taskType",
                    "updated_plain",
                    "exception",
                    "ConductorClientException"))
        .isEqualTo(1);
    assertThat(scrape().count("task_update_error_total")).isEqualTo(1);
  }

  private long updates(String taskType, String status) {
    return scrape().count("task_update_time_seconds_count", "taskType", taskType, "status", status);
  }

  @Test
  void resultSize_equalsTheLengthOfTheLastUpdate() {
    for (String taskType : List.of("updated_plain", "second_plain")) {
      List<ApiRequest> updates =
          outcome().requests().stream()
              .filter(r -> r.isUpdate() && r.status() < 300)
              .filter(r -> isOf(r, taskType))
              .toList();
      assertThat(scrape().value("task_result_size", "taskType", taskType))
          .as(taskType)
          .isEqualTo((double) updates.get(updates.size() - 1).length());
    }
  }

  private boolean isOf(ApiRequest update, String taskType) {
    return outcome().stub().updates(taskType, update.status()).contains(update);
  }

  @Test
  void apiRequests_equalThoseThatTheServerSaw_byMethodTemplateAndStatus() {
    List<Sample> samples =
        scrape().samples("api_request_time_seconds_count").stream()
            .filter(sample -> !sample.label("status").equals("error"))
            .toList();
    UriTemplates templates =
        new UriTemplates(samples.stream().map(s -> s.label("uri")).collect(Collectors.toSet()));

    Map<String, Long> seen =
        outcome().requests().stream()
            .collect(
                groupingBy(
                    r -> r.method() + " " + templates.of(r.path()) + " " + r.status(),
                    TreeMap::new,
                    counting()));
    Map<String, Long> measured =
        samples.stream()
            .collect(
                groupingBy(
                    s -> s.label("method") + " " + s.label("uri") + " " + s.label("status"),
                    TreeMap::new,
                    Collectors.summingLong(s -> (long) s.value())));
    assertThat(measured).isEqualTo(seen);
    assertThat(measured)
        .containsKeys(
            "GET /tasks/poll/batch/{taskType} 200",
            "GET /tasks/poll/batch/{taskType} 500",
            "POST /tasks 200",
            "POST /tasks 500",
            "POST /workflow 404");
  }

  /** All that a worker calls besides are external payloads, which lie elsewhere. */
  @Test
  void apiRequests_areNotCountedAsCallsOfAnHttpClientAsWell() {
    String family = "http_client_request_time_seconds_count";
    assertThat(scrape().labelValues(family, "uri")).allMatch(uri -> uri.startsWith("/storage/"));
    assertThat(scrape().count(family, "status", "200"))
        .isEqualTo(scrape().count("external_payload_used_total"));
  }

  @Test
  void uris_holdNeitherTaskTypeNorIdNorHost() {
    assertThat(scrape().labelValues("api_request_time_seconds_count", "uri"))
        .isNotEmpty()
        .allMatch(uri -> uri.startsWith("/"))
        .allMatch(uri -> !uri.contains("_") && !uri.contains("127.0.0.1") && !uri.contains("/api/"))
        .noneMatch(uri -> uri.matches(".*[0-9a-f]{8}-.*"));
  }

  @Test
  void refusedConnections_areStatusError() {
    assertThat(
            scrape()
                .count(
                    "api_request_time_seconds_count",
                    "method",
                    "POST",
                    "uri",
                    "/workflow",
                    "status",
                    "error"))
        .isEqualTo(1);
    assertThat(
            scrape()
                .count(
                    "api_request_time_seconds_count",
                    "method",
                    "GET",
                    "uri",
                    "/tasks/poll/batch/{taskType}",
                    "status",
                    "error"))
        .isEqualTo(scrape().count("task_poll_total", "taskType", "refused_plain"));
  }

  @Test
  void externalPayloads_countOncePerUploadAndDownload() {
    assertThat(externalPayloads("external_bulky", "output")).isEqualTo(1);
    assertThat(externalPayloads("external_bulky", "input")).isEqualTo(1);
    if (client.storesWorkflowInput()) {
      assertThat(externalPayloads("bulky_" + ClientScenario.WORKFLOW, "input")).isEqualTo(1);
    }
    assertThat(scrape().count("external_payload_used_total"))
        .isEqualTo(requests(r -> r.path().endsWith("/externalstoragelocation")));
  }

  private long externalPayloads(String taskType, String payloadType) {
    return scrape()
        .count("external_payload_used_total", "taskType", taskType, "payloadType", payloadType);
  }

  @Test
  void pausedPolls_equalTheQuestionsThatThePausedWorkerAnswered() {
    assertThat(scrape().count("task_paused_total", "taskType", "stopped_paused"))
        .isEqualTo(tally().get("paused.stopped_paused"));
    assertThat(scrape().count("task_poll_total", "taskType", "stopped_paused")).isZero();
    if (tally().get("event.paused.filed_plain") > 0) {
      assertThat(scrape().count("task_paused_total", "taskType", "filed_plain"))
          .isEqualTo(tally().get("event.paused.filed_plain"));
    }
  }

  @Test
  void fullQueues_equalTheEventsOfTheClient_whereItHasThem() {
    assertThat(scrape().count("task_execution_queue_full_total", "taskType", "busy_slow"))
        .isPositive();
    if (client == ConductorClient.CONDUCTOROSS_6_0_0) {
      Map<String, Long> measured = countsByType(scrape(), "task_execution_queue_full_total");
      // Annotated workers have a runner that nobody can listen to.
      measured.remove("t_annotated");
      assertThat(measured).isEqualTo(counted("event.full."));
      assertThat(counted("event.paused.")).isEqualTo(countsByType(scrape(), "task_paused_total"));
    }
  }

  @Test
  void aRunnerStartedAgain_isOneRestart() {
    assertThat(scrape().count("worker_restart_total", "taskType", "again_plain")).isEqualTo(1);
    assertThat(scrape().count("worker_restart_total")).isEqualTo(1);
  }

  @Test
  void workflowInputSize_equalsTheLengthOfTheLastInput() throws JsonProcessingException {
    List<ApiRequest> starts =
        outcome().requests().stream()
            .filter(r -> r.path().equals("/workflow") && r.status() == 200)
            .filter(r -> r.body().contains("\"" + ClientScenario.WORKFLOW + "\""))
            .toList();
    String input = JSON.readTree(starts.get(starts.size() - 1).body()).path("input").toString();

    assertThat(
            scrape()
                .value(
                    "workflow_input_size", "workflowType", ClientScenario.WORKFLOW, "version", "1"))
        .isEqualTo((double) input.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void failedStarts_countByWorkflowAndException() {
    for (String workflow : List.of(ClientScenario.WORKFLOW, ClientScenario.UNKNOWN_WORKFLOW)) {
      assertThat(
              scrape()
                  .count(
                      "workflow_start_error_total",
                      "workflowType",
                      workflow,
                      "exception",
                      "ConductorClientException"))
          .isEqualTo(tally().get("refused." + workflow + ".ConductorClientException"))
          .isEqualTo(1);
    }
  }

  @Test
  void lastDurations_lieBetweenNothingAndTheSum() {
    for (String name : List.of("task_poll_time", "task_execute_time")) {
      double last = scrape().value(name, "taskType", "many_plain");
      assertThat(last)
          .as(name)
          .isPositive()
          .isLessThanOrEqualTo(scrape().sum(name + "_seconds_sum", "taskType", "many_plain"));
    }
  }

  @Test
  void quantiles_areThoseOfTheDocument() {
    assertThat(
            scrape()
                .samples("task_execute_time_seconds", "taskType", "many_plain", "status", "SUCCESS")
                .stream()
                .map(sample -> sample.label("quantile")))
        .containsExactly("0.5", "0.75", "0.9", "0.95", "0.99");
  }

  @Test
  void theWorkersPool_isCalledByItsThreads_andRanEveryExecution() {
    Scrape scrape = scrape();
    String[] pool = {"executor", "workflow-worker"};
    long ran = scrape.count("java_executor_tasks_duration_seconds_count", pool);
    assertThat(ran).isGreaterThanOrEqualTo(scrape.count("task_execute_time_seconds_count"));
  }

  @Test
  void theAgentItself_hasNoErrors() {
    assertThat(scrape().count("tachograph_probe_errors_total")).isZero();
    assertThat(scrape().value("tachograph_config_problems")).isZero();
    assertThat(scrape().count("tachograph_instrumented_classes", "instrumentation", "conductor"))
        .isPositive();
    assertThat(outcome().exited().exitCode()).isZero();
    assertThat(outcome().exited().stderr()).allMatch(line -> line.startsWith("tachograph "));
  }

  private Map<String, Long> counted(String prefix) {
    Map<String, Long> counts = new TreeMap<>();
    tally()
        .counts()
        .forEach(
            (key, count) -> {
              if (key.startsWith(prefix)) {
                counts.put(key.substring(prefix.length()), count);
              }
            });
    return counts;
  }

  private long requests(java.util.function.Predicate<ApiRequest> wanted) {
    return outcome().requests().stream().filter(wanted).count();
  }
}
