package dev.tachograph.benchmarks.experiment;

import com.example.load.ExecutorLoad;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.process.Interleaved;
import dev.tachograph.benchmarks.process.JavaAgent;
import dev.tachograph.benchmarks.process.JavaCommand;
import dev.tachograph.benchmarks.process.Jdk;
import dev.tachograph.benchmarks.process.TimedProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What an agent adds to a task on an executor: CPU time of submitter and worker together. */
public final class ExecutorExperiment implements ProcessExperiment {
  private static final Map<String, String> KINDS =
      Map.of(
          "pool", "ThreadPoolExecutor", "fork-join", "ForkJoinPool", "virtual", "virtual threads");

  private static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-Xmx512m", "-Djdk.virtualThreadScheduler.parallelism=1");

  private static final List<String> ORDER = List.of("pool", "fork-join", "virtual");
  private static final List<Integer> MICROS = List.of(0, 1, 100);
  private static final int VIRTUAL_THREADS = 21;

  /** The experiments, as their names begin. */
  public static final String PREFIX = "executor: ";

  /** In the names of those whose tasks work. */
  public static final String MICROS_OF_WORK = " µs task";

  /** CPU time of a task's work without a task. */
  public static final String WORK = "work-ns";

  /** Name of the experiment. */
  public static String name(String kind, int micros) {
    String task = micros == 0 ? "no-op task" : micros + MICROS_OF_WORK;
    return PREFIX + KINDS.get(kind) + ", " + task;
  }

  @Override
  public void run(Setting setting, Results results) throws IOException, InterruptedException {
    boolean quick = setting.scale() == Scale.QUICK;
    for (Jdk jdk : setting.jdks()) {
      long roundsOfMicrosecond = calibrate(setting, jdk);
      for (String kind : quick ? ORDER.subList(0, 1) : ORDER) {
        if (kind.equals("virtual") && jdk.feature() < VIRTUAL_THREADS) {
          continue;
        }
        for (int micros : quick ? MICROS.subList(0, 1) : MICROS) {
          boolean first = kind.equals("pool") && micros == 0;
          List<JavaAgent> agents = first ? setting.agentsToCompare("") : setting.agents().few("");
          if (kind.equals("pool") || micros != 1) {
            compare(setting, results, jdk, kind, micros, roundsOfMicrosecond, agents);
          }
        }
      }
    }
  }

  /** Once for all that are compared, so that all have the same work. */
  private static long calibrate(Setting setting, Jdk jdk) throws IOException, InterruptedException {
    JavaCommand calibration =
        new JavaCommand(jdk, OPTIONS, classes(setting), ExecutorLoad.class, "calibrate");
    return (long) TimedProcess.run(calibration).results("rounds")[0];
  }

  private static String classes(Setting setting) {
    return setting.classPath().split(":", 2)[0];
  }

  private static void compare(
      Setting setting,
      Results results,
      Jdk jdk,
      String kind,
      int micros,
      long roundsOfMicrosecond,
      List<JavaAgent> agents)
      throws IOException, InterruptedException {
    JavaCommand load =
        new JavaCommand(
            jdk,
            OPTIONS,
            classes(setting),
            ExecutorLoad.class,
            kind,
            String.valueOf(micros * roundsOfMicrosecond),
            setting.scale() == Scale.QUICK ? "3" : "4",
            setting.scale() == Scale.QUICK ? "300" : "400");
    ProcessExperiment.addPrinted(
        results,
        name(kind, micros),
        jdk.feature(),
        Interleaved.run(load, agents, setting.scale().of(1, 2)),
        micros == 0 ? List.of("ns", "B") : List.of("ns", "B", WORK));
  }
}
