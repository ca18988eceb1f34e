package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ConductorClient;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import dev.tachograph.it.harness.StubConductor;
import dev.tachograph.it.harness.WorkerApp;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent comes later, or more than once. */
class AttachIT {
  private static final String RULE =
      "workers.methods=com.acme.jobs.Jobs#succeed,com.acme.jobs.Jobs#fail";

  static List<Jdk> jdks() {
    return Jdks.builds();
  }

  static JvmCommand attachable(Jdk jdk) {
    JvmCommand command = JvmCommand.on(jdk);
    // Else the JVM warns on stderr, as it should.
    return jdk.feature() >= 21 ? command.jvm("-XX:+EnableDynamicAgentLoading") : command;
  }

  private static ExitedJvm attach(RunningJvm app, Jdk jdk, String options) {
    try (RunningJvm attaching =
        JvmCommand.on(jdk)
            .startJar(Paths.agentJar(), "attach", String.valueOf(app.pid()), options)) {
      return attaching.awaitExit();
    }
  }

  static ExitedJvm attachSuccessfully(RunningJvm app, Jdk jdk, String options) {
    ExitedJvm exited = attach(app, jdk, options);
    assertThat(exited.exitCode()).as(exited.toString()).isZero();
    return exited;
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void classesThatAreLoadedAlready_areMeasuredFromThenOn(Jdk jdk) {
    try (RunningJvm app =
        PlainApps.jobs(
            attachable(jdk),
            "succeed*3",
            "fail",
            "wait",
            "succeed*5",
            "fail*2",
            "wait",
            "exit=3")) {
      app.awaitStdout("> waiting");
      attachSuccessfully(app, jdk, "http.port=0," + RULE);
      app.endpoint();

      PlainApps.goOn(app);

      Scrape scrape = app.scrape();
      assertThat(executions(scrape, "SUCCESS")).isEqualTo(5);
      assertThat(executions(scrape, "FAILURE")).isEqualTo(2);
      ExitedJvm exited = PlainApps.finish(app);
      assertThat(exited.exitCode()).isEqualTo(3);
      assertThat(exited.stderr()).allMatch(AttachIT::isOfTheAgentOrOfTheJvm);
    }
  }

  /** What neither the agent has written nor the JVM because of it. */
  static List<String> ofTheApplication(List<String> stderr) {
    return stderr.stream().filter(line -> !isOfTheAgentOrOfTheJvm(line)).toList();
  }

  /**
   * The JVM itself remarks that it cannot share archived classes with an agent that comes late. It
   * writes that in two pieces, between which a line of the agent's may come.
   */
  private static boolean isOfTheAgentOrOfTheJvm(String line) {
    return line.startsWith("tachograph ")
        || line.contains(" VM warning: tachograph ")
        || line.endsWith("because bootstrap classpath has been appended");
  }

  @Test
  void aWorkerThatWorksAlready_isMeasuredFromThenOn() {
    Jdk jdk = Jdks.oldest();
    try (StubConductor stub = new StubConductor();
        WorkerApp app =
            WorkerApp.start(attachable(jdk), ConductorClient.CONDUCTOROSS_4_0_8, stub.url())) {
      work(app, stub, 10, 10);
      WorkerApp.Tally before = app.tally();
      int requestsBefore = stub.requests().size();
      attachSuccessfully(app.jvm(), jdk, "http.port=0");
      app.jvm().endpoint();

      work(app, stub, 20, 30);

      WorkerApp.Tally after = app.tally();
      // The server has answered before the client knows it.
      Await.until(
          () -> "the ends of all requests\n" + app.jvm(),
          () ->
              requestsMeasured(app.jvm().scrape()) == stub.requests().size() - requestsBefore
                  && app.jvm().scrape().count("task_in_progress") == 0);
      Scrape scrape = app.jvm().scrape();
      for (String type : List.of("late_plain", "late_flaky", "late_wrapped")) {
        assertThat(scrape.count("task_execute_time_seconds_count", "taskType", type))
            .as(type)
            .isPositive()
            .isEqualTo(after.get("executed." + type) - before.get("executed." + type));
        assertThat(scrape.count("task_execute_error_total", "taskType", type))
            .as(type)
            .isEqualTo(after.get("thrown." + type) - before.get("thrown." + type));
        assertThat(scrape.count("task_poll_total", "taskType", type))
            .as(type)
            .isEqualTo(
                stub.requests().stream().skip(requestsBefore).filter(r -> r.isPoll(type)).count());
      }
      assertThat(requestsMeasured(scrape)).isEqualTo(stub.requests().size() - requestsBefore);
      assertThat(scrape.count("tachograph_probe_errors_total")).isZero();
      app.exit();
    }
  }

  private static long requestsMeasured(Scrape scrape) {
    return scrape.count("api_request_time_seconds_count");
  }

  private static void work(WorkerApp app, StubConductor stub, int tasks, int finished) {
    List<String> types = List.of("late_plain", "late_flaky", "late_wrapped");
    types.forEach(type -> stub.enqueue(type, tasks));
    app.obey("work " + String.join(" ", types));
    for (String type : types) {
      Await.until(
          () -> finished + " " + type + "\n" + app.jvm(),
          () -> stub.finished(type, "COMPLETED") >= finished);
    }
    app.obey("rest");
    stub.awaitIdle();
  }

  @Test
  void aSecondAttach_changesNothing() {
    Jdk jdk = Jdks.newest();
    try (RunningJvm app =
        PlainApps.jobs(attachable(jdk), "succeed", "wait", "succeed*5", "wait", "exit=3")) {
      app.awaitStdout("> waiting");
      attachSuccessfully(app, jdk, "http.port=0," + RULE);
      app.endpoint();
      isRefused(attach(app, jdk, "http.port=0," + RULE));

      PlainApps.goOn(app);

      assertThat(executions(app.scrape(), "SUCCESS")).isEqualTo(5);
      ExitedJvm exited = PlainApps.finish(app);
      assertThat(exited.exitCode()).isEqualTo(3);
      measuredByOneAgent(exited);
    }
  }

  @Test
  void attachingToAJvmThatHasTheAgent_changesNothing() {
    Jdk jdk = Jdks.newest();
    try (RunningJvm app =
        PlainApps.jobs(
            attachable(jdk).agent(RULE), "succeed", "wait", "succeed*5", "wait", "exit=3")) {
      app.awaitStdout("> waiting");
      app.endpoint();
      isRefused(attach(app, jdk, "http.port=0," + RULE));

      PlainApps.goOn(app);

      assertThat(executions(app.scrape(), "SUCCESS")).isEqualTo(6);
      ExitedJvm exited = PlainApps.finish(app);
      assertThat(exited.exitCode()).isEqualTo(3);
      measuredByOneAgent(exited);
    }
  }

  /** Its options are not taken, so it does not say that it has attached. */
  private static void isRefused(ExitedJvm attaching) {
    assertThat(attaching.exitCode()).as(attaching.toString()).isEqualTo(1);
    assertThat(attaching.stdout()).isEmpty();
    assertThat(attaching.stderr())
        .singleElement()
        .asString()
        .contains("Cannot attach", "not started again: an agent is running in this JVM");
  }

  @Test
  void attachingWhereItIsSwitchedOff_saysSo() {
    Jdk jdk = Jdks.oldest();
    try (RunningJvm app =
        PlainApps.jobs(
            attachable(jdk).environment("TACHOGRAPH_ENABLED", "false"), "wait", "exit=3")) {
      app.awaitStdout("> waiting");
      ExitedJvm attaching = attach(app, jdk, "http.port=0");
      assertThat(attaching.exitCode()).isEqualTo(1);
      assertThat(attaching.stderr())
          .singleElement()
          .asString()
          .contains("not started: its configuration has switched it off");
      assertThat(PlainApps.finish(app).exitCode()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theSameJarTwiceOnTheCommandLine_isOneAgent(Jdk jdk) {
    try (RunningJvm app =
        PlainApps.jobs(JvmCommand.on(jdk).agent(RULE).agent(RULE), "succeed*5", "wait", "exit=3")) {
      app.awaitStdout("> waiting");
      assertThat(executions(app.scrape(), "SUCCESS")).isEqualTo(5);
      ExitedJvm exited = PlainApps.finish(app);
      assertThat(exited.exitCode()).isEqualTo(3);
      measuredByOneAgent(exited);
    }
  }

  private static void measuredByOneAgent(ExitedJvm exited) {
    assertThat(exited.stderr()).allMatch(AttachIT::isOfTheAgentOrOfTheJvm);
    assertThat(exited.stderr().stream().filter(line -> line.contains("metrics on http")))
        .hasSize(1);
    assertThat(exited.stderr()).anyMatch(line -> line.startsWith("tachograph WARN"));
  }

  @Test
  void attachingToNothing_saysSo() {
    try (RunningJvm attaching =
        JvmCommand.on(Jdks.newest()).startJar(Paths.agentJar(), "attach", "999999999")) {
      ExitedJvm exited = attaching.awaitExit();
      assertThat(exited.exitCode()).isNotZero();
      assertThat(String.join("\n", exited.stderr())).contains("999999999");
    }
  }

  private static long executions(Scrape scrape, String status) {
    return scrape.count("task_execute_time_seconds_count", "taskType", "Jobs", "status", status);
  }
}
