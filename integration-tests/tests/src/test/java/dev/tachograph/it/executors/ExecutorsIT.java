package dev.tachograph.it.executors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Sample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JDK's executors: what becomes of every task, exactly, and what the pools look like. */
class ExecutorsIT {
  private static final String POOL = "java.util.concurrent.ThreadPoolExecutor";
  private static final String MAX_WORKERS = "java_executor_max_workers_total";
  private static final String WORKERS = "java_executor_initialized_workers_total";
  private static final String TERMINATED = "java_executor_workers_terminated_total";
  private static final String RUNNING = "java_executor_running_tasks";
  private static final String WAIT = "java_executor_task_wait_seconds";
  private static final String REJECTED = "java_executor_rejected_tasks_total";
  private static final String CALLER_RUNS = "java_executor_caller_runs_total";

  static List<ExecutorRun> runs() {
    return ExecutorRun.all();
  }

  private static TaskCounts submitted(long tasks) {
    return TaskCounts.submitted(tasks);
  }

  private static Map<String, TaskCounts> expected(ExecutorRun run) {
    Map<String, TaskCounts> expected = new TreeMap<>();
    expected.put("same-name", submitted(6).completed(6));
    expected.put("later-factory-reader", submitted(1).completed(1));
    expected.put("lazy-growth", submitted(2).completed(2));
    expected.put("single", submitted(1).completed(1));
    expected.put("cached", submitted(1).completed(1));
    expected.put("thread-factory", submitted(10).completed(5).failed(5));
    expected.put("after-shutdown", submitted(2).completed(1).rejected(1));
    expected.put("invoke-all", submitted(7).completed(7));
    expected.put("completion-service", submitted(5).completed(4).failed(1));
    for (String kind : List.of("cancelled", "scheduled", "forked")) {
      expected.put("completion-service-" + kind, submitted(5).completed(2).failed(1).cancelled(2));
    }
    expected.put("futures-in-turn", submitted(1).completed(1));
    expected.put("future-within", submitted(4).completed(4));
    expected.put("odd-futures", submitted(3).completed(3));
    expected.put("held-back", submitted(3).completed(3));
    expected.put("same-task", submitted(7).completed(6).cancelled(1));
    expected.put("again-and-again", submitted(20).completed(20));
    expected.put("priority", submitted(301).completed(301));
    expected.put("by-hand", submitted(3).completed(3));
    expected.put("wait", submitted(2).completed(2));
    expected.put("blocked", submitted(5).completed(5));
    expected.put("failing", submitted(6).completed(1).failed(5));
    expected.put("errors", submitted(4).failed(4));
    expected.put("interrupted", submitted(2).completed(1).failed(1));
    expected.put("hooks", submitted(3).completed(1).failed(2));
    expected.put("throwing-hooks", submitted(4).completed(3).cancelled(1));
    expected.put("cancelled", submitted(2).completed(1).cancelled(1));
    expected.put("taken-out", submitted(5).completed(2).cancelled(3));
    expected.put("shutdown-now", submitted(5).completed(1).cancelled(4));
    expected.put("cleared", submitted(10).completed(1).cancelled(9));

    expected.put("abort", submitted(7).completed(2).rejected(5));
    expected.put("caller-runs", submitted(7).completed(5).failed(2));
    expected.put("caller-runs-same", submitted(7).completed(7));
    expected.put("abort-same", submitted(6).completed(3).rejected(3));
    expected.put("caller-runs-same-failing", submitted(6).completed(1).failed(5));
    expected.put("caller-of-cancelled", submitted(1).completed(1));
    expected.put("called-in-vain", submitted(3).completed(2).cancelled(1));
    expected.put("caller-may-not-run", submitted(3).completed(1).cancelled(1).rejected(1));
    expected.put("discard", submitted(7).completed(2).rejected(5));
    expected.put("discard-oldest", submitted(7).completed(2).cancelled(5));
    expected.put("handler-throws", submitted(5).completed(2).rejected(3));
    expected.put("handler-ignores", submitted(5).completed(2).rejected(3));
    expected.put("handler-anonymous", submitted(5).completed(2).rejected(3));
    // What an application's own handler does with a task is nobody else's to know.
    expected.put("handler-runs", submitted(5).completed(2).rejected(3));
    expected.put("handler-drops", submitted(5).completed(2).cancelled(3));
    expected.put("handler-hands-over", submitted(4).completed(2).rejected(2));
    expected.put("handed-over", submitted(2).completed(2));
    expected.put("shut-down-meanwhile", submitted(2).completed(1).rejected(1));

    expected.put("lateness", submitted(2).completed(2));
    expected.put("fixed-rate", submitted(5).completed(5));
    expected.put("fixed-delay", submitted(5).completed(5));
    expected.put("periodic-fails", submitted(4).completed(3).failed(1));
    expected.put("delayed-dropped", submitted(4).completed(1).cancelled(3));
    expected.put("periodic-shut-down", submitted(2).cancelled(2));
    expected.put("scheduled-now", submitted(4).cancelled(4));
    expected.put("scheduled-late", submitted(2).completed(1).rejected(1));
    expected.put("scheduled-removed", submitted(5).completed(2).cancelled(3));

    expected.put("forks", submitted(3).completed(3));
    expected.put("fork-join", submitted(16).completed(14).failed(2));
    expected.put("fork-join-cancelled", submitted(4).completed(2).cancelled(2));
    expected.put("fork-join-now", submitted(4).completed(1).cancelled(3));
    expected.put("open-forks", submitted(8).completed(3).cancelled(5));
    expected.put("fork-join-late", submitted(3).completed(1).rejected(2));
    expected.put("fork-join-again", submitted(3).completed(3));
    expected.put("stages", submitted(12).completed(7).failed(5));
    expected.put("fork-join-stages", submitted(12).completed(7).failed(5));
    expected.put("scheduled-stages", submitted(12).completed(7).failed(5));
    expected.put("decorated-stages", submitted(12).completed(7).failed(5));
    expected.put("stage-done-before", submitted(4).completed(1).cancelled(3));
    if (run.jdk.feature() >= 21) {
      expected.put("com.acme.executors.PerTask.addTo", submitted(100).completed(100));
      expected.put("per-task", submitted(11).completed(8).failed(3));
      expected.put("per-task-ended", submitted(3).completed(1).rejected(2));
    }
    // Three that were handed in, and eleven stages that chose it; what a parallel stream forks is
    // none.
    expected.put("commonPool", submitted(14).completed(12).failed(2));
    return expected;
  }

