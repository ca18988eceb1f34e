package dev.tachograph.bootstrap.operation;

import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.Gauge;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.OperationNames;
import dev.tachograph.bootstrap.metrics.OutcomeCount;
import dev.tachograph.bootstrap.metrics.OutcomeTimer;

/**
 * The five families of an operation, or of all operations. They have the same labels, and failures
 * also {@code error_type}.
 */
final class OperationFamilies {
  private static final String LATENCY = OperationNames.LATENCY;
  private static final String SUCCESS = "_success_total";
  private static final String FAILURES = "_failures_total";
  private static final String RETRIES = "_retries_total";
  private static final String IN_PROGRESS = "_in_progress";

  /** The bounds that operations have by default, in seconds. */
  private static final double[] BUCKETS = {
    .005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10
  };

  final MetricFamily<OutcomeTimer> latency;
  final MetricFamily<Counter> failures;
  private final MetricFamily<Counter> successes;
  private final MetricFamily<Counter> retries;
  private final MetricFamily<Gauge> inProgress;

  /**
   * @param name the beginning of the families' names
   * @param subject what is measured, for the help texts: {@code "operation plan"}
   * @param labels the labels that there are from the start
   */
  OperationFamilies(MetricRegistry registry, String name, String subject, String... labels) {
    latency =
        registry.outcomeTimer(
            name + LATENCY,
            "Seconds that the "
                + subject
                + " took, whether it ended well or not; an asynchronous one until its work was done.",
            BUCKETS,
            labels);
    successes =
        registry.outcomes(
            name + SUCCESS,
            "How often the " + subject + " ended well.",
            latency,
            OutcomeCount.SUCCESSES);
    String[] labelsOfFailures = new String[labels.length + 1];
    labelsOfFailures[0] = OperationNames.ERROR_TYPE;
    System.arraycopy(labels, 0, labelsOfFailures, 1, labels.length);
    failures =
        registry.counter(
            name + FAILURES,
            "How often the "
                + subject
                + " failed; error_type is the simple class name of what was thrown, or"
                + " \"cancelled\".",
            labelsOfFailures);
    retries =
        registry.outcomes(
            name + RETRIES,
            "Attempts after the first at the " + subject + ".",
            latency,
            OutcomeCount.REPETITIONS);
    inProgress =
        registry.unfinished(
            name + IN_PROGRESS, "How often the " + subject + " has begun and not ended.", latency);
  }

  /** Whether another family has one of these names. */
  static boolean clashes(MetricRegistry registry, String name) {
    for (String suffix : new String[] {LATENCY, SUCCESS, FAILURES, RETRIES, IN_PROGRESS}) {
      if (registry.has(name + suffix)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The position of a label among the values of {@link #latency}, which is added unless it is
   * there.
   *
   * @return -1 if there is no room
   */
  synchronized int position(String label) {
    // In one step, so that labels have the same order in all families. Failures have the most
    // labels, so there is room if they have it.
    if (failures.addLabel(label) < 0) {
      return -1;
    }
    successes.addLabel(label);
    retries.addLabel(label);
    inProgress.addLabel(label);
    return latency.addLabel(label);
  }

  /** The position of a label among the values of {@link #latency}, or -1. Takes no lock. */
  int knownPosition(String label) {
    // This family is the last to get a label.
    return latency.labelNames().indexOf(label);
  }
}
