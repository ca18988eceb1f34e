package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.ApiRequest;
import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ConductorClient;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Scrape;
import dev.tachograph.it.harness.StubConductor;
import dev.tachograph.it.harness.WorkerApp;
import java.util.List;
import java.util.Map;

/**
 * A worker's life against the stub, one thing after the other: good tasks and bad ones, a server
 * that fails, external payloads, a pause, a full queue, a restart, starts of workflows, and at last
 * no server at all. Each has a task type of its own, so that what is measured can be told apart.
 */
final class ClientScenario {
  static final String WORKFLOW = "good";
  static final String UNKNOWN_WORKFLOW = "nowhere";
  private static final int THRESHOLD_KB = 1;
  private static final int BULKY = 3000;

  private final StubConductor stub;
  private final WorkerApp app;
  private final ConductorClient client;

  private ClientScenario(StubConductor stub, WorkerApp app, ConductorClient client) {
    this.stub = stub;
    this.app = app;
    this.client = client;
  }

  /** What is there to be compared when all is over. */
  record Outcome(StubConductor stub, WorkerApp.Tally tally, Scrape scrape, ExitedJvm exited) {
    List<ApiRequest> requests() {
      return stub.requests();
    }
  }

  static Outcome play(JvmCommand jvm, ConductorClient client) {
    StubConductor stub = new StubConductor();
    try (WorkerApp app = WorkerApp.start(jvm, client, stub.url(), THRESHOLD_KB)) {
      ClientScenario scenario = new ClientScenario(stub, app, client);
      scenario.manyTasks();
      scenario.failingPolls();
      scenario.failingUpdates();
      scenario.updatesOfTheSecondVersion();
      scenario.externalPayloads();
      scenario.pause();
      scenario.fullQueue();
      scenario.restart();
      scenario.workflows();
      scenario.noServer();
      WorkerApp.Tally tally = app.tally();
      Scrape scrape = System.getProperty("it.proof") != null ? Scrape.parse("") : scenario.atRest();
      return new Outcome(stub, tally, scrape, app.exit());
    } finally {
      stub.close();
    }
  }

  private void manyTasks() {
    stub.enqueue("many_plain", 30);
    stub.enqueue("many_flaky", 30);
    stub.enqueue("many_wrapped", 10);
    stub.enqueue("many_created", 10);
    stub.enqueue("many_refusing", 3);
    stub.enqueue("many_fatal", 2);
    app.obey("work many_plain many_flaky many_wrapped many_created many_refusing many_fatal");
    if (client.hasAnnotations()) {
      stub.enqueue("t_annotated", 10);
      app.obey("work-annotated");
      awaitFinished("t_annotated", "COMPLETED", 10);
    }
    awaitFinished("many_plain", "COMPLETED", 30);
    awaitFinished("many_flaky", "COMPLETED", 30);
    awaitFinished("many_wrapped", "COMPLETED", 10);
    awaitFinished("many_created", "COMPLETED", 10);
    awaitFinished("many_refusing", "FAILED", 12);
    // Each of the two, and what the server hands out again: three times.
    app.obey("await executed.many_fatal 8");
    rest();
  }

  private void failingPolls() {
    stub.fail("GET", "/tasks/poll/batch/polled_plain", 500, 3);
    stub.enqueue("polled_plain", 2);
    app.obey("work polled_plain");
    awaitFinished("polled_plain", "COMPLETED", 2);
    rest();
  }

  private void failingUpdates() {
    stub.fail("POST", "/tasks", 500, 1);
    stub.enqueue("updated_plain", 1);
    app.obey("work updated_plain:1");
    awaitFinished("updated_plain", "COMPLETED", 1);
    rest();
  }

  private void updatesOfTheSecondVersion() {
    stub.enqueue("second_plain", 5);
    app.obey("property taskUpdateV2 true");
    app.obey("work second_plain:1");
    awaitFinished("second_plain", "COMPLETED", 5);
    rest();
    app.obey("property taskUpdateV2 false");
  }

  private void externalPayloads() {
    stub.enqueue("external_bulky", Map.of("bytes", BULKY));
    stub.enqueueExternal("external_bulky", Map.of("blob", "i".repeat(BULKY)));
    app.obey("work external_bulky:1");
    awaitFinished("external_bulky", "COMPLETED", 2);
    rest();
    assertThat(app.tally().get("received.external_bulky." + BULKY)).isEqualTo(1);
    assertThat(stub.stored("TASK_OUTPUT/")).isGreaterThan(BULKY);
  }

  private void pause() {
    app.obey("work stopped_paused filed_plain");
    app.obey("await paused.stopped_paused 5");
    rest();
  }

  private void fullQueue() {
    for (int i = 0; i < 3; i++) {
      stub.enqueue("busy_slow", Map.of("millis", 300));
    }
    app.obey("work busy_slow:1");
    awaitFinished("busy_slow", "COMPLETED", 3);
    rest();
  }

  private void restart() {
    for (int i = 0; i < 2; i++) {
      stub.enqueue("again_plain", 1);
      app.obey("work again_plain");
      awaitFinished("again_plain", "COMPLETED", i + 1);
      rest();
    }
  }

  private void workflows() {
    stub.knowWorkflow(WORKFLOW);
    app.obey("start " + WORKFLOW + " 3");
    app.obey("start " + UNKNOWN_WORKFLOW + " 1");
    stub.knowWorkflow("bulky_" + WORKFLOW);
    app.obey("start-bulky bulky_" + WORKFLOW + " " + BULKY);
    if (client.storesWorkflowInput()) {
      assertThat(stub.stored("WORKFLOW_INPUT/")).isGreaterThan(BULKY);
    }
  }

  private void noServer() {
    stub.close();
    app.obey("start " + WORKFLOW + " 1");
    app.obey("work refused_plain");
    if (System.getProperty("it.proof") != null) {
      Await.pause(300);
    } else {
      Await.until(() -> "a refused poll\n" + app.jvm(), () -> refusedPolls(app.jvm().scrape()) > 0);
    }
    app.obey("rest");
  }

  private static long refusedPolls(Scrape scrape) {
    return scrape.count("task_poll_time_seconds_count", "taskType", "refused_plain");
  }

  /** The last poll fails by itself after the rest; there is no server that could tell when. */
  private Scrape atRest() {
    Scrape[] last = {app.jvm().scrape()};
    Await.until(
        () -> "the end of all refused polls\n" + app.jvm(),
        () -> {
          last[0] = app.jvm().scrape();
          long begun = last[0].count("task_poll_total", "taskType", "refused_plain");
          return begun == refusedPolls(last[0]) && begun == refusedRequests(last[0]);
        });
    return last[0];
  }

  /** Of either catalogue. */
  private static long refusedRequests(Scrape scrape) {
    String polls = "/tasks/poll/batch/{taskType}";
    return scrape.count("api_request_time_seconds_count", "uri", polls, "status", "error")
        + scrape.count("http_api_client_request_seconds_count", "uri", polls, "status", "0");
  }

  private void rest() {
    app.obey("rest");
    stub.awaitIdle();
  }

  private void awaitFinished(String taskType, String status, long count) {
    Await.until(
        () ->
            count
                + " "
                + taskType
                + " "
                + status
                + ", only "
                + stub.finished(taskType, status)
                + "\n"
                + app.jvm(),
        () -> stub.finished(taskType, status) >= count);
  }
}
