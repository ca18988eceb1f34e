package dev.tachograph.benchmarks.experiment;

import dev.tachograph.benchmarks.measure.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The program that runs one experiment in this JVM and writes down what it found. */
public final class InJvm {
  private static final Map<String, InJvmExperiment> EXPERIMENTS =
      Map.of(
          RecordExperiment.NAME, new RecordExperiment(),
          MemoryExperiment.NAME, new MemoryExperiment(),
          AccuracyExperiment.NAME, new AccuracyExperiment(),
          ReadExperiment.NAME, new ReadExperiment(),
          LabelExperiment.NAME, new LabelExperiment(),
          MappedExperiment.NAME, new MappedExperiment(),
          AdviceExperiment.NAME, new AdviceExperiment(),
          OperationExperiment.NAME, new OperationExperiment(),
          SpanExperiment.NAME, new SpanExperiment());

  private InJvm() {}

  /**
   * @param args name of the experiment, {@link Scale}, file for the results
   */
  public static void main(String[] args) throws IOException {
    InJvmExperiment experiment = EXPERIMENTS.get(args[0]);
    if (experiment == null) {
      throw new IllegalArgumentException("no such experiment: " + args[0]);
    }
    Results results = new Results();
    experiment.run(Scale.valueOf(args[1]), results);
    results.write(Path.of(args[2]));
    // Some of the libraries leave threads behind.
    System.exit(0);
  }
}
