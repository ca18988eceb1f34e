package dev.tachograph.it.executors;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * One run of the program that plays all scenes, and what was exposed when some tasks were at work
 * and when none were.
 */
final class ExecutorRun {
  private static final String APP = "com.acme.executors.ExecutorsApp";
  private static final Map<String, ExecutorRun> RUNS = new ConcurrentHashMap<>();

  final Jdk jdk;
  final boolean attached;
  final Scrape working;
  final Scrape resting;
  final ExitedJvm exited;

  private ExecutorRun(Jdk jdk, boolean attached, Scrape working, Scrape resting, ExitedJvm exited) {
    this.jdk = jdk;
    this.attached = attached;
    this.working = working;
    this.resting = resting;
    this.exited = exited;
  }

  /**
   * On every build of the JDK, with the agent from the start and attached later. Each is run once.
   */
  static List<ExecutorRun> all() {
    List<ExecutorRun> runs = new ArrayList<>();
    for (Jdk jdk : Jdks.builds()) {
      for (boolean attached : new boolean[] {false, true}) {
        runs.add(RUNS.computeIfAbsent(jdk + (attached ? "+" : ""), key -> run(jdk, attached)));
      }
    }
    return runs;
  }

  private static ExecutorRun run(Jdk jdk, boolean attached) {
    // So many that the common pool takes the stages of CompletableFuture on every JDK.
    AgentMode mode = attached ? AgentMode.ATTACHED : AgentMode.PREMAIN;
    JvmCommand command = mode.on(jdk).jvm("-XX:ActiveProcessorCount=4");
    try (RunningJvm app = command.start(Paths.apps(), APP, attached ? "warm" : "cold")) {
      app.awaitStdout("> waiting");
      if (attached) {
        mode.attachTo(app, jdk);
        PlainApps.goOn(app);
      }
      Scrape working = app.scrape();
      PlainApps.goOn(app);
      Scrape resting = atRest(app);
      return new ExecutorRun(jdk, attached, working, resting, PlainApps.finish(app));
    }
  }

  /**
   * Tasks that the program has taken out of a queue by itself are noticed by two scrapes; by which
   * ones, depends on when the JVM collects the pool, and whether other agents make it do so. And
   * the program knows the value of a stage before the thread has left the stage.
   */
  private static Scrape atRest(RunningJvm app) {
    Scrape[] last = {app.scrape()};
    Await.until(
        () -> "lost tasks, and the end of all stages\n" + app,
        () -> {
          last[0] = app.scrape();
          return Stream.of("cleared", "handler-drops", "commonPool")
              .allMatch(
                  executor ->
                      TaskCounts.of(last[0], executor).isBalanced()
                          && last[0].count("java_executor_running_tasks", "executor", executor)
                              == 0);
        });
    return last[0];
  }

  TaskCounts tasks(String executor) {
    return TaskCounts.of(resting, executor);
  }

  /** A number that the program has printed. */
  long fact(String name) {
    String start = "> fact " + name + "=";
    return exited.stdout().stream()
        .filter(line -> line.startsWith(start))
        .mapToLong(line -> Long.parseLong(line.substring(start.length())))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not among " + exited.stdout()));
  }

  @Override
  public String toString() {
    return jdk + (attached ? ", attached" : "");
  }
}
