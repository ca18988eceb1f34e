package dev.tachograph.bootstrap.executor;

import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.Timer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** The series of all executors that share a name and a type. */
final class ExecutorSeries {
  private static final String COMPLETED = "completed";
  private static final String FAILED = "failed";

  final ExecutorMetrics families;
  final String executor;
  final String type;
  final Counter submitted;
  final Counter cancelled;
  final Counter initializedWorkers;
  final Timer wait;
  final Timer completed;
  final Timer failed;

  /** The counter of each policy; copied on write. */
  private final AtomicReference<List<Counter>> rejections =
      new AtomicReference<>(Collections.<Counter>emptyList());

  /** The missing tasks at the last look. Only exporters look. */
  private long lastMissing;

  private long lastLook;

  /** Starts without a waiting time. */
  final LongAdder startsWithoutWait = new LongAdder();

  /** Starts of tasks that were cancelled at that moment, and so did not run. */
  final LongAdder startsInVain = new LongAdder();

  ExecutorSeries(ExecutorMetrics families, String executor, String type) {
    this.families = families;
    this.executor = executor;
    this.type = type;
    this.submitted = families.submitted.series(executor, type);
    this.cancelled = families.cancelled.series(executor, type);
    this.initializedWorkers = families.initializedWorkers.series(executor, type);
    this.wait = families.wait.series(executor, type);
    this.completed = families.duration.series(executor, type, COMPLETED);
    this.failed = families.duration.series(executor, type, FAILED);
  }

  /**
   * The number of tasks that have started and not ended. It is the difference of two numbers that
   * are counted anyway; a separate counter would have to be changed by every start and every end.
   */
  long running() {
    // Ends before starts, so that no end is seen without its start.
    long ends = completed.count() + failed.count() + startsInVain.sum();
    return Math.max(0, starts() - ends);
  }

  /**
   * The number of tasks that were submitted and have neither started nor left. Used for executors
   * of which all tasks pass a probe, and whose own queues contain more than submitted tasks.
   */
  long waiting() {
    long left = rejected() + cancelled.value() - startsInVain.sum();
    long starts = starts();
    return Math.max(0, submitted.value() - left - starts);
  }

  long starts() {
    return wait.count() + startsWithoutWait.sum();
  }

  void maxWorkers(int threads) {
    families.maxWorkers.series(executor, type).add(threads);
  }

  void workerTerminated(boolean abrupt) {
    families.terminatedWorkers.series(executor, type, abrupt ? "true" : "false").increment();
  }

  void rejected(String policy) {
    Counter counter = families.rejected.series(executor, type, policy);
    for (List<Counter> known = rejections(); !known.contains(counter); known = rejections()) {
      List<Counter> more = new ArrayList<>(known);
      more.add(counter);
      rejections.compareAndSet(known, more);
    }
    counter.increment();
  }

  List<Counter> rejections() {
    return Objects.requireNonNull(rejections.get());
  }

  private long rejected() {
    List<Counter> counters = rejections();
    long rejected = 0;
    for (int i = 0; i < counters.size(); i++) {
      rejected += counters.get(i).value();
    }
    return rejected;
  }

  /**
   * Looks for tasks that were lost with their executors, when no executor has this name. If the
   * same number is missing at two looks in a row and no task runs, those tasks count as cancelled.
   */
  void lookWithoutExecutor(long nanos) {
    long missing = missing();
    if (missing <= 0 || missing != lastMissing || running() > 0) {
      lastMissing = missing;
      lastLook = nanos;
    } else if (nanos - lastLook >= ExecutorMonitor.BETWEEN_LOOKS) {
      cancelled.add(missing);
      lastMissing = 0;
    }
  }

  /**
   * Looks while executors of this name are left, and all have ended. Each tells by itself what it
   * lost. If they are collected before the next look, that look is the second one.
   */
  void lookAtEndedExecutors(long nanos) {
    long missing = missing();
    if (missing != lastMissing || running() > 0) {
      lastMissing = missing;
      lastLook = nanos;
    }
  }

  private long missing() {
    return submitted.value() - completed.count() - failed.count() - cancelled.value() - rejected();
  }

  /** Whether the next look may find that tasks were lost. */
  boolean seemsToMissTasks() {
    return lastMissing > 0 && running() == 0;
  }

  /** An executor of this name exists. */
  void hasExecutor() {
    lastMissing = 0;
  }

  void callerRan() {
    families.callerRuns.series(executor, type).increment();
  }
}