  @ParameterizedTest
  @MethodSource("runs")
  void everyTask_isCountedAsWhatBecameOfIt(ExecutorRun run) {
    Map<String, TaskCounts> expected = expected(run);
    SoftAssertions all = new SoftAssertions();
    expected.forEach(
        (executor, tasks) -> all.assertThat(run.tasks(executor)).as(executor).isEqualTo(tasks));
    all.assertAll();
    assertThat(expected.values()).allMatch(TaskCounts::isBalanced);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void everyExecutor_isInBalanceAtRest_andRunsNothing(ExecutorRun run) {
    for (String executor :
        run.resting.labelValues("java_executor_submitted_tasks_total", "executor")) {
      assertThat(run.tasks(executor)).as(executor).matches(TaskCounts::isBalanced);
      assertThat(run.resting.count(RUNNING, "executor", executor)).as(executor).isZero();
    }
    assertThat(run.resting.count("tachograph_probe_errors_total")).isZero();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void poolsOfOneName_areOneSeries_withTheSumOfTheirLimits(ExecutorRun run) {
    assertThat(run.resting.samples("java_executor_submitted_tasks_total", "executor", "same-name"))
        .hasSize(1);
    assertThat(run.resting.value(MAX_WORKERS, "executor", "same-name")).isEqualTo(5);
    assertThat(run.resting.value(MAX_WORKERS, "executor", "com.acme.executors.ThreadPools.unnamed"))
        .isEqualTo(5);
    assertThat(run.resting.samples(MAX_WORKERS, "executor", "cached")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void theTypeIsThatOfThePool_notOfWhatDelegatesToIt(ExecutorRun run) {
    for (String executor : List.of("single", "cached", "same-name")) {
      assertThat(
              run.resting
                  .samples("java_executor_submitted_tasks_total", "executor", executor)
                  .get(0)
                  .label("executor_type"))
          .isEqualTo(POOL);
    }
    assertThat(run.resting.familyNames().stream().filter(name -> name.startsWith("java_executor_")))
        .allSatisfy(
            family ->
                assertThat(run.resting.family(family).labelNames())
                    .contains("executor", "executor_type")
                    .doesNotContain("exporter", "exporter_id"));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void workersCountWhenTheyStart(ExecutorRun run) {
    assertThat(run.resting.value(WORKERS, "executor", "lazy-growth")).isEqualTo(2);
    assertThat(run.resting.value(WORKERS, "executor", "same-name")).isEqualTo(5);
    assertThat(run.resting.count(TERMINATED, "executor", "same-name", "abrupt", "false"))
        .isEqualTo(5);
    assertThat(run.resting.count(TERMINATED, "executor", "errors", "abrupt", "true")).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void aThreadFactory_isCalledOnceForEachWorker(ExecutorRun run) {
    assertThat(run.resting.count(WORKERS, "executor", "thread-factory"))
        .isEqualTo(run.fact("thread-factory.calls"));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void invokeAny_countsEveryTaskThatItHandsIn(ExecutorRun run) {
    TaskCounts tasks = run.tasks("invoke-any");
    // It cancels those that come too late within what it has handed in.
    assertThat(tasks.completed() + tasks.failed()).isEqualTo(run.fact("invoke-any.called"));
    assertThat(tasks.submitted()).isBetween(3L, 4L);
    assertThat(tasks).matches(TaskCounts::isBalanced);
  }

  /** The program reads the clock before and after the agent does, however long that takes. */
  private static void assertWaitIsWithinWhatTheProgramSaw(ExecutorRun run, String executor) {
    assertThat(run.resting.count(WAIT + "_count", "executor", executor)).isEqualTo(2);
    assertThat(run.resting.value(WAIT + "_sum", "executor", executor) * 1e9)
        .isBetween(
            (double) run.fact(executor + ".at-least"), (double) run.fact(executor + ".at-most"));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void theWait_isFromHandingInToTheStart(ExecutorRun run) {
    assertWaitIsWithinWhatTheProgramSaw(run, "wait");
  }

  @ParameterizedTest
  @MethodSource("runs")
  void theWaitOfAScheduledTask_isItsLateness(ExecutorRun run) {
    assertWaitIsWithinWhatTheProgramSaw(run, "lateness");
  }

  @ParameterizedTest
  @MethodSource("runs")
  void aTaskThatDoesNotRun_hasNoWait(ExecutorRun run) {
    for (String executor :
        List.of("cancelled", "taken-out", "shutdown-now", "abort", "discard", "discard-oldest")) {
      TaskCounts tasks = run.tasks(executor);
      assertThat(run.resting.count(WAIT + "_count", "executor", executor))
          .as(executor)
          .isEqualTo(tasks.completed() + tasks.failed());
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void gauges_showAPoolAsItIs(ExecutorRun run) {
    Map<String, Double> gauges = new TreeMap<>();
    for (Sample sample : gaugesOf(run, "blocked")) {
      gauges.put(sample.name().substring("java_executor_".length()), sample.value());
    }
    assertThat(gauges)
        .isEqualTo(
            Map.of(
                "running_tasks", 3.0,
                "queued_tasks", 2.0,
                "queue_remaining_capacity", 3.0,
                "pool_threads", 3.0,
                "pool_core_threads", 3.0,
                "pool_max_threads", 4.0));
    assertThat(run.working.samples("java_executor_queue_remaining_capacity"))
        .noneMatch(sample -> sample.label("executor").equals("lazy-growth"));
  }

  private static List<Sample> gaugesOf(ExecutorRun run, String executor) {
    return List.of(
            "running_tasks",
            "queued_tasks",
            "queue_remaining_capacity",
            "pool_threads",
            "pool_core_threads",
            "pool_max_threads")
        .stream()
        .flatMap(
            gauge -> run.working.samples("java_executor_" + gauge, "executor", executor).stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void shutdown_endsTheGaugesOfThePool_andLeavesTheCounters(ExecutorRun run) {
    assertThat(run.working.samples("java_executor_pool_threads", "executor", "lazy-growth"))
        .hasSize(1);
    for (String gauge : List.of("pool_threads", "pool_core_threads", "queued_tasks")) {
      assertThat(run.resting.samples("java_executor_" + gauge, "executor", "lazy-growth"))
          .isEmpty();
    }
    assertThat(run.tasks("lazy-growth")).isEqualTo(TaskCounts.of(run.working, "lazy-growth"));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void refusals_haveTheNameOfTheHandler(ExecutorRun run) {
    assertThat(run.resting.count(REJECTED, "executor", "abort", "policy", "AbortPolicy"))
        .isEqualTo(run.fact("abort.refused"));
    assertThat(run.resting.count(REJECTED, "executor", "discard", "policy", "DiscardPolicy"))
        .isEqualTo(5);
    assertThat(run.resting.count(REJECTED, "executor", "fork-join-late", "policy", "none"))
        .isEqualTo(run.fact("fork-join-late.refused"));
    assertThat(
            run.resting.count(
                REJECTED, "executor", "handler-ignores", "policy", "Rejections$$Lambda"))
        .isEqualTo(3);
    assertThat(
            run.resting.count(REJECTED, "executor", "handler-anonymous", "policy", "Rejections$1"))
        .isEqualTo(3);
    assertThat(run.resting.count(CALLER_RUNS, "executor", "caller-runs")).isEqualTo(5);
  }

  /** A task that a handler queues is refused first, unless a worker has it before that is known. */
  @ParameterizedTest
  @MethodSource("runs")
  void aRefusedTaskThatRunsAfterAll_isInBalance(ExecutorRun run) {
    TaskCounts tasks = run.tasks("handler-queues");
    assertThat(tasks).isIn(submitted(3).completed(3), submitted(4).completed(3).rejected(1));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void theProgram_seesWhatItWouldHaveSeen(ExecutorRun run) {
    assertThat(run.exited.exitCode()).isZero();
    assertThat(run.fact("errors.stack-overflow")).isEqualTo(1);
    assertThat(run.fact("caller-runs.thrown")).isEqualTo(1);
    assertThat(run.fact("no-thread.thrown")).isEqualTo(1);
    assertThat(run.fact("after-shutdown.refused")).isEqualTo(1);
    assertThat(run.fact("scheduled-late.refused")).isEqualTo(1);
    assertThat(run.fact("scheduled-now.dropped")).isEqualTo(4);
    assertThat(run.fact("periodic-fails.thrown")).isEqualTo(1);
  }
}
