package dev.tachograph.it;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tachograph.it.harness.ApiRequest;
import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ConductorClient;
import dev.tachograph.it.harness.ConductorServer;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.Ports;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Sample;
import dev.tachograph.it.harness.Scrape;
import dev.tachograph.it.harness.UriTemplates;
import dev.tachograph.it.harness.WorkerApp;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
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

  /**
   * Five workers have one target. Two of them are killed while the others work, and started again.
   * Before that they have finished what they had begun: what the server would never hear of, it
   * could not have counted.
   */
  @Test
  void aFleetOfFive_twoOfThemKilledAndRestarted_isCountedAsTheServerCounts() {
    ConductorServer server = ConductorServer.get();
    Path directory = Paths.newDirectory("fleet");
    int port = Ports.free();
    URI endpoint = URI.create("http://127.0.0.1:" + port + "/metrics");
    int mark = server.mark();
    Map<String, Long> tallies = new TreeMap<>();
    List<WorkerApp> fleet = new ArrayList<>();
    Set<String> types = Set.of("fleet_plain", "fleet_flaky", "t_annotated");
    try (RunningJvm sidecar =
        JvmCommand.on(Jdks.newest())
            .startJar(
                Paths.agentJar(),
                "sidecar",
                "--directory",
                directory.toString(),
                "--port",
                String.valueOf(port))) {
      for (int i = 1; i <= 5; i++) {
        fleet.add(member(directory, server, i));
      }
      WorkerApp first = fleet.get(0);
      first.obey("define fleet fleet_plain fleet_flaky t_annotated");
      for (WorkerApp worker : fleet) {
        work(worker);
      }
      first.obey("start fleet " + WORKFLOWS / 2);
      first.obey("await-completed");
      for (WorkerApp victim : fleet.subList(3, 5)) {
        victim.obey("rest");
        victim.tally().counts().forEach((key, count) -> tallies.merge(key, count, Long::sum));
      }
      // The server may have a poll of theirs yet, and would give it a task that is never done.
      assertThat(server.requestsSince(mark)).isNotEmpty();
      first.obey("start fleet " + (WORKFLOWS - WORKFLOWS / 2));
      for (int i = 3; i < 5; i++) {
        WorkerApp victim = fleet.get(i);
        victim.jvm().kill();
        victim.jvm().awaitExit();
        fleet.set(i, member(directory, server, i + 1));
        work(fleet.get(i));
      }
      first.obey("start nowhere 1");
      first.obey("await-completed");
      for (WorkerApp worker : fleet) {
        worker.obey("rest");
        worker.tally().counts().forEach((key, count) -> tallies.merge(key, count, Long::sum));
      }
      Await.until(
          () -> "two in the archive\n" + sidecar,
          () ->
              Scrape.of(endpoint).value("tachograph_multiproc_archived_processes_total") == 2
                  && Scrape.of(endpoint).value("tachograph_multiproc_processes", "state", "living")
                      == 5);
      AtRest atRest = AtRest.await(server, mark, types, () -> Scrape.of(endpoint));
      List<ApiRequest> requests = atRest.requests;
      Scrape scrape = atRest.scrape;
      equalsWhatTheWorkerCounted(scrape, new WorkerApp.Tally(tallies), types, 18);
      equalsTheServersWorkflows(scrape, server, requests, types);
      equalsTheServersAccessLog(scrape, requests, types);
      assertThat(scrape.labelValues("task_poll_total", "instance"))
          .containsExactlyInAnyOrder("worker-1", "worker-2", "worker-3", "worker-4", "worker-5");
      assertThat(scrape.sum("java_executor_submitted_tasks_total"))
          .as("the pools of all")
          .isGreaterThan(scrape.sum("java_executor_submitted_tasks_total", "instance", "worker-1"))
          .isGreaterThanOrEqualTo(scrape.sum("task_execute_time_seconds_count"));
      long executed = scrape.count("task_execute_time_seconds_count");
      fleet.forEach(worker -> worker.jvm().kill());
      fleet.forEach(worker -> worker.jvm().awaitExit());
      assertThat(Scrape.of(endpoint).count("task_execute_time_seconds_count")).isEqualTo(executed);
    } finally {
      fleet.forEach(worker -> worker.jvm().close());
    }
  }

  private static WorkerApp member(Path directory, ConductorServer server, int number) {
    return WorkerApp.start(
        JvmCommand.on(Jdks.oldest())
            .agentArguments(
                "http.enabled=false,multiproc.directory="
                    + directory
                    + ",multiproc.instance-label=worker-"
                    + number),
        ConductorClient.CONDUCTOROSS_4_0_8,
        server.url());
  }

  private static void work(WorkerApp worker) {
    worker.obey("work fleet_plain fleet_flaky");
    worker.obey("work-annotated");
  }

  private static void measures(ConductorClient client, Jdk jdk) {
    ConductorServer server = ConductorServer.get();
    String prefix = "v" + client.toString().replaceAll("[^0-9]", "");
    String plain = prefix + "_plain";
    String flaky = prefix + "_flaky";
    Set<String> types = Set.of(plain, flaky, "t_annotated");
    int mark = server.mark();
    try (WorkerApp app = WorkerApp.start(JvmCommand.on(jdk).agent(), client, server.url())) {
      app.obey("define " + prefix + " " + plain + " " + flaky + " t_annotated");
      app.obey("work " + plain + " " + flaky);
      app.obey("work-annotated");
      app.obey("start " + prefix + " " + WORKFLOWS);
      app.obey("start nowhere 1");
      app.obey("await-completed");
      app.obey("rest");
      WorkerApp.Tally tally = app.tally();
      AtRest atRest = AtRest.await(server, mark, types, () -> app.jvm().scrape());
      List<ApiRequest> requests = atRest.requests;
      Scrape scrape = atRest.scrape;

      assertThat(tally.get("started." + prefix)).isEqualTo(WORKFLOWS);
      equalsWhatTheWorkerCounted(scrape, tally, types, 17);
      equalsTheServersWorkflows(scrape, server, requests, types);
      equalsTheServersAccessLog(scrape, requests, types);
      ExitedJvm exited = app.exit();
      assertThat(exited.exitCode()).isZero();
      assertThat(exited.stderr()).allMatch(line -> line.startsWith("tachograph "));
    }
  }

  private static void equalsWhatTheWorkerCounted(
      Scrape scrape, WorkerApp.Tally tally, Set<String> types, long thrown) {
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
        .isEqualTo(thrown);
    assertThat(scrape.count("workflow_start_error_total", "workflowType", "nowhere"))
        .isEqualTo(tally.get("refused.nowhere.ConductorClientException"))
        .isEqualTo(1);
  }

  private static Map<String, Long> polls(Scrape scrape, Set<String> types) {
    Map<String, Long> polls = new TreeMap<>();
    types.forEach(type -> polls.put(type, scrape.count("task_poll_total", "taskType", type)));
    return polls;
  }

  private static Map<String, Long> polls(List<ApiRequest> requests, Set<String> types) {
    Map<String, Long> polls = new TreeMap<>();
    types.forEach(type -> polls.put(type, requests.stream().filter(r -> r.isPoll(type)).count()));
    return polls;
  }

  /**
   * What the server and the agent have counted when both know of all polls: one that nobody waits
   * for any more ends when it likes.
   */
  private record AtRest(List<ApiRequest> requests, Scrape scrape) {
    static AtRest await(
        ConductorServer server, int mark, Set<String> types, Supplier<Scrape> scraping) {
      AtRest[] last = new AtRest[1];
      Await.until(
          () -> last[0].inWords(types),
          () -> {
            AtRest look = new AtRest(server.requestsSince(mark), scraping.get());
            last[0] = look;
            return polls(look.scrape, types).equals(polls(look.requests, types));
          });
      return last[0];
    }

    private String inWords(Set<String> types) {
      return polls(requests, types) + " polls, not " + polls(scrape, types);
    }
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
    assertThat(polls(scrape, types)).isEqualTo(polls(requests, types));
    for (String type : types) {
      long polls = requests.stream().filter(r -> r.isPoll(type)).count();
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
