package dev.tachograph.examples.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One row for each task type, with its polls if the worker polls for tasks. */
final class TaskTable {
  private static final String EXECUTIONS = "task_execute_time_seconds";
  private static final String EXECUTION_COUNT = EXECUTIONS + "_count";
  private static final String POLLS = "task_poll_total";
  private static final String TASK_TYPE = "taskType";

  private final Scrape now;
  private final Scrape earlier;
  private final boolean polling;

  private TaskTable(Scrape now, Scrape earlier) {
    this.now = now;
    this.earlier = earlier;
    this.polling = now.seriesOf(POLLS).findAny().isPresent();
  }

  /** The table, with rates since the earlier scrape and counts since the worker began. */
  static List<String> lines(Scrape now, Scrape earlier) {
    return new TaskTable(now, earlier).lines();
  }

  private List<String> lines() {
    List<String> header =
        new ArrayList<>(
            List.of("TASK TYPE", "rate/s", "executed", "failed", "failed %", "p50", "p95", "p99"));
    if (polling) {
      header.add("polls/s");
    }
    TextTable table = new TextTable(1, header);
    for (String taskType : taskTypes()) {
      table.add(row(taskType));
    }
    return table.lines();
  }

  private Set<String> taskTypes() {
    return Stream.concat(now.seriesOf(EXECUTION_COUNT), now.seriesOf(POLLS))
        .map(series -> series.label(TASK_TYPE))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<String> row(String taskType) {
    Series successes =
        Series.named(EXECUTION_COUNT).with(TASK_TYPE, taskType).with("status", "SUCCESS");
    Series failures = successes.with("status", "FAILURE");
    double failed = now.count(failures);
    double executed = now.count(successes) + failed;
    double rate = now.ratePerSecond(earlier, successes) + now.ratePerSecond(earlier, failures);
    // Of the successful ones: the quantiles of two series cannot be put together.
    Series times = successes.of(EXECUTIONS);

    List<String> row = new ArrayList<>();
    row.add(taskType);
    row.add(TextTable.decimal(rate));
    row.add(TextTable.whole(executed));
    row.add(TextTable.whole(failed));
    row.add(TextTable.percent(failed, executed));
    row.add(TextTable.time(now.value(times.with("quantile", "0.5"))));
    row.add(TextTable.time(now.value(times.with("quantile", "0.95"))));
    row.add(TextTable.time(now.value(times.with("quantile", "0.99"))));
    if (polling) {
      Series polls = Series.named(POLLS).with(TASK_TYPE, taskType);
      row.add(TextTable.decimal(now.ratePerSecond(earlier, polls)));
    }
    return row;
  }
}
