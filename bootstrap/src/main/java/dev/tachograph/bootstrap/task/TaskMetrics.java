package dev.tachograph.bootstrap.task;

import dev.tachograph.bootstrap.metrics.BegunCount;
import dev.tachograph.bootstrap.metrics.BoundSeries;
import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.ReadingSource;
import dev.tachograph.bootstrap.metrics.Readings;
import dev.tachograph.bootstrap.metrics.Relabeling;
import dev.tachograph.bootstrap.metrics.Timer;
import dev.tachograph.bootstrap.support.Failures;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The families of executions: {@code task_execute_*}. */
public abstract class TaskMetrics {
  /** The label {@code status} of executions that succeeded. */
  public static final String SUCCESS = "SUCCESS";

  /** The label {@code status} of executions that failed. */
  public static final String FAILURE = "FAILURE";

  /** What runs the tasks that a rule of the configuration names: the rule's key. */
  static final String[] RULE = {"workers.methods"};

  private static final String TASK_TYPE = "taskType";

  private static volatile @Nullable TaskMetrics installed;

  private final int seriesLimit;

  private final MetricFamily<Timer> time;
  private final MetricFamily<Counter> errors;

  /** Null unless task types are learned. */
  private volatile @Nullable Relabeling relabeling;

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
            TASK_TYPE,
            "status");
    errors =
        registry.counter(
            "task_execute_error_total",
            "Executions that threw; exception is the simple name of its class.",
            TASK_TYPE,
            "exception");
    seriesLimit = registry.seriesLimit();
  }

  /**
   * Registers the families that say what is in progress, and who runs it. They wait for the first
   * framework or rule, and are read at each scrape.
   */
  public void registerTypes(MetricRegistry registry) {
    registry.pulledGauge(
        "task_in_progress",
        "Tasks of frameworks and of rules that have started and not ended.",
        new ReadingSource() {
          @Override
          public void read(Readings readings) {
            readInProgress(readings);
          }
        },
        TASK_TYPE);
    registry.pulledInfo(
        "tachograph_task_type_info",
        "The framework that runs the tasks of a type, or workers.methods; the value is 1.",
        new ReadingSource() {
          @Override
          public void read(Readings readings) {
            readTypes(readings);
          }
        },
        TASK_TYPE,
        "framework");
  }

  private void readInProgress(Readings readings) {
    Set<String> timed = timedTypes();
    Set<String> shown = new HashSet<>();
    for (Map.Entry<String, TaskExecutions> entry : executions.known().entrySet()) {
      TaskExecutions ofType = entry.getValue();
      if (ofType.runners().length > 0) {
        readings.add(ofType.inProgress(), shownType(entry.getKey(), timed, shown));
      }
    }
  }

  private void readTypes(Readings readings) {
    Set<String> timed = timedTypes();
    Set<String> shown = new HashSet<>();
    for (Map.Entry<String, TaskExecutions> entry : executions.known().entrySet()) {
      for (String runner : entry.getValue().runners()) {
        readings.add(1, shownType(entry.getKey(), timed, shown), runner);
      }
    }
  }

  /** The task types that the durations have; none if there is room for all types anyway. */
  private Set<String> timedTypes() {
    if (!time.isFull() && executions.known().size() < seriesLimit) {
      return Collections.emptySet();
    }
    Set<String> types = new HashSet<>();
    for (Timer series : time.allSeries()) {
      types.add(series.labelValues().get(0));
    }
    return types;
  }

  /** The label of a task type: that of all others if there are too many. */
  private String shownType(String taskType, Set<String> timed, Set<String> shown) {
    String type = current(taskType);
    boolean hasRoom =
        timed.contains(type)
            || shown.contains(type)
            || (shown.size() < seriesLimit && !time.isFull());
    if (!hasRoom) {
      return MetricFamily.OTHER;
    }
    shown.add(type);
    return type;
  }

  private String current(String taskType) {
    Relabeling learned = relabeling;
    return learned == null ? taskType : learned.relabel(Collections.singletonList(taskType)).get(0);
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
    this.relabeling = relabeling;
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
    private final BegunCount begun = new BegunCount();

    /** The executions whose durations are in series that are not this type's own. */
    private final LongAdder endedElsewhere = new LongAdder();

    TimedExecutions(String taskType) {
      this.taskType = taskType;
      successes = time.bound(taskType, SUCCESS);
      failures = time.bound(taskType, FAILURE);
    }

    @Override
    public void started() {
      begun.increment();
    }

    @Override
    public void withdrawn() {
      begun.withdraw();
    }

    @Override
    public void ended(long nanos, long end, @Nullable Throwable failure) {
      if (failure == null) {
        record(successes, nanos, end);
      } else {
        try {
          // First, so that who sees the execution sees what it failed with.
          errors.series(taskType, Failures.label(failure)).increment();
        } finally {
          record(failures, nanos, end);
        }
      }
    }

    private void record(BoundSeries<Timer> series, long nanos, long end) {
      Timer own = series.own();
      if (own != null) {
        own.record(nanos, end);
        return;
      }
      Timer found = series.get();
      found.record(nanos, end);
      if (found != series.own()) {
        endedElsewhere.increment();
      }
    }

    @Override
    long inProgress() {
      long ended = endedElsewhere.sum() + count(successes) + count(failures);
      return Math.max(0, begun.sum() - ended);
    }

    private long count(BoundSeries<Timer> series) {
      Timer own = series.own();
      return own == null ? 0 : own.count();
    }

    @Override
    boolean hasStarted() {
      return begun.sum() != 0 || successes.own() != null || failures.own() != null;
    }
  }
}
