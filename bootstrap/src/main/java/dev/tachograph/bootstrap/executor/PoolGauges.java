package dev.tachograph.bootstrap.executor;

import dev.tachograph.bootstrap.metrics.ReadingSource;
import dev.tachograph.bootstrap.metrics.Readings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * What executors look like at the moment: asked for at a scrape, of those that are neither shut
 * down nor left alone, and added up over those of one name and type.
 */
final class PoolGauges {
  /** A family of gauges. */
  enum Kind {
    QUEUED(
        "java_executor_queued_tasks",
        "Tasks in the queue now; of a fork-join pool those handed in, without forks."),
    REMAINING_CAPACITY(
        "java_executor_queue_remaining_capacity",
        "Tasks that still fit into the queue; not there for a queue without limit."),
    RUNNING("java_executor_running_tasks", "Tasks that have started and not yet ended."),
    THREADS("java_executor_pool_threads", "Worker threads there are now."),
    CORE_THREADS(
        "java_executor_pool_core_threads",
        "Worker threads that are kept even if idle; of a fork-join pool its parallelism."),
    MAX_THREADS(
        "java_executor_pool_max_threads",
        "Worker threads there may be; not there for a pool without limit.");

    final String family;
    final String help;

    Kind(String family, String help) {
      this.family = family;
      this.help = help;
    }
  }

  /** The family that is read first: see {@link ExecutorFamilies}. */
  static final Kind FIRST = Kind.MAX_THREADS;

  private final PoolAsker asker = new PoolAsker();

  /** Null while another thread is still registering the families. */
  private volatile @Nullable ExecutorMonitors monitors;

  void begin(ExecutorMonitors monitors) {
    this.monitors = monitors;
  }

  ReadingSource source(Kind kind) {
    return new ReadingSource() {
      @Override
      public void read(Readings readings) {
        ExecutorMonitors present = monitors;
        if (present != null) {
          PoolGauges.this.read(kind, present, readings);
        }
      }
    };
  }

  private void read(Kind kind, ExecutorMonitors monitors, Readings readings) {
    if (kind == Kind.RUNNING) {
      for (ExecutorSeries series : monitors.names().allSeries()) {
        readings.add(series.running(), series.executor, series.type);
      }
      return;
    }
    List<Open> pools = openPools(monitors);
    if (kind == FIRST) {
      look(monitors, pools);
    }
    Set<ExecutorSeries> forkJoins = new HashSet<>();
    for (int i = 0; i < pools.size(); i++) {
      Open pool = pools.get(i);
      ExecutorSeries series = pool.monitor.seriesIfNamed();
      if (series == null) {
        continue;
      }
      if (kind == Kind.QUEUED && pool.executor instanceof ForkJoinPool) {
        // What it has in its queues are forks, too, of threads that are not its own.
        if (forkJoins.add(series)) {
          readings.add(series.waiting(), series.executor, series.type);
        }
        continue;
      }
      double value = pool.read(kind);
      if (value >= 0) {
        readings.add(value, series.executor, series.type);
      }
    }
  }

  /** An executor that may be asked: it is neither shut down nor left alone. */
  private static final class Open {
    final ExecutorMonitor monitor;
    final Object executor;
    final boolean direct;
    PoolAsker.@Nullable Answers answers;

    Open(ExecutorMonitor monitor, Object executor) {
      this.monitor = monitor;
      this.executor = executor;
      this.direct = PoolState.isOfJdk(executor);
    }

    double read(Kind kind) {
      PoolAsker.Answers given = answers;
      int workers = monitor.workers.get();
      if (kind == Kind.THREADS && workers > 0 && !monitor.isAdopted()) {
        return workers;
      }
      if (direct) {
        return PoolState.read(kind, executor);
      }
      return given == null ? PoolState.UNKNOWN : given.of(kind);
    }

    boolean mayHoldTasks() {
      PoolAsker.Answers given = answers;
      return direct ? PoolState.mayHoldTasks(executor) : given == null || given.mayHoldTasks;
    }
  }

  private List<Open> openPools(ExecutorMonitors monitors) {
    List<Open> pools = new ArrayList<>();
    List<Object> toAsk = new ArrayList<>();
    List<ExecutorMonitor> all = monitors.all();
    for (int i = 0; i < all.size(); i++) {
      ExecutorMonitor monitor = all.get(i);
      Object executor = monitor.executor();
      if (executor != null && !monitor.closed && !monitor.isExcluded()) {
        Open pool = new Open(monitor, executor);
        pools.add(pool);
        if (!pool.direct) {
          toAsk.add(executor);
        }
      }
    }
    Map<Object, PoolAsker.Answers> answers = asker.ask(toAsk);
    for (int i = 0; i < pools.size(); i++) {
      pools.get(i).answers = answers.get(pools.get(i).executor);
    }
    return pools;
  }

  /** Looks for tasks that have left without anybody having seen it. */
  private synchronized void look(ExecutorMonitors monitors, List<Open> pools) {
    ForkJoinProbe.WITHOUT_FIELD.sweepLost();
    OwnExecutorProbe.WAITING.sweepLost();
    ThreadPerTaskProbe.BOUND.sweepLost();
    long now = System.nanoTime();
    for (int i = 0; i < pools.size(); i++) {
      Open pool = pools.get(i);
      int queued = (int) pool.read(Kind.QUEUED);
      if (queued >= 0) {
        // To ask a pool for its busy workers takes its lock, so only where the answer matters.
        boolean mayHoldMore = queued == 0 && pool.monitor.waiting.size() > 0 && pool.mayHoldTasks();
        pool.monitor.look(queued, mayHoldMore, pool.direct, now);
      }
    }
    Set<ExecutorSeries> alive = new HashSet<>();
    List<ExecutorMonitor> all = monitors.all();
    for (int i = 0; i < all.size(); i++) {
      ExecutorMonitor monitor = all.get(i);
      ExecutorSeries series = monitor.seriesIfNamed();
      if (monitor.executor() != null && series != null) {
        alive.add(series);
        if (monitor.closed && monitor.hasWorkedOff()) {
          // It is not asked any more, but with its last worker has gone what it was handed.
          monitor.look(0, monitor.isAdopted(), false, now);
        }
      }
    }
    lookAfterTheDead(monitors, alive, now);
  }

  /** Tasks that were lost with their executors count as cancelled. */
  private static void lookAfterTheDead(
      ExecutorMonitors monitors, Set<ExecutorSeries> alive, long now) {
    for (ExecutorSeries series : monitors.names().allSeries()) {
      if (alive.contains(series)) {
        series.hasExecutor();
      } else {
        series.lookWithoutExecutor(now);
      }
    }
  }
}
