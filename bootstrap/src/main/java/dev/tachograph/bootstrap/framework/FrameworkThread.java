package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.executor.CurrentTask;
import dev.tachograph.bootstrap.task.TaskExecutions;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** What one thread runs for frameworks now. */
final class FrameworkThread {
  private static final ThreadLocal<@Nullable FrameworkThread> CURRENT = new ThreadLocal<>();

  /** The innermost task, or null. */
  @Nullable FrameworkCall call;

  /** Null until the thread gets records of a log. */
  @Nullable FailedRecords failedRecords;

  /** The delivery whose listener has its arguments, and is called next; or null. */
  @Nullable Object bound;

  /** Whether a container polls a log for its listeners. */
  boolean isContainerPolling;

  /** The message that the thread is reading, or null. */
  @Nullable RabbitProbe read;

  /** What the thread's last listener of RabbitMQ failed with; null if it did not fail. */
  @Nullable WeakReference<Object> failedDelivery;

  /** When the task is due that this thread's timer runs next, in milliseconds; 0 if unknown. */
  long timerDueMillis;

  static FrameworkThread current() {
    FrameworkThread current = CURRENT.get();
    if (current == null) {
      current = new FrameworkThread();
      CURRENT.set(current);
    }
    return current;
  }

  /** The thread begins a task, perhaps within another. */
  FrameworkCall begin(UnitKind kind, String framework, String taskType) {
    FrameworkTasks tasks = FrameworkMetrics.current().tasks(framework, taskType);
    FrameworkCall begun = new FrameworkCall(kind, tasks, call, false);
    call = begun;
    return begun;
  }

  /** The task is all that an executor's task does, so it has waited as long as that. */
  FrameworkCall beginInExecutor(UnitKind kind, String framework, String taskType) {
    long waited = call == null ? CurrentTask.waitedNanos() : CurrentTask.UNKNOWN;
    FrameworkCall begun = begin(kind, framework, taskType);
    if (waited != CurrentTask.UNKNOWN) {
      begun.delayed(waited);
    }
    return begun;
  }

  /** This thread, if it runs a task, goes back to what it was running before. */
  static void leave(FrameworkCall call) {
    FrameworkThread current = CURRENT.get();
    if (current != null && current.call == call) {
      current.call = call.outer;
    }
  }

  /** Whether a unit of this kind would be the one that the thread is running already. */
  boolean runs(UnitKind kind) {
    return kind.isLayered && running(kind) != null;
  }

  /** Whether this thread runs one of these executions, perhaps within another task. */
  static boolean isRunning(TaskExecutions executions) {
    FrameworkThread current = CURRENT.get();
    for (FrameworkCall outer = current == null ? null : current.call;
        outer != null;
        outer = outer.outer) {
      if (outer.tasks.executions == executions) {
        return true;
      }
    }
    return false;
  }

  /** The innermost task of this kind, or null. */
  @Nullable FrameworkCall running(UnitKind kind) {
    for (FrameworkCall outer = call; outer != null; outer = outer.outer) {
      if (outer.kind == kind) {
        return outer;
      }
    }
    return null;
  }
}
