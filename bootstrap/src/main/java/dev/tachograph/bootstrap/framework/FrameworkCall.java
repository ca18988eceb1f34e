package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.support.Clock;
import org.jspecify.annotations.Nullable;

/** One execution of a task, from its start on a thread to the end of its work. */
final class FrameworkCall extends LayeredCall {
  final UnitKind kind;
  final FrameworkTasks tasks;

  /** The task that the thread was running before, or null. */
  final @Nullable FrameworkCall outer;

  /** How late the task began, to be told when it has ended; negative if unknown. */
  long lateNanos = -1;

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
    tasks.executions.ended(end - start, end, outcome(thrown));
    if (lateNanos >= 0) {
      tasks.startDelay.get().record(lateNanos, end);
    }
  }
}
