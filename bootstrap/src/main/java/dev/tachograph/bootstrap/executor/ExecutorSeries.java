package dev.tachograph.bootstrap.executor;

import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.Timer;
import java.util.concurrent.atomic.LongAdder;

/** The series of all executors that share a name and a type. */
final class ExecutorSeries {
  private static final String COMPLETED = "completed";
  private static final String FAILED = "failed";

  private final ExecutorFamilies families;
  final String executor;
  final String type;
  final Counter submitted;
  final Counter cancelled;
  final Counter initializedWorkers;
  final Timer wait;
  final Timer completed;
  final Timer failed;

  private final LongAdder rejections = new LongAdder();

  /** What was missing at the last look, which only exporters take. */
  private long lastMissing;

  private long lastLook;

  /** Starts that have no waiting time. */
  final LongAdder startsWithoutWait = new LongAdder();

  /** Starts that came to nothing because the task was cancelled in that moment. */
  final LongAdder startsInVain = new LongAdder();

  ExecutorSeries(ExecutorFamilies families, String executor, String type) {
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
   * Tasks that have started and not yet ended: the difference of two numbers that are counted
   * anyway, instead of a third that every start and every end would have to move.
   */
  long running() {
    // Ends before starts, so that no end is seen without its start.
    long ends = completed.count() + failed.count() + startsInVain.sum();
    long starts = wait.count() + startsWithoutWait.sum();
    return Math.max(0, starts - ends);
  }

  /**
   * Tasks that were handed in and have neither started nor left: where every task passes by and
   * nobody else can tell, since the executor's own queues hold more than what was handed in.
   */
  long waiting() {
    long left = rejections.sum() + cancelled.value() - startsInVain.sum();
    long starts = wait.count() + startsWithoutWait.sum();
    return Math.max(0, submitted.value() - left - starts);
  }

  void maxWorkers(int threads) {
    families.maxWorkers.series(executor, type).add(threads);
  }

  void workerTerminated(boolean abrupt) {
    families.terminatedWorkers.series(executor, type, abrupt ? "true" : "false").increment();
  }

  void rejected(String policy) {
    families.rejected.series(executor, type, policy).increment();
    rejections.increment();
  }

  /**
   * Looks for tasks that were lost with their executors, now that there is none of this name. What
   * is missing at two looks in a row, with nothing running, has gone.
   */
  void lookWithoutExecutor(long nanos) {
    long missing =
        submitted.value()
            - completed.count()
            - failed.count()
            - cancelled.value()
            - rejections.sum();
    if (missing <= 0 || missing != lastMissing || running() > 0) {
      lastMissing = missing;
      lastLook = nanos;
    } else if (nanos - lastLook >= ExecutorMonitor.BETWEEN_LOOKS) {
      cancelled.add(missing);
      lastMissing = 0;
    }
  }

  /** There is an executor of this name. */
  void hasExecutor() {
    lastMissing = 0;
  }

  void callerRan() {
    families.callerRuns.series(executor, type).increment();
  }
}
