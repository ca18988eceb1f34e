package dev.tachograph.benchmarks.experiment;

import com.example.load.ExecutorLoad;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.process.Interleaved;
import dev.tachograph.benchmarks.process.JavaAgent;
import dev.tachograph.benchmarks.process.JavaCommand;
import dev.tachograph.benchmarks.process.Jdk;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an agent adds to a task on an executor: CPU time of submitter and worker together. */
public final class ExecutorExperiment implements ProcessExperiment {
  private static final Map<String, String> KINDS =
      Map.of(
          "pool", "ThreadPoolExecutor", "fork-join", "ForkJoinPool", "virtual", "virtual threads");

  private static final List<String> ORDER = List.of("pool", "fork-join", "virtual");
  private static final List<Integer> MICROS = List.of(0, 1, 100);
  private static final int VIRTUAL_THREADS = 21;

  /** Name of the experiment. */
  public static String name(String kind, int micros) {
    String task = micros == 0 ? "no-op task" : micros + " µs task";
    return "executor: " + KINDS.get(kind) + ", " + task;
  }

  @Override
  public void run(Setting setting, Results results) throws IOException, InterruptedException {
    boolean quick = setting.scale() == Scale.QUICK;
    for (Jdk jdk : setting.jdks()) {
      for (String kind : quick ? ORDER.subList(0, 1) : ORDER) {
        if (kind.equals("virtual") && jdk.feature() < VIRTUAL_THREADS) {
          continue;
        }
        for (int micros : quick ? MICROS.subList(0, 1) : MICROS) {
          compare(setting, results, jdk, kind, micros);
        }
      }
    }
  }

  private static void compare(Setting setting, Results results, Jdk jdk, String kind, int micros)
      throws IOException, InterruptedException {
    JavaCommand load =
        new JavaCommand(
            jdk,
            List.of("-XX:+UseSerialGC", "-Xmx512m", "-Djdk.virtualThreadScheduler.parallelism=1"),
            setting.classPath().split(":", 2)[0],
            ExecutorLoad.class,
            kind,
            String.valueOf(micros),
            setting.scale() == Scale.QUICK ? "4" : "5",
            setting.scale() == Scale.QUICK ? "300" : "700");
    Map<String, JavaCommand> commands = new LinkedHashMap<>();
    for (JavaAgent agent : setting.agentsToCompare("")) {
      commands.put(agent.name(), load.with(agent.options()));
    }
    ProcessExperiment.addPrinted(
        results,
        name(kind, micros),
        jdk.feature(),
        Interleaved.run(commands, setting.scale().of(2, 3)),
        List.of("ns", "B"));
  }
}
