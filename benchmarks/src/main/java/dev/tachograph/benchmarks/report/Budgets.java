package dev.tachograph.benchmarks.report;

import dev.tachograph.benchmarks.experiment.AdviceExperiment;
import dev.tachograph.benchmarks.experiment.ExecutorExperiment;
import dev.tachograph.benchmarks.experiment.HttpExperiment;
import dev.tachograph.benchmarks.experiment.OperationExperiment;
import dev.tachograph.benchmarks.experiment.PageExperiment;
import dev.tachograph.benchmarks.experiment.RecordExperiment;
import dev.tachograph.benchmarks.experiment.StartUpExperiment;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.peer.Baselines;
import dev.tachograph.benchmarks.peer.Tachograph;
import dev.tachograph.benchmarks.process.JavaAgent;
import dev.tachograph.benchmarks.process.JavaAgents;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What the project promises of itself. */
final class Budgets {
  /** Allocation below this is the noise of the JVM's own threads. */
  private static final double NO_BYTES = 0.5;

  private final Results results;

  Budgets(Results results) {
    this.results = results;
  }

  /**
   * @param jarMegabytes size of the agent's jar
   */
  List<Budget> all(double jarMegabytes) {
    return List.of(
        ratio("record one observation, one thread", RecordExperiment.ONE_THREAD, 1.0),
        ratio("record, two threads on one series", RecordExperiment.TWO_THREADS, 1.3),
        new Budget(
            "allocation per record",
            "0 B",
            NO_BYTES,
            " B",
            jdk -> ours(RecordExperiment.ONE_THREAD, "B", jdk)),
        new Budget(
            "allocation per executor task",
            "+ 24 B",
            24 + NO_BYTES,
            " B",
            jdk -> more(ExecutorExperiment.name("pool", 0), "B", jdk)),
        new Budget(
            "allocation per HTTP call",
            "+ 48 B",
            48 + NO_BYTES,
            " B",
            jdk -> more(HttpExperiment.name("jdk"), "B", jdk)),
        new Budget(
            "advice around a method, clock included",
            "1.2 × two `nanoTime()`",
            1.2,
            "×",
            jdk ->
                median(AdviceExperiment.EXPERIMENT, AdviceExperiment.WOVEN, "ns", jdk)
                    / median(AdviceExperiment.EXPERIMENT, Baselines.TWO_CLOCK_READINGS, "ns", jdk)),
        new Budget(
            "a synchronous operation with two labels",
            "1.3 × two `nanoTime()`",
            1.3,
            "×",
            jdk ->
                median(OperationExperiment.EXPERIMENT, OperationExperiment.FIXED, "ns", jdk)
                    / median(
                        OperationExperiment.EXPERIMENT, Baselines.TWO_CLOCK_READINGS, "ns", jdk)),
        new Budget(
            "no-op task through a ThreadPoolExecutor",
            "+ 100 ns CPU",
            100,
            " ns",
            jdk -> more(ExecutorExperiment.name("pool", 0), "ns", jdk)),
        new Budget(
            "start-up, a main that prints a word",
            "+ 75 CPU-ms",
            75,
            " ms",
            jdk -> startUpOf(StartUpExperiment.HELLO, StartUpExperiment.MORE_CPU, jdk)),
        startUpShare("start-up, small app, woven classes at hand", JavaAgents.PREPARED, 0.35),
        startUpShare("start-up, small app, all to be woven", JavaAgents.TACHOGRAPH, 1.3),
        new Budget(
            "resident memory, worst of the programs",
            "+ 25 MB",
            25,
            " MB",
            jdk ->
                worst(
                    Stream.of(
                            StartUpExperiment.HELLO,
                            StartUpExperiment.SMALL,
                            StartUpExperiment.WORKER)
                        .mapToDouble(e -> startUpOf(e, StartUpExperiment.MORE_MEMORY, jdk)))),
        new Budget(
            "the live page, one tab, 1000 series",
            "+ 1 % of a core",
            1,
            " %",
            jdk ->
                worst(
                    Stream.of(true, false)
                        .mapToDouble(
                            changed ->
                                median(
                                    PageExperiment.name(changed),
                                    PageExperiment.LATER,
                                    PageExperiment.CORE,
                                    jdk)))),
        new Budget("jar", "9 MB", 9, " MB", jdk -> jarMegabytes),
        new Budget(
            "own threads when idle",
            "2",
            2,
            "",
            jdk -> startUpOf(StartUpExperiment.HELLO, StartUpExperiment.THREADS, jdk)));
  }

  private Budget ratio(String what, String experiment, double most) {
    return new Budget(
        what,
        most + " × `LongAdder.increment`",
        most,
        "×",
        jdk -> ours(experiment, "ns", jdk) / median(experiment, Baselines.LONG_ADDER, "ns", jdk));
  }

  /** What another agent adds to the same program in the same run is the measure. */
  private Budget startUpShare(String what, String agent, double most) {
    return new Budget(
        what,
        most + " × jmx_exporter's",
        most,
        "×",
        jdk ->
            median(StartUpExperiment.SMALL, agent, StartUpExperiment.MORE_CPU, jdk)
                / median(
                    StartUpExperiment.SMALL,
                    JavaAgents.JMX_EXPORTER,
                    StartUpExperiment.MORE_CPU,
                    jdk));
  }

  private double startUpOf(String experiment, String unit, int jdk) {
    return median(experiment, JavaAgents.TACHOGRAPH, unit, jdk);
  }

  private double ours(String experiment, String unit, int jdk) {
    return median(experiment, Tachograph.QUANTILES, unit, jdk);
  }

  private double more(String experiment, String unit, int jdk) {
    return median(experiment, JavaAgents.TACHOGRAPH, unit, jdk)
        - median(experiment, JavaAgent.NO_AGENT, unit, jdk);
  }

  private static double worst(DoubleStream values) {
    return values.filter(v -> !Double.isNaN(v)).max().orElse(Double.NaN);
  }

  private double median(String experiment, String candidate, String unit, int jdk) {
    return results.median(experiment, candidate, unit, jdk).orElse(Double.NaN);
  }
}
