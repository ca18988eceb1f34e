package dev.tachograph.bootstrap.metrics;

import dev.tachograph.bootstrap.metrics.mapped.Layout;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * A timer that also knows how its pieces of work came out.
 *
 * <p>A piece of work costs two records only: its begin, which most threads count for themselves,
 * and its duration. The other numbers follow:
 *
 * <ul>
 *   <li>in progress = begun - ended
 *   <li>succeeded = ended - failed - durations without an outcome + successes without a duration
 * </ul>
 *
 * <p>Both are exact when nothing is under way. While threads record, the number of successes may be
 * read too low, but <b>it never falls</b>, because it is the highest that any reading found. It is
 * never too high: a failure is counted before its duration, and a reading takes them in the
 * opposite order.
 */
public final class OutcomeTimer extends Timer {
  private final BegunCount begun;
  private final LongAdder failed;
  private final LongAdder withoutOutcome;
  private final LongAdder withoutDuration;
  private final LongAdder repeated;

  /** The highest number of successes that was read. */
  private final AtomicLong succeeded = new AtomicLong();

  OutcomeTimer(
      List<String> labelValues,
      CellSource cells,
      Distribution distribution,
      int windowSize,
      long[] boundsNanos) {
    super(labelValues, cells, distribution, windowSize, boundsNanos);
    begun = new BegunCount(cells.adder(Layout.BEGUN), cells.isInFile());
    failed = cells.adder(Layout.FAILED);
    withoutOutcome = cells.adder(Layout.WITHOUT_OUTCOME);
    withoutDuration = cells.adder(Layout.WITHOUT_DURATION);
    repeated = cells.adder(Layout.REPEATED);
  }

  /** A piece of work begins. */
  public void begin() {
    begun.increment();
  }

  /** A piece of work that began here will end under other labels, or is no piece of work. */
  public void withdraw() {
    begun.withdraw();
  }

  /**
   * A piece of work that began here ended well.
   *
   * @param durationNanos nanoseconds; a negative duration counts as 0
   * @param endNanos {@link System#nanoTime()} at completion
   */
  public void succeed(long durationNanos, long endNanos) {
    record(durationNanos, endNanos);
  }

  /**
   * A piece of work that began here failed.
   *
   * @param durationNanos nanoseconds; a negative duration counts as 0
   * @param endNanos {@link System#nanoTime()} at completion
   */
  public void fail(long durationNanos, long endNanos) {
    failed.increment();
    record(durationNanos, endNanos);
  }

  /** Records a duration of which nothing else is known; it neither began here nor succeeded. */
  public void recordAlone(long durationNanos, long endNanos) {
    begin();
    withoutOutcome.increment();
    record(durationNanos, endNanos);
  }

  /** Counts a success of unknown duration. */
  public void succeedAlone() {
    withoutDuration.increment();
  }

  /** Counts an attempt after the first. */
  public void repeat() {
    repeated.increment();
  }

  /** Counts attempts after the first. */
  public void repeat(long attempts) {
    repeated.add(attempts);
  }

  /** The number of pieces of work that have begun and not ended. */
  public long inProgress() {
    long ended = count();
    return begun.sum() - ended;
  }

  /** The number of successes; it never falls. */
  public long successes() {
    long alone = withoutDuration.sum();
    long ended = count();
    long now = ended - failed.sum() - withoutOutcome.sum() + alone;
    long highest = succeeded.get();
    while (now > highest && !succeeded.compareAndSet(highest, now)) {
      highest = succeeded.get();
    }
    return Math.max(now, highest);
  }

  /** The number of attempts after the first. */
  public long repetitions() {
    return repeated.sum();
  }

  /** Adds the contents of others to this new timer, which no other thread knows yet. */
  void addOutcomes(List<OutcomeTimer> others) {
    for (OutcomeTimer other : others) {
      begun.add(other.begun.sum());
      failed.add(other.failed.sum());
      withoutOutcome.add(other.withoutOutcome.sum());
      withoutDuration.add(other.withoutDuration.sum());
      repeated.add(other.repeated.sum());
    }
  }
}
