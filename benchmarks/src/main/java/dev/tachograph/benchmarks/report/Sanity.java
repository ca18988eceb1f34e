package dev.tachograph.benchmarks.report;

import dev.tachograph.benchmarks.experiment.ExecutorExperiment;
import dev.tachograph.benchmarks.experiment.MemoryExperiment;
import dev.tachograph.benchmarks.measure.Measurement;
import dev.tachograph.benchmarks.measure.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses figures that cannot be: then it is the measurement that is wrong. */
public final class Sanity {
  /** Bytes of the least object there is. */
  private static final double LEAST_OBJECT = 16;

  /** Two measurements of the same thing differ by less. */
  private static final double SCATTER = 0.9;

  private static final Set<String> TIMES_OF_OPERATIONS =
      Set.of("ns", "us", ExecutorExperiment.WORK);

  private final Results results;
  private final Results accepted = new Results();
  private final List<String> refused = new ArrayList<>();

  /** Looks at all of these. */
  public Sanity(Results results) {
    this.results = results;
    for (Measurement measurement : results.all()) {
      String why = objection(measurement);
      if (why == null) {
        accepted.add(measurement);
      } else {
        refused.add(
            measurement.experiment()
                + ", "
                + measurement.candidate()
                + ", JDK "
                + measurement.jdk()
                + ": "
                + Numbers.of(measurement.median())
                + " "
                + measurement.unit()
                + ", "
                + why);
      }
    }
  }

  /** What can be. */
  public Results accepted() {
    return accepted;
  }

  /** What cannot, and why, one line each. */
  public List<String> refused() {
    return List.copyOf(refused);
  }

  private @Nullable String objection(Measurement measurement) {
    double value = measurement.median();
    if (TIMES_OF_OPERATIONS.contains(measurement.unit()) && value <= 0) {
      return "but nothing takes no time";
    }
    String experiment = measurement.experiment();
    if (experiment.startsWith(MemoryExperiment.NAME)) {
      return objectionToMemory(measurement);
    }
    if (experiment.startsWith(ExecutorExperiment.PREFIX) && measurement.unit().equals("ns")) {
      double work = median(experiment, measurement, ExecutorExperiment.WORK);
      if (Double.isNaN(work) && experiment.contains(ExecutorExperiment.MICROS_OF_WORK)) {
        return "but nobody has seen what its work alone takes";
      }
      if (value < work * SCATTER) {
        return "but its work alone takes " + Numbers.of(work) + " ns";
      }
    }
    return null;
  }

  private @Nullable String objectionToMemory(Measurement measurement) {
    double value = measurement.median();
    if (value < LEAST_OBJECT) {
      return "but a series is an object at least";
    }
    double fresh = median(MemoryExperiment.NEW, measurement, "B");
    return value < fresh * SCATTER ? "but a new one takes " + Numbers.of(fresh) + " B" : null;
  }

  /** Of the same candidate on the same JDK; NaN, which nothing is less than, if there is none. */
  private double median(String experiment, Measurement like, String unit) {
    return results.median(experiment, like.candidate(), unit, like.jdk()).orElse(Double.NaN);
  }
}
