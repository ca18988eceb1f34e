package dev.tachograph.benchmarks.experiment;

import com.example.load.HelloMain;
import com.example.load.IdleMain;
import com.example.load.SmallApp;
import com.example.load.WorkerLoad;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.measure.Sample;
import dev.tachograph.benchmarks.process.Interleaved;
import dev.tachograph.benchmarks.process.JavaAgent;
import dev.tachograph.benchmarks.process.JavaCommand;
import dev.tachograph.benchmarks.process.Jdk;
import dev.tachograph.benchmarks.process.LiveProcess;
import dev.tachograph.benchmarks.process.ProcessCost;
import dev.tachograph.benchmarks.process.TimedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What an agent costs a process from its start to its end, for programs of three sizes. */
public final class StartUpExperiment implements ProcessExperiment {
  public static final String HELLO = "start-up: a main that prints a word";
  public static final String SMALL = "start-up: 20 tasks and 20 HTTP calls";
  public static final String WORKER = "start-up: a Conductor worker, 20 tasks";
  public static final String CPU = "CPU ms";
  public static final String MORE_CPU = "CPU ms more";
  public static final String WALL = "ms";
  public static final String MEMORY = "MB";
  public static final String MORE_MEMORY = "MB more";
  public static final String CLASSES = "classes";
  public static final String THREADS = "threads of its own";

  @Override
  public void run(Setting setting, Results results) throws IOException, InterruptedException {
    for (Jdk jdk : setting.jdks()) {
      int rounds = setting.scale().of(2, 9);
      compare(setting, results, HELLO, command(setting, jdk, HelloMain.class), rounds + 2);
      compare(setting, results, SMALL, command(setting, jdk, SmallApp.class), rounds);
      if (!setting.workerClassPath().isEmpty()) {
        worker(setting, results, jdk, rounds);
      }
      threads(setting, results, jdk);
    }
  }

  private static JavaCommand command(Setting setting, Jdk jdk, Class<?> main) {
    // Nothing but the program itself: a long class path would cost time of its own.
    String classes = setting.classPath().split(":", 2)[0];
    return new JavaCommand(jdk, List.of("-Xshare:auto"), classes, main);
  }

  private static void worker(Setting setting, Results results, Jdk jdk, int rounds)
      throws IOException, InterruptedException {
    try (LiveProcess server = StubServers.start(setting)) {
      String url = "http://127.0.0.1:" + server.await("port ") + "/api";
      JavaCommand command =
          new JavaCommand(
              jdk,
              List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=off"),
              setting.workerClassPath(),
              WorkerLoad.class,
              url,
              "20",
              "0",
              "0");
      compare(setting, results, WORKER, command, rounds);
    }
  }

  private static void compare(
      Setting setting, Results results, String experiment, JavaCommand command, int rounds)
      throws IOException, InterruptedException {
    List<JavaAgent> agents =
        new ArrayList<>(
            setting.scale() == Scale.QUICK
                ? setting.agentsToCompare("")
                : setting.agents().allAndEmpty());
    Files.createDirectories(setting.scratch());
    Path woven = Files.createTempDirectory(setting.scratch(), "woven").resolve("classes.woven");
    TimedProcess.run(command.with(setting.agents().preparing(woven).options()));
    agents.add(setting.agents().prepared(woven));
    Map<String, List<ProcessCost>> costs = Interleaved.run(command, agents, rounds);
    List<ProcessCost> without = Objects.requireNonNull(costs.get(JavaAgent.NO_AGENT));
    for (JavaAgent agent : agents) {
      List<ProcessCost> with = Objects.requireNonNull(costs.get(agent.name()));
      add(results, experiment, agent.name(), command.jdk().feature(), with, without);
      if (setting.scale() == Scale.QUICK) {
        continue;
      }
      Path log = setting.scratch().resolve("classes.log");
      int classes = countClasses(command.with(agent.options()), log);
      results.add(experiment, agent.name(), CLASSES, command.jdk().feature(), classes);
    }
  }

  private static void add(
      Results results,
      String experiment,
      String agent,
      int jdk,
      List<ProcessCost> with,
      List<ProcessCost> without) {
    Sample cpu = new Sample();
    Sample moreCpu = new Sample();
    Sample wall = new Sample();
    Sample memory = new Sample();
    Sample moreMemory = new Sample();
    for (int round = 0; round < with.size(); round++) {
      ProcessCost cost = with.get(round);
      ProcessCost base = without.get(round);
      cpu.add(cost.cpuMillis());
      moreCpu.add(cost.cpuMillis() - base.cpuMillis());
      wall.add(cost.wallMillis());
      if (!Double.isNaN(cost.peakMegabytes() + base.peakMegabytes())) {
        memory.add(cost.peakMegabytes());
        moreMemory.add(cost.peakMegabytes() - base.peakMegabytes());
      }
    }
    results.add(experiment, agent, CPU, jdk, cpu);
    results.add(experiment, agent, MORE_CPU, jdk, moreCpu);
    results.add(experiment, agent, WALL, jdk, wall);
    results.add(experiment, agent, MEMORY, jdk, memory);
    results.add(experiment, agent, MORE_MEMORY, jdk, moreMemory);
  }

  private static int countClasses(JavaCommand command, Path log)
      throws IOException, InterruptedException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    Files.deleteIfExists(log);
    TimedProcess.run(command.with(List.of("-Xlog:class+load:file=" + log + "::filecount=0")));
    try (var lines = Files.lines(log)) {
      return (int) lines.filter(line -> line.contains(" source: ")).count();
    }
  }

  /** The threads that are there with an agent and not without. */
  private static void threads(Setting setting, Results results, Jdk jdk)
      throws IOException, InterruptedException {
    JavaCommand command = command(setting, jdk, IdleMain.class);
    List<String> without = TimedProcess.run(command).output();
    for (JavaAgent agent : setting.agentsToCompare("")) {
      List<String> own = new ArrayList<>(TimedProcess.run(command.with(agent.options())).output());
      without.forEach(own::remove);
      own.removeIf(line -> !line.startsWith("thread "));
      results.add(HELLO, agent.name(), THREADS, jdk.feature(), own.size());
    }
  }
}
