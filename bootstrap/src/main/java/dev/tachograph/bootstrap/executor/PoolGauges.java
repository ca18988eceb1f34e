package dev.tachograph.bootstrap.executor;

import dev.tachograph.bootstrap.metrics.MomentSource;
import dev.tachograph.bootstrap.metrics.ReadingSource;
import dev.tachograph.bootstrap.metrics.Readings;
import dev.tachograph.bootstrap.metrics.RegistryReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The gauges of executors. A scrape reads them from executors that are neither shut down nor
 * excluded, and adds them up for each name and type.
 */
final class PoolGauges implements MomentSource {
  /** One family of gauges. */
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

  private final PoolAsker asker = new PoolAsker();

  /** Null while another thread is still registering the families. */
  private volatile @Nullable ExecutorMonitors monitors;

  void begin(ExecutorMonitors monitors) {
    this.monitors = monitors;
  }

  /** Looks for lost tasks, then reads the tasks of each name and type at one moment. */
  @Override
  public void read(RegistryReading reading) {
    ExecutorMonitors present = monitors;
    if (present == null) {
      return;
    }
    Map<ExecutorSeries, Pools> pools = new HashMap<>();
    List<Open> open = openPools(present);
    look(present, open);
    for (int i = 0; i < open.size(); i++) {
      ExecutorSeries series = open.get(i).monitor.seriesIfNamed();
      if (series != null) {
        Pools same = pools.get(series);
        if (same == null) {
          same = new Pools();
          pools.put(series, same);
        }
        same.add(open.get(i));
      }
    }
    for (ExecutorSeries series : present.names().allSeries()) {
      Pools same = pools.get(series);
      ExecutorMoment.of(series, same == null ? new Pools() : same, reading).keep(reading);
    }
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
    Set<ExecutorSeries> forkJoins = new HashSet<>();
    for (int i = 0; i < pools.size(); i++) {
      Open pool = pools.get(i);
      ExecutorSeries series = pool.monitor.seriesIfNamed();
      if (series == null) {
        continue;
      }
      if (kind == Kind.QUEUED && pool.executor instanceof ForkJoinPool) {
        // Its queues also contain forks, also of threads that do not belong to the pool.
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

  /** The executors of one name and type. */
  static final class Pools {
    private final List<Open> open = new ArrayList<>();

    void add(Open pool) {
      open.add(pool);
    }

    boolean isForkJoin() {
      return !open.isEmpty() && open.get(0).executor instanceof ForkJoinPool;
    }

    /** The number of tasks in their queues, or {@link PoolState#UNKNOWN}. */
    double queued() {
      double queued = PoolState.UNKNOWN;
      for (int i = 0; i < open.size(); i++) {
        double value = open.get(i).read(Kind.QUEUED);
        if (value >= 0) {
          queued = Math.max(queued, 0) + value;
        }
      }
      return queued;
    }
  }

  /** An executor that is neither shut down nor excluded. */
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
        return readDirectly(kind);
      }
      return given == null ? PoolState.UNKNOWN : given.of(kind);
    }

    private double readDirectly(Kind kind) {
      try {
        return PoolState.read(kind, executor);
      } catch (RuntimeException e) {
        // A mock of an executor does whatever a test wants.
        return PoolState.UNKNOWN;
      }
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

  /**
   * Looks for lost tasks when no scrape will come that could look again. If some seem to be lost,
   * this takes the time between two looks.
   */
  void lookForTheLastTime() {
    ExecutorMonitors present = monitors;
    if (present == null) {
      return;
    }
    look(present, openPools(present));
    if (!seemsToMissTasks(present)) {
      return;
    }
    try {
      Thread.sleep(TimeUnit.NANOSECONDS.toMillis(ExecutorMonitor.BETWEEN_LOOKS) + 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    look(present, openPools(present));
  }

  private static boolean seemsToMissTasks(ExecutorMonitors monitors) {
    List<ExecutorMonitor> all = monitors.all();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).seemsToMissTasks()) {
        return true;
      }
    }
    for (ExecutorSeries series : monitors.names().allSeries()) {
      if (series.seemsToMissTasks()) {
        return true;
      }
    }
    return false;
  }

  /** Looks for tasks that have left without passing a probe. */
  private synchronized void look(ExecutorMonitors monitors, List<Open> pools) {
    ForkJoinProbe.WITHOUT_FIELD.sweepLost();
    OwnExecutorProbe.WAITING.sweepLost();
    ThreadPerTaskProbe.BOUND.sweepLost();
    long now = System.nanoTime();
    OwnExecutorProbe.STARTS.read(now);
    for (int i = 0; i < pools.size(); i++) {
      Open pool = pools.get(i);
      long added = pool.monitor.waiting.added();
      int queued = (int) pool.read(Kind.QUEUED);
      if (queued >= 0) {
        // A pool takes its lock to count busy workers, so ask only where the answer matters.
        boolean mayHoldMore = queued == 0 && pool.monitor.waiting.size() > 0 && pool.mayHoldTasks();
        pool.monitor.look(queued, added, mayHoldMore, pool.direct, now);
      }
    }
    Set<ExecutorSeries> alive = new HashSet<>();
    Set<ExecutorSeries> ended = new HashSet<>();
    List<ExecutorMonitor> all = monitors.all();
    for (int i = 0; i < all.size(); i++) {
      ExecutorMonitor monitor = all.get(i);
      ExecutorSeries series = monitor.seriesIfNamed();
      if (monitor.executor() != null && series != null) {
        if (monitor.closed && monitor.hasWorkedOff()) {
          // A scrape no longer reads it, but its tasks are gone with its last worker.
          monitor.look(0, monitor.waiting.added(), monitor.isAdopted(), false, now);
          ended.add(series);
        } else {
          alive.add(series);
        }
      }
    }
    lookAfterTheDead(monitors, alive, ended, now);
  }

  /** Counts tasks that were lost with their executors as cancelled. */
  private static void lookAfterTheDead(
      ExecutorMonitors monitors, Set<ExecutorSeries> alive, Set<ExecutorSeries> ended, long now) {
    for (ExecutorSeries series : monitors.names().allSeries()) {
      if (alive.contains(series)) {
        series.hasExecutor();
      } else if (ended.contains(series)) {
        series.lookAtEndedExecutors(now);
      } else {
        series.lookWithoutExecutor(now);
      }
    }
  }
}
