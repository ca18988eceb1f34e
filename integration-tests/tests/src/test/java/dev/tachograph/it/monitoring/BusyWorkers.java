package dev.tachograph.it.monitoring;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ConductorClient;
import dev.tachograph.it.harness.HttpApp;
import dev.tachograph.it.harness.HttpTestServer;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.StubConductor;
import dev.tachograph.it.harness.WorkerApp;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Programs with the agent that do all that it measures, well and badly, and go on doing so. Task
 * types are called after their worker: a fifth and more of {@code <worker>_flaky} fails, {@code
 * <worker>_slow} has too few threads, and nobody works on {@code <worker>_left} any more. The
 * server fails polls for {@code <worker>_barred}, forbids those for {@code _denied}, and does not
 * answer those for {@code _lost}. One program has far too much to do.
 */
final class BusyWorkers implements AutoCloseable {
  /** With quantiles, a textfile, and a mistake in its configuration. */
  static final String QUANTILES = "quantiles";

  /** With the canonical catalogue, and so histograms. */
  static final String CANONICAL = "canonical";

  /** With native histograms. */
  static final String NATIVE = "native";

  private static final int EXTERNAL_KB = 10;
  private static final String WORKFLOW = "busy";

  private final StubConductor stub = new StubConductor();
  private final HttpTestServer server = HttpTestServer.start();
  private final ScheduledExecutorService feeder = Executors.newScheduledThreadPool(4);
  private final List<AutoCloseable> programs = new ArrayList<>();
  private final List<URI> endpoints = new ArrayList<>();

  /** Null before it has been started. */
  private @Nullable RunningJvm overloaded;

  private BusyWorkers() {}

  static BusyWorkers start() {
    BusyWorkers workers = new BusyWorkers();
    try {
      workers.startAll();
      return workers;
    } catch (RuntimeException | Error e) {
      workers.close();
      throw e;
    }
  }

  private void startAll() {
    stub.knowWorkflow(WORKFLOW);
    worker(
        QUANTILES,
        "textfile.directory=" + Paths.newDirectory("textfile"),
        "textfile.interval=1m",
        "http.prot=1"); // An unknown key.
    worker(CANONICAL, "metrics.catalogue=canonical");
    worker(NATIVE, "timers.distribution=native");
    executors();
    overload();
    httpCalls("timers.distribution=native");
    httpCalls(
        "timers.distribution=both",
        "operations.naming=label",
        "operations.1.methods=com.acme.http.UrlConnectionCalls#get",
        "operations.1.name=fetch");
  }

  private static JvmCommand agent(String... settings) {
    return JvmCommand.on(Jdks.oldest()).agent(settings);
  }

  private void worker(String name, String... settings) {
    WorkerApp app =
        WorkerApp.start(
            // Three workers that ask for nine task types would take half of a processor otherwise.
            agent(settings).jvm("-Dpolling.millis=50"),
            ConductorClient.CONDUCTOROSS_4_0_8,
            stub.url(),
            EXTERNAL_KB);
    programs.add(app);
    endpoints.add(app.jvm().endpoint());
    stub.fail("GET", "/tasks/poll/batch/" + name + "_barred_plain", 500, Integer.MAX_VALUE);
    stub.fail("GET", "/tasks/poll/batch/" + name + "_denied_plain", 403, Integer.MAX_VALUE);
    stub.fail("GET", "/tasks/poll/batch/" + name + "_lost_plain", 0, Integer.MAX_VALUE);
    stub.fail("POST", "/tasks", 500, 1);
    app.obey("start " + WORKFLOW + " 2");
    app.obey("start nowhere 1");
    stub.enqueue(name + "_again_plain", 1);
    stub.enqueue(name + "_left_plain", 1);
    app.obey("work " + name + "_again_plain " + name + "_left_plain");
    await(app, name + "_again_plain");
    await(app, name + "_left_plain");
    app.obey("rest");
    feed(name);
    app.obey(
        String.join(
            " ",
            "work",
            name + "_again_plain",
            name + "_plain",
            name + "_flaky",
            name + "_slow:1",
            name + "_bulky:1",
            name + "_paused",
            name + "_barred_plain",
            name + "_denied_plain",
            name + "_lost_plain"));
    await(app, name + "_flaky");
    await(app, name + "_bulky");
    repeat(() -> app.obey("start " + WORKFLOW + " 1"));
  }

  private void await(WorkerApp app, String taskType) {
    Await.until(
        () -> "work of " + taskType + "\n" + app.jvm(),
        () -> stub.finished(taskType, "COMPLETED") > 0);
  }

  private void feed(String name) {
    repeat(
        () -> {
          stub.enqueue(name + "_plain", 3);
          stub.enqueue(name + "_flaky", 4);
          stub.enqueue(name + "_slow", Map.of("millis", 300));
          stub.enqueue(name + "_bulky", Map.of("bytes", 2 * EXTERNAL_KB * 1024));
        });
  }

  /** Executors that reject, are full and so on; afterwards the program only waits. */
  private void executors() {
    RunningJvm app =
        agent("workers.methods=com.acme.executors.Program#nothing")
            .start(Paths.apps(), "com.acme.executors.ExecutorsApp", "cold");
    programs.add(app);
    app.awaitStdout("> waiting");
    endpoints.add(app.endpoint());
  }

  private void overload() {
    RunningJvm app =
        agent(
                "series.limit=5",
                "workers.1.methods=com.acme.executors.OverloadApp#typed",
                "workers.1.task-type={arg0}",
                "workers.2.methods=com.acme.executors.OverloadApp#named",
                "workers.2.task-type={arg0.kind}")
            .start(Paths.apps(), "com.acme.executors.OverloadApp");
    programs.add(app);
    app.awaitStdout("> overloaded");
    overloaded = app;
  }

  private void httpCalls(String... settings) {
    HttpApp app = HttpApp.start(agent(settings), "UrlConnectionCalls", "");
    programs.add(app);
    endpoints.add(app.jvm().endpoint());
    String refused = HttpTestServer.refusingUrl("/refused");
    repeat(
        () -> {
          app.obey("get " + server.url("/ok"));
          app.obey("get " + server.url("/broken"));
          app.obey("get " + refused);
        });
  }

  private void repeat(Runnable work) {
    Future<?> unused = feeder.scheduleWithFixedDelay(work, 0, 200, TimeUnit.MILLISECONDS);
  }

  List<URI> endpoints() {
    return List.copyOf(endpoints);
  }

  /** The program that has too much to do. It is none of {@link #endpoints()}. */
  RunningJvm overloaded() {
    return Objects.requireNonNull(overloaded, "not started");
  }

  /** That of the worker with quantiles, as Prometheus calls it. */
  String firstInstance() {
    return endpoints.get(0).getAuthority();
  }

  @Override
  public void close() {
    feeder.shutdownNow();
    for (AutoCloseable program : programs) {
      try {
        program.close();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
    stub.close();
    server.close();
  }
}
