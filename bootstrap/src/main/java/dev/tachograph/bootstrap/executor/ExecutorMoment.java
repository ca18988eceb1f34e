package dev.tachograph.bootstrap.executor;

import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.RegistryReading;
import dev.tachograph.bootstrap.metrics.Timer;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers of tasks of one name and type at one moment.
 *
 * <p>Each task is in at most one of them, because they are read against the way of a task: first
 * those that have ended, then the running ones, the queued ones, and last the submitted ones. What
 * is missing are tasks that another thread moves on while they are read.
 */
final class ExecutorMoment {
  /** How often to read again if other threads went on; the best of these is taken. */
  private static final int ATTEMPTS = 8;

  private final ExecutorSeries series;
  private final Timer completed;
  private final Timer failed;
  private final Counter cancelled;
  private final List<Counter> policies;
  private final List<Counter> rejected = new ArrayList<>();
  private final long running;
  private final double queued;
  private final Counter submitted;

  /** The number of tasks that moved on during the reading. */
  private final long moved;

  private ExecutorMoment(ExecutorSeries series, PoolGauges.Pools pools, RegistryReading reading) {
    this.series = series;
    ExecutorMetrics families = series.families;
    completed = reading.copy(families.duration, series.completed);
    failed = reading.copy(families.duration, series.failed);
    cancelled = reading.copy(families.cancelled, series.cancelled);
    policies = series.rejections();
    long refused = 0;
    for (int i = 0; i < policies.size(); i++) {
      Counter copy = reading.copy(families.rejected, policies.get(i));
      rejected.add(copy);
      refused += copy.value();
    }
    long inVain = series.startsInVain.sum();
    long ended = completed.count() + failed.count();
    long started = series.starts();
    running = Math.max(0, started - ended - inVain);
    double inQueues = pools.queued();
    submitted = reading.copy(families.submitted, series.submitted);
    long waiting = submitted.value() - refused - cancelled.value() + inVain - started;
    queued = pools.isForkJoin() ? Math.max(0, waiting) : inQueues;
    long missing = queued < 0 ? 0 : Math.abs(waiting - (long) queued);
    moved = missing + series.completed.count() + series.failed.count() - ended;
  }

  /**
   * Reads them now.
   *
   * @param pools the executors of this name and type
   */
  static ExecutorMoment of(ExecutorSeries series, PoolGauges.Pools pools, RegistryReading reading) {
    ExecutorMoment best = new ExecutorMoment(series, pools, reading);
    for (int i = 1; i < ATTEMPTS && best.moved > 0; i++) {
      ExecutorMoment next = new ExecutorMoment(series, pools, reading);
      if (next.moved < best.moved) {
        best = next;
      }
    }
    return best;
  }

  /** Lets a reading expose them. */
  void keep(RegistryReading reading) {
    ExecutorMetrics families = series.families;
    reading.keep(families.duration, series.completed, completed);
    reading.keep(families.duration, series.failed, failed);
    reading.keep(families.cancelled, series.cancelled, cancelled);
    for (int i = 0; i < rejected.size(); i++) {
      reading.keep(families.rejected, policies.get(i), rejected.get(i));
    }
    reading.add(families.running, running, series.executor, series.type);
    reading.add(families.runningOfReference, running, series.executor, series.type);
    if (queued >= 0) {
      reading.add(families.queued, queued, series.executor, series.type);
    }
    reading.keep(families.submitted, series.submitted, submitted);
  }
}
