package dev.tachograph.benchmarks.experiment;

import dev.tachograph.benchmarks.measure.Measurement;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.measure.Sample;
import dev.tachograph.benchmarks.measure.Timing;
import java.util.List;

/** Something that is measured within one JVM, which does nothing else. */
interface InJvmExperiment {
  /** With fewer batches that count there is no number: it would be that of a lucky moment. */
  int LEAST_BATCHES = 20;

  void run(Scale scale, Results results);

  /** The JDK that this is running on. */
  static int jdk() {
    return Runtime.version().feature();
  }

  /** Adds what operations cost, and what they allocate where that was measured. */
  static void add(Results results, String experiment, List<Timing> timings) {
    for (Timing timing : timings) {
      if (timing.nanos().size() >= LEAST_BATCHES) {
        results.add(Measurement.of(experiment, timing.candidate(), "ns", jdk(), timing.nanos()));
      }
      if (!Double.isNaN(timing.bytesPerOperation())) {
        Sample bytes = Sample.of(timing.bytesPerOperation());
        results.add(Measurement.of(experiment, timing.candidate(), "B", jdk(), bytes));
      }
    }
  }
}
