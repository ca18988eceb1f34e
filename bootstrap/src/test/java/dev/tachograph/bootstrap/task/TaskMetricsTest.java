package dev.tachograph.bootstrap.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.bootstrap.Probes;
import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.Gauge;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Relabeling;
import dev.tachograph.bootstrap.metrics.Series;
import dev.tachograph.bootstrap.metrics.TimerPolicy;
import dev.tachograph.bootstrap.metrics.UpDownCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in progress, and who runs it, where there are as many series as there may be. */
class TaskMetricsTest {
  private static final class Quantiles implements TimerPolicy {
    @Override
    public Distribution distribution(String family) {
      return Distribution.QUANTILES;
    }

    @Override
    public double[] buckets(String family, double[] defaultBuckets) {
      return defaultBuckets;
    }
  }

  /** Joins the types that begin with {@code mail.}. */
  private static final class Mails implements Relabeling {
    @Override
    public int version() {
      return 1;
    }

    @Override
    public List<String> relabel(List<String> labelValues) {
      String type = labelValues.get(0);
      if (!type.startsWith("mail.") || type.equals("mail.{*}")) {
        return labelValues;
      }
      List<String> joined = new ArrayList<>(labelValues);
      joined.set(0, "mail.{*}");
      return joined;
    }
  }

  private static final int LIMIT = 3;

  private MetricRegistry registry;
  private TaskMetrics metrics;

  @BeforeEach
  void create() {
    Probes.prepare();
    registry = new MetricRegistry(10, LIMIT, new Quantiles());
    metrics = TaskMetrics.documented(registry);
    metrics.registerTypes(registry);
  }

  private TaskExecutions started(String taskType) {
    TaskExecutions executions = metrics.executions(taskType);
    executions.runBy("lib", any -> false);
    executions.started();
    return executions;
  }

  private void run(String taskType) {
    started(taskType).ended(1, System.nanoTime(), null);
  }

  private List<Series> series(String family) {
    List<Series> series = new ArrayList<>();
    for (MetricFamily<?> each : registry.families()) {
      if (each.name().equals(family)) {
        series.addAll(each.allSeries());
      }
    }
    return series;
  }

  /** The values of the label {@code taskType}. */
  private Set<String> types(String family) {
    Set<String> types = new TreeSet<>();
    series(family).forEach(each -> types.add(each.labelValues().get(0)));
    return types;
  }

  private Map<String, Double> inProgress() {
    Map<String, Double> values = new TreeMap<>();
    series("task_in_progress")
        .forEach(each -> values.put(each.labelValues().get(0), ((Gauge) each).value()));
    return values;
  }

  @Test
  void typesSeenAfterNamesWereJoined_keepTheirNames_ifTheDurationsHaveThem() {
    metrics.relabelBy(new Mails());
    run("mail.a");
    run("mail.b");
    run("orders");
    run("bills");
    started("bills");
    started("mail.c");
    run("late");
    started("late");

    String[] all = {"bills", "mail.{*}", "orders", "other"};
    assertThat(types("task_execute_time_seconds")).containsExactly(all);
    assertThat(types("tachograph_task_type_info")).containsExactly(all);
    assertThat(inProgress())
        .isEqualTo(Map.of("bills", 1.0, "mail.{*}", 1.0, "orders", 0.0, "other", 1.0));
  }

  @Test
  void aTypeThatIsCalledOther_doesNotTakeTheRestForItsOwn() {
    for (String type : new String[] {"a", "b", "c"}) {
      run(type);
    }
    run("other");
    started("other");
    for (int i = 0; i < 5; i++) {
      run("late");
    }
    assertThat(inProgress()).isEqualTo(Map.of("a", 0.0, "b", 0.0, "c", 0.0, "other", 1.0));
  }

  @Test
  void theCountOfStarts_doesNotFall_andHasNoneMoreThanTheTasks() {
    registry = new MetricRegistry(10, LIMIT, new Quantiles());
    TaskExecutions executions =
        TaskMetrics.canonical(registry, new double[] {1}).executions("mail");
    List<Long> starts = new ArrayList<>();
    for (boolean isNone : new boolean[] {true, true, false, true, false, false}) {
      executions.started();
      starts.add(startedMails());
      if (isNone) {
        executions.withdrawn();
      } else {
        executions.ended(1, System.nanoTime(), null);
      }
    }
    assertThat(starts).containsExactly(1L, 1L, 1L, 2L, 2L, 3L);
    assertThat(((UpDownCounter) series("active_workers").get(0)).value()).isZero();
  }

  private long startedMails() {
    return ((Counter) series("task_execution_started_total").get(0)).value();
  }
}
