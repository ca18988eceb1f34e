package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Relabeling;
import dev.tachograph.bootstrap.metrics.Timer;
import dev.tachograph.bootstrap.task.TaskExecutions;
import dev.tachograph.bootstrap.task.TaskMetrics;
import dev.tachograph.bootstrap.task.TaskProbe;
import dev.tachograph.bootstrap.uri.NameTemplates;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What frameworks know of their tasks, besides the executions that {@link TaskMetrics} counts. The
 * label {@code taskType} is the same there and here. Records that are polled belong to no task.
 */
public final class FrameworkMetrics implements Predicate<TaskExecutions> {
  private static final String TASK_TYPE = "taskType";

  /** Further types of one framework are measured, and made anew each time. */
  private static final int ROOM = 10_000;

  private static final double[] DELAY_BUCKETS = {
    .001, .005, .01, .05, .1, .5, 1, 5, 10, 30, 60, 300, 1800, 3600
  };

  private static final double[] POLL_BUCKETS = {
    .0001, .001, .005, .01, .05, .1, .5, 1, 5, 10, 30, 60, 300
  };

  private static volatile @Nullable FrameworkMetrics installed;

  private final TaskMetrics executions;
  private final MetricFamily<Timer> startDelay;
  private final MetricFamily<Counter> retries;
  private final MetricFamily<Counter> records;
  private final MetricFamily<Counter> polledRecords;
  private final MetricFamily<Timer> pollInterval;
  private final NameTemplates names;

  /** By framework, then by task type. */
  private final ConcurrentHashMap<String, ConcurrentHashMap<String, FrameworkTasks>> known =
      new ConcurrentHashMap<>();

  /** Whether a name has been joined with others, so that series have to be. */
  private volatile boolean isRelabeled;

  /**
   * @param executions the families of executions, whose task types are relabelled as well
   * @param names makes task types of names that may hold ids
   */
  public FrameworkMetrics(MetricRegistry registry, TaskMetrics executions, NameTemplates names) {
    this.executions = executions;
    this.names = names;
    startDelay =
        registry.timer(
            "task_start_delay_seconds",
            "Seconds between the time at which a task could have started and its start: the time"
                + " that its trigger was due, its message was sent or its job was ready. Another"
                + " machine's clock may be a part of it.",
            DELAY_BUCKETS,
            TASK_TYPE);
    retries =
        registry.counter(
            "task_retries_total",
            "Executions that repeat one that failed: attempts after the first, and messages that"
                + " were delivered before.",
            TASK_TYPE);
    records =
        registry.counter(
            "task_records_total",
            "Records in the batches that tasks were given; each batch is one execution.",
            TASK_TYPE);
    polledRecords =
        registry.counter(
            "consumer_records_total",
            "Records that consumers of Kafka have polled, except those of Spring Kafka's containers.",
            "topic");
    pollInterval =
        registry.timer(
            "consumer_poll_interval_seconds",
            "Seconds between the end of a poll that has brought records of a topic and the"
                + " consumer's next poll: the time that the program took for what it got.",
            POLL_BUCKETS,
            "topic");
    executions.registerTypes(registry);
  }

  /** Connects the probe of this package. */
  public void install() {
    installed = this;
  }

  static FrameworkMetrics current() {
    FrameworkMetrics metrics = installed;
    if (metrics == null) {
      throw new IllegalStateException("woven code ran before the probes were installed");
    }
    return metrics;
  }

  /** The task type of a name: it has placeholders for ids. */
  String typeOfName(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      return TaskProbe.UNKNOWN;
    }
    String type = names.template(name);
    if (!isRelabeled && names.version() != 0) {
      isRelabeled = true;
      relabel();
    }
    return type;
  }

  /**
   * From now on, series are joined. This costs each look-up a little, which programs with few names
   * need not pay.
   */
  private void relabel() {
    Relabeling relabeling =
        new Relabeling() {
          @Override
          public int version() {
            return names.version();
          }

          @Override
          public List<String> relabel(List<String> labelValues) {
            String before = labelValues.get(0);
            String now = names.current(before);
            if (now.equals(before)) {
              return labelValues;
            }
            List<String> relabeled = new ArrayList<>(labelValues);
            relabeled.set(0, now);
            return Collections.unmodifiableList(relabeled);
          }
        };
    executions.relabelBy(relabeling);
    startDelay.relabelBy(relabeling);
    retries.relabelBy(relabeling);
    records.relabelBy(relabeling);
    polledRecords.relabelBy(relabeling);
    pollInterval.relabelBy(relabeling);
  }

  FrameworkTasks tasks(String framework, String taskType) {
    ConcurrentHashMap<String, FrameworkTasks> types = known.get(framework);
    if (types == null) {
      ConcurrentHashMap<String, FrameworkTasks> fresh = new ConcurrentHashMap<>();
      ConcurrentHashMap<String, FrameworkTasks> earlier = known.putIfAbsent(framework, fresh);
      types = earlier == null ? fresh : earlier;
    }
    FrameworkTasks present = types.get(taskType);
    if (present != null) {
      return present;
    }
    TaskExecutions ofType = TaskProbe.executions(taskType);
    ofType.runBy(framework, this);
    FrameworkTasks fresh =
        new FrameworkTasks(
            ofType, startDelay.bound(taskType), retries.bound(taskType), records.bound(taskType));
    if (types.mappingCount() >= ROOM) {
      return fresh;
    }
    FrameworkTasks earlier = types.putIfAbsent(taskType, fresh);
    return earlier == null ? fresh : earlier;
  }

  /** A poll has brought so many records of a topic. */
  void countPolled(String topic, int count) {
    polledRecords.series(topic).add(count);
  }

  /** So long after a poll that brought records of a topic, the next began. */
  void recordInterval(String topic, long nanos, long now) {
    pollInterval.series(topic).record(nanos, now);
  }

  /** Whether this thread runs one of these executions. */
  @Override
  public boolean test(TaskExecutions executions) {
    return FrameworkThread.isRunning(executions);
  }
}
