package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.method.CallEnd;
import dev.tachograph.bootstrap.support.Clock;
import org.jspecify.annotations.Nullable;

/** One execution of a task, from its start on a thread to the end of its work. */
final class FrameworkCall extends CallEnd {
  final UnitKind kind;
  final FrameworkTasks tasks;

  /** The task that the thread was running before, or null. */
  final @Nullable FrameworkCall outer;

  /** A failure that the framework keeps to itself. */
  private volatile @Nullable Throwable kept;

  /** What handled the message when that failed, and what was in the message; null if unknown. */
  private @Nullable Object failedHandler;

  private @Nullable Object failedContent;

  /**
   * How many handlers within one another have the message now. Only the call's thread uses this.
   */
  int depth;

  /** How many of them were around the one that failed, or around one that has handled that. */
  private int failedDepth;

  /** Whether the task has failed, of whatever. */
  private volatile boolean isReported;

  /** How late the task began, to be told when it has ended; negative if unknown. */
  long lateNanos = -1;

  /** Whether the task is an attempt after the first, to be told when it has ended. */
  boolean isRepeated;

  /** How many records the task is a batch of, to be told when it has ended. */
  int records;

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

  /** The task has failed, and nothing says of what. A failure that is known counts instead. */
  void report() {
    isReported = true;
  }

  /** The framework keeps this failure to itself. The first one counts. */
  void keep(Throwable failure) {
    if (kept == null) {
      kept = failure;
    }
  }

  /**
   * As {@link #keep(Throwable)}, of a handler within the task. Whatever calls it may have it try
   * again, and then its last failure counts. A handler around one that has failed fails for both.
   */
  void keep(Throwable failure, Object handler, Object content) {
    Throwable known = kept;
    boolean isHeld = known != null && Wrappers.isOrHolds(failure, known);
    boolean isAgain = failedHandler == handler && failedContent == content;
    if (known == null || isHeld || isAgain || depth < failedDepth) {
      failedHandler = handler;
      failedContent = content;
      failedDepth = depth;
    }
    if (known == null || (isAgain && !isHeld)) {
      kept = failure;
    }
  }

  /** A handler is done with this. If it had failed with it before, that is no failure any more. */
  void done(Object handler, Object content) {
    if (failedHandler == handler && failedContent == content) {
      kept = null;
      failedHandler = null;
      failedContent = null;
      failedDepth = 0;
    } else if (depth < failedDepth) {
      failedDepth = depth;
    }
  }

  /** Whether the framework keeps a failure to itself, which may hold whatever it is about. */
  boolean keepsFailure() {
    return kept != null;
  }

  @Override
  protected void withdrawn() {
    tasks.executions.withdrawn();
  }

  @Override
  protected void ended(@Nullable Object result, @Nullable Throwable failure) {
    long end = System.nanoTime();
    failedHandler = null;
    failedContent = null;
    if (isSubscription) {
      // What the thread does next is not a part of this, even if it has not yet subscribed.
      FrameworkThread.leave(this);
    }
    // A framework may make another failure of that which it gives up.
    Throwable inner = kept;
    Throwable known =
        failure == null || (inner != null && Wrappers.isOrHolds(failure, inner)) ? inner : failure;
    if (known == null && isReported) {
      known = ReportedFailure.INSTANCE;
    }
    tasks.executions.ended(end - start, end, known == null ? null : Wrappers.cause(known));
    if (lateNanos >= 0) {
      tasks.startDelay.get().record(lateNanos, end);
    }
    FrameworkProbe.repeated(this, isRepeated);
    FrameworkProbe.records(this, records);
  }
}
