package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.support.Clock;
import org.jspecify.annotations.Nullable;

/** One execution of a task, from its start on a thread to the end of its work. */
final class FrameworkCall extends LayeredCall {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private static final long MOST_AHEAD_MILLIS = 24 * 60 * 60 * 1000;

  final UnitKind kind;
  final FrameworkTasks tasks;

  /** The task that the thread was running before, or null. */
  final @Nullable FrameworkCall outer;

  /** How late the task began, to be told when it has ended; negative if unknown. */
  private long lateNanos = -1;

  /** Whether the task is an attempt after the first, to be told when it has ended. */
  boolean isRepeated;

  /** How many records the task is a batch of, to be told when it has ended. */
  int records;

  /** Whether a listener gets what was delivered. Only the call's thread uses this. */
  boolean isTaken;

  /** Whether nobody gets what was delivered. Only the call's thread uses this. */
  boolean isDropped;

  /** Whether what the listener has returned ends the call. Only the call's thread uses this. */
  boolean endsLater;

  /** Whether it is a subscription. Who gets its items may do so while the thread subscribes. */
  private final boolean isSubscription;

  private final long start;

  FrameworkCall(
      UnitKind kind, FrameworkTasks tasks, @Nullable FrameworkCall outer, boolean isSubscription) {
    this.kind = kind;
    this.tasks = tasks;
    this.outer = outer;
    this.isSubscription = isSubscription;
    tasks.executions.started();
    this.start = Clock.now();
  }

  /**
   * The task could have started at this time.
   *
   * @param epochMillis when the trigger was due, the message was sent or the job was ready; 0 or
   *     less, or far in the future, if unknown
   */
  void due(long epochMillis) {
    long late = lateNanos(epochMillis);
    if (late >= 0) {
      delayed(late);
    }
  }

  /** As {@link #due}, of a task that may turn out to be none. So it is told in the end. */
  void dueUnlessWithdrawn(long epochMillis) {
    lateNanos = lateNanos(epochMillis);
  }

  /** The task could have started that much earlier. */
  void delayed(long nanos) {
    tasks.startDelay.get().record(Math.max(0, nanos), System.nanoTime());
  }

  /** How long ago that was, at least 0; negative if unknown. */
  private static long lateNanos(long epochMillis) {
    long late = System.currentTimeMillis() - epochMillis;
    // The clock of another machine may be ahead. What is ahead by far is in another unit.
    return epochMillis > 0 && late > -MOST_AHEAD_MILLIS ? Math.max(0, late) * NANOS_PER_MILLI : -1;
  }

  @Override
  protected void withdrawn() {
    tasks.executions.withdrawn();
  }

  @Override
  protected void ended(@Nullable Object result, @Nullable Throwable thrown) {
    long end = System.nanoTime();
    if (isSubscription) {
      // What the thread does next is not a part of this, even if it has not yet subscribed.
      FrameworkThread.leave(this);
    }
    try {
      // First, so that who sees the execution sees what is told of it.
      if (lateNanos >= 0) {
        tasks.startDelay.get().record(lateNanos, end);
      }
      FrameworkProbe.repeated(this, isRepeated);
      FrameworkProbe.records(this, records);
    } finally {
      tasks.executions.ended(end - start, end, outcome(thrown));
    }
  }
}
