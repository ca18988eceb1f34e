package dev.tachograph.benchmarks.experiment;

import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.measure.Sample;
import dev.tachograph.benchmarks.process.ProcessCost;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Something that is measured of whole processes. */
public interface ProcessExperiment {
  void run(Setting setting, Results results) throws IOException, InterruptedException;

  /** Adds what the programs have printed as {@code result UNIT VALUE}, of all rounds together. */
  static void addPrinted(
      Results results,
      String experiment,
      int jdk,
      Map<String, List<ProcessCost>> costs,
      List<String> units) {
    for (Map.Entry<String, List<ProcessCost>> entry : costs.entrySet()) {
      for (String unit : units) {
        Sample sample = new Sample();
        for (ProcessCost cost : entry.getValue()) {
          for (double value : cost.results(unit)) {
            sample.add(value);
          }
        }
        results.add(experiment, entry.getKey(), unit, jdk, sample);
      }
    }
  }
}
