package dev.tachograph.bootstrap.task;

import dev.tachograph.bootstrap.metrics.BoundSeries;
import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Relabeling;
import dev.tachograph.bootstrap.metrics.Timer;
import dev.tachograph.bootstrap.support.Failures;
import org.jspecify.annotations.Nullable;

/** The families of executions: {@code task_execute_*}. */
public abstract class TaskMetrics {
  /** The label {@code status} of executions that succeeded. */
  public static final String SUCCESS = "SUCCESS";

  /** The label {@code status} of executions that failed. */
  public static final String FAILURE = "FAILURE";

  private static volatile @Nullable TaskMetrics installed;

  private final MetricFamily<Timer> time;
  private final MetricFamily<Counter> errors;

  private final TaskExecutionsTable executions =
      new TaskExecutionsTable() {
        @Override
        TaskExecutions create(String taskType) {
          return newExecutions(taskType);
        }
      };

  /**
   * @param timeBuckets default bounds of the timer's histograms, in seconds
   */
  TaskMetrics(MetricRegistry registry, double[] timeBuckets) {
    time =
        registry.timer(
            "task_execute_time_seconds",
            "Seconds that executions of tasks took; status is FAILURE if the worker threw, SUCCESS"
                + " if it returned, whatever the status of the result.",
            timeBuckets,
            "taskType",
            "status");
    errors =
        registry.counter(
            "task_execute_error_total",
            "Executions that threw; exception is the simple name of its class.",
            "taskType",
            "exception");
  }

  /** The families of the documented catalogue. */
  public static TaskMetrics documented(MetricRegistry registry) {
    return new DocumentedTaskMetrics(registry);
  }

  /**
   * The families of the canonical catalogue.
   *
   * @param timeBuckets default bounds of the timer's histograms, in seconds
   */
  public static TaskMetrics canonical(MetricRegistry registry, double[] timeBuckets) {
    return new CanonicalTaskMetrics(registry, timeBuckets);
  }

  /** Connects the probes of this package. */
  public static void install(TaskMetrics metrics) {
    installed = metrics;
    // Initializes this catalogue's own class here, not on the stack of the first task.
    metrics.executions(TaskProbe.UNKNOWN);
  }

  static TaskMetrics current() {
    TaskMetrics metrics = installed;
    if (metrics == null) {
      throw new IllegalStateException("woven code ran before the probes were installed");
    }
    return metrics;
  }

  /** Lets the families join series whose task types turn out to be the same. */
  public void relabelBy(Relabeling relabeling) {
    time.relabelBy(relabeling);
    errors.relabelBy(relabeling);
  }

  /** The label {@code status} of an execution that ended with this failure, or null. */
  public static String status(@Nullable Throwable failure) {
    return failure == null ? SUCCESS : FAILURE;
  }

  final TaskExecutions executions(String taskType) {
    return executions.of(taskType);
  }

  abstract TaskExecutions newExecutions(String taskType);

  /** The observations that all catalogues make of the executions of one task type. */
  abstract class TimedExecutions extends TaskExecutions {
    private final String taskType;
    private final BoundSeries<Timer> successes;
    private final BoundSeries<Timer> failures;

    TimedExecutions(String taskType) {
      this.taskType = taskType;
      successes = time.bound(taskType, SUCCESS);
      failures = time.bound(taskType, FAILURE);
    }

    @Override
    public void ended(long nanos, long end, @Nullable Throwable failure) {
      if (failure == null) {
        successes.get().record(nanos, end);
      } else {
        failures.get().record(nanos, end);
        errors.series(taskType, Failures.label(failure)).increment();
      }
    }
  }
}
