package dev.tachograph.agent.cli.top;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the table says of one task type. Numbers that are not known are NaN. Immutable. */
final class TaskRow {
  private static final String EXECUTIONS = "task_execute_time_seconds";
  private static final String EXECUTION_COUNT = EXECUTIONS + "_count";
  private static final String POLLS = "task_poll_total";
  private static final String ERRORS = "task_execute_error_total";
  private static final String TASK_TYPE = "taskType";

  /** Gauges of what is under way, in the names of both catalogues. */
  private static final String[] RUNNING = {"task_in_progress", "active_workers"};

  final String taskType;
  final double rate;
  final double running;
  final double executed;
  final double failed;
  final double polls;
  final double p50;
  final double p95;
  final double p99;
  final String exception;
  private final double failedRate;

  private TaskRow(String taskType, Reading now, Reading earlier) {
    this.taskType = taskType;
    Series successes =
        Series.named(EXECUTION_COUNT).with(TASK_TYPE, taskType).with("status", "SUCCESS");
    Series failures = successes.with("status", "FAILURE");
    failed = now.count(failures);
    executed = now.count(successes) + failed;
    failedRate = now.ratePerSecond(earlier, failures);
    rate = now.ratePerSecond(earlier, successes) + failedRate;
    // Of the successful ones: the quantiles of two series cannot be put together.
    Series timer = (now.count(successes) > 0 ? successes : failures).of(EXECUTIONS);
    p50 = now.quantile(timer, "0.5");
    p95 = now.quantile(timer, "0.95");
    p99 = now.quantile(timer, "0.99");
    running = running(now, taskType);
    Series poll = Series.named(POLLS).with(TASK_TYPE, taskType);
    polls = Double.isNaN(now.value(poll)) ? Double.NaN : now.ratePerSecond(earlier, poll);
    exception = exception(now, earlier, taskType);
  }

  static List<TaskRow> of(Reading now, Reading earlier) {
    Set<String> taskTypes =
        Stream.concat(
                Stream.concat(now.seriesOf(EXECUTION_COUNT), now.seriesOf(POLLS)),
                Stream.of(RUNNING).flatMap(now::seriesOf))
            .map(series -> series.label(TASK_TYPE))
            .collect(Collectors.toCollection(TreeSet::new));
    List<TaskRow> rows = new ArrayList<>();
    for (String taskType : taskTypes) {
      rows.add(new TaskRow(taskType, now, earlier));
    }
    return rows;
  }

  /** In one catalogue, both gauges tell of the same tasks. */
  private static double running(Reading now, String taskType) {
    for (String gauge : RUNNING) {
      List<Double> values =
          now.seriesOf(gauge)
              .filter(series -> series.label(TASK_TYPE).equals(taskType))
              .map(now::value)
              .collect(Collectors.toList());
      if (!values.isEmpty()) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
      }
    }
    return Double.NaN;
  }

  /** The class that was counted since the earlier reading, or else the most frequent one. */
  private static String exception(Reading now, Reading earlier, String taskType) {
    Comparator<Series> byGain =
        Comparator.comparingDouble(series -> now.count(series) - earlier.count(series));
    return now.seriesOf(ERRORS)
        .filter(series -> series.label(TASK_TYPE).equals(taskType) && now.count(series) > 0)
        .max(byGain.thenComparingDouble(now::count).thenComparing(Series::toString))
        .map(series -> series.label("exception"))
        .orElse("");
  }

  /** The share of all executions that failed. */
  double failedShare() {
    return executed == 0 ? Double.NaN : failed / executed;
  }

  /** What hurts: failures first, then time. */
  double hurt() {
    double share = Double.isNaN(failedRate) || rate == 0 ? failedShare() : failedRate / rate;
    double busy = Double.isNaN(rate) || Double.isNaN(p50) ? 0 : rate * p50;
    return (Double.isNaN(share) ? 0 : share * 1e6) + busy;
  }

  /** In the order and by the names of the JSON output. */
  Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("taskType", taskType);
    map.put("ratePerSecond", rate);
    map.put("running", running);
    map.put("executed", executed);
    map.put("failed", failed);
    map.put("failedShare", failedShare());
    map.put("p50Seconds", p50);
    map.put("p95Seconds", p95);
    map.put("p99Seconds", p99);
    map.put("pollsPerSecond", polls);
    map.put("exception", exception);
    return map;
  }
}
