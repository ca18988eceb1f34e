package dev.tachograph.it;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tachograph.it.harness.ApiRequest;
import dev.tachograph.it.harness.ConductorClient;
import dev.tachograph.it.harness.ConductorServer;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Sample;
import dev.tachograph.it.harness.Scrape;
import dev.tachograph.it.harness.UriTemplates;
import dev.tachograph.it.harness.WorkerApp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * 50 workflows of three task types on a real Conductor server, one of which throws on some first
 * attempts: the agent, the worker and the server must have counted the same.
 */
class RealServerIT {
  private static final int WORKFLOWS = 50;

  @Test
  void client6_0_0_onTheNewestJdk() {
    measures(ConductorClient.CONDUCTOROSS_6_0_0, Jdks.newestAtLeast(21));
  }

  @Test
  void client4_0_8_onTheOldestJdk() {
    measures(ConductorClient.CONDUCTOROSS_4_0_8, Jdks.oldest());
  }

  private static void measures(ConductorClient client, Jdk jdk) {
    ConductorServer server = ConductorServer.get();
    String prefix = "v" + client.toString().replaceAll("[^0-9]", "");
    String plain = prefix + "_plain";
    String flaky = prefix + "_flaky";
    int mark = server.mark();
    try (WorkerApp app = WorkerApp.start(JvmCommand.on(jdk).agent(), client, server.url())) {
      app.obey("define " + prefix + " " + plain + " " + flaky + " t_annotated");
      app.obey("work " + plain + " " + flaky);
      app.obey("work-annotated");
      app.obey("start " + prefix + " " + WORKFLOWS);
      app.obey("start nowhere 1");
      app.obey("await-completed");
      app.obey("rest");
      List<ApiRequest> requests = server.requestsSince(mark);
      WorkerApp.Tally tally = app.tally();
      Scrape scrape = app.jvm().scrape();

      assertThat(tally.get("started." + prefix)).isEqualTo(WORKFLOWS);
      Set<String> types = Set.of(plain, flaky, "t_annotated");
      equalsWhatTheWorkerCounted(scrape, tally, types);
      equalsTheServersWorkflows(scrape, server, requests, types);
      equalsTheServersAccessLog(scrape, requests, types);
      ExitedJvm exited = app.exit();
      assertThat(exited.exitCode()).isZero();
      assertThat(exited.stderr()).allMatch(line -> line.startsWith("tachograph "));
    }
  }

  private static void equalsWhatTheWorkerCounted(
      Scrape scrape, WorkerApp.Tally tally, Set<String> types) {
    for (String type : types) {
      assertThat(scrape.count("task_execute_time_seconds_count", "taskType", type))
          .as(type)
          .isPositive()
          .isEqualTo(tally.get("executed." + type));
      assertThat(
              scrape.count(
                  "task_execute_time_seconds_count", "taskType", type, "status", "FAILURE"))
          .as(type)
          .isEqualTo(tally.get("thrown." + type));
      assertThat(scrape.count("task_execute_error_total", "taskType", type))
          .as(type)
          .isEqualTo(tally.get("thrown." + type));
    }
    assertThat(scrape.count("task_execute_error_total", "exception", "IllegalStateException"))
        .isEqualTo(17);
    assertThat(scrape.count("workflow_start_error_total", "workflowType", "nowhere"))
        .isEqualTo(tally.get("refused.nowhere.ConductorClientException"))
        .isEqualTo(1);
  }

  /** The server keeps every attempt at a task as a task of its own. */
  private static void equalsTheServersWorkflows(
      Scrape scrape, ConductorServer server, List<ApiRequest> requests, Set<String> types) {
    Set<String> ids =
        requests.stream()
            .map(ApiRequest::path)
            .filter(path -> path.startsWith("/workflow/"))
            .map(path -> path.substring("/workflow/".length()))
            .collect(toSet());
    assertThat(ids).hasSize(WORKFLOWS);
    List<String> attempts = new ArrayList<>();
    for (String id : ids) {
      JsonNode workflow = server.workflow(id);
      assertThat(workflow.path("status").asText()).isEqualTo("COMPLETED");
      for (JsonNode task : workflow.path("tasks")) {
        attempts.add(task.path("taskType").asText() + " " + task.path("status").asText());
      }
    }
    Map<String, Long> counts = attempts.stream().collect(groupingBy(a -> a, counting()));
    for (String type : types) {
      assertThat(executions(scrape, type, "SUCCESS"))
          .as(type)
          .isEqualTo(counts.getOrDefault(type + " COMPLETED", 0L));
      assertThat(executions(scrape, type, "FAILURE"))
          .as(type)
          .isEqualTo(counts.getOrDefault(type + " FAILED", 0L));
    }
  }

  private static long executions(Scrape scrape, String type, String status) {
    return scrape.count("task_execute_time_seconds_count", "taskType", type, "status", status);
  }

  private static void equalsTheServersAccessLog(
      Scrape scrape, List<ApiRequest> requests, Set<String> types) {
    for (String type : types) {
      long polls = requests.stream().filter(r -> r.isPoll(type)).count();
      assertThat(scrape.count("task_poll_total", "taskType", type)).as(type).isEqualTo(polls);
      assertThat(scrape.count("task_poll_time_seconds_count", "taskType", type))
          .as(type)
          .isEqualTo(polls);
    }
    long updates = requests.stream().filter(ApiRequest::isUpdate).count();
    assertThat(scrape.count("task_update_time_seconds_count")).isEqualTo(updates);

    List<Sample> samples = scrape.samples("api_request_time_seconds_count");
    UriTemplates templates =
        new UriTemplates(samples.stream().map(s -> s.label("uri")).collect(toSet()));
    Map<String, Long> seen =
        requests.stream()
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
                    summingLong(s -> (long) s.value())));
    assertThat(measured).isEqualTo(seen);
    assertThat(measured)
        .containsKeys(
            "GET /tasks/poll/batch/{taskType} 200",
            "GET /workflow/{workflowId} 200",
            "POST /workflow 404",
            "PUT /metadata/workflow 200");
  }
}
