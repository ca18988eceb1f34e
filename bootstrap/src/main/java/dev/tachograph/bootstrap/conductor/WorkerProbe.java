package dev.tachograph.bootstrap.conductor;

import dev.tachograph.bootstrap.support.Clock;
import dev.tachograph.bootstrap.task.TaskProbe;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a worker does: it polls for tasks, executes them and reports their results.
 *
 * <p>Methods that return a time return {@link System#nanoTime()}, or 0 where there is nothing to
 * measure; their counterpart takes it back.
 */
public final class WorkerProbe {
  private static final ConcurrentHashMap<String, PollingHistory> POLLING =
      new ConcurrentHashMap<>();

  private WorkerProbe() {}

  public static long pollStarted(@Nullable String taskType) {
    ConductorMetrics.current().pollSent(TaskProbe.orUnknown(taskType));
    return Clock.now();
  }

  public static void pollEnded(@Nullable String taskType, long start, @Nullable Throwable thrown) {
    if (start != 0) {
      long end = System.nanoTime();
      ConductorMetrics.current().polled(TaskProbe.orUnknown(taskType), end - start, end, thrown);
    }
  }

  public static long executionStarted(@Nullable String taskType) {
    return TaskProbe.started(TaskProbe.executions(taskType));
  }

  public static void executionEnded(
      @Nullable String taskType, long start, @Nullable Throwable thrown) {
    TaskProbe.ended(TaskProbe.executions(taskType), start, thrown);
  }

  /**
   * The thread begins to work for a task type or workflow.
   *
   * @return what it worked for before, to be handed to {@link #subjectLeft}
   */
  public static @Nullable String subjectEntered(@Nullable String subject) {
    WorkerThread thread = WorkerThread.current();
    String outer = thread.subject;
    thread.subject = subject;
    return outer;
  }

  public static void subjectLeft(@Nullable String outer) {
    WorkerThread.current().subject = outer;
  }

  /**
   * An attempt to report a result begins.
   *
   * @param leaseExtension whether it only says that the worker is still at it, which is no update
   * @return 0 for a lease extension and within another update, since the SDK's update methods call
   *     one another
   */
  public static long updateStarted(boolean leaseExtension) {
    WorkerThread thread = WorkerThread.current();
    if (leaseExtension || thread.updating) {
      return 0;
    }
    thread.updating = true;
    thread.payloadBytes = -1;
    return Clock.now();
  }

  /**
   * An attempt to report a result ended.
   *
   * @param taskType as the caller gave it; null or empty if only the surrounding runner knows
   */
  public static void updateEnded(
      @Nullable String taskType, long start, @Nullable Throwable thrown) {
    if (start == 0) {
      return;
    }
    long end = System.nanoTime();
    WorkerThread thread = WorkerThread.current();
    thread.updating = false;
    String type =
        taskType == null || taskType.isEmpty() ? TaskProbe.orUnknown(thread.subject) : taskType;
    ConductorMetrics metrics = ConductorMetrics.current();
    if (thread.payloadBytes >= 0) {
      metrics.resultSize(type, thread.payloadBytes);
      thread.payloadBytes = -1;
    }
    metrics.updated(type, end - start, end, thrown);
  }

  /** A round of polling begins: the runner looks for free execution slots. */
  public static void roundStarted() {
    WorkerThread.current().freeSlots = 0;
  }

  /** The runner asked for one more slot; the first refusal in a round means that all are busy. */
  public static void slotTried(boolean free) {
    WorkerThread thread = WorkerThread.current();
    if (free) {
      thread.freeSlots++;
    } else if (thread.freeSlots == 0) {
      ConductorMetrics.current().queueFull(TaskProbe.orUnknown(thread.subject));
    }
  }

  /** The runner asked how many slots are free. */
  public static void slotsCounted(int free) {
    if (free <= 0) {
      ConductorMetrics.current().queueFull(TaskProbe.orUnknown(WorkerThread.current().subject));
    }
  }

  /** The runner asked whether the worker is paused. */
  public static void pauseChecked(boolean paused) {
    if (paused) {
      ConductorMetrics.current().paused(TaskProbe.orUnknown(WorkerThread.current().subject));
    }
  }

  /** A runner polls for a task type; told once when it begins, or again with every round. */
  public static void polling(Object runner, @Nullable String taskType) {
    String type = TaskProbe.orUnknown(taskType);
    if (history(type).startedBy(System.identityHashCode(runner))) {
      ConductorMetrics.current().restarted(type);
    }
  }

  /** A runner seen by {@link #polling} was shut down, or stopped by itself. */
  public static void pollingEnded(Object runner) {
    int id = System.identityHashCode(runner);
    for (PollingHistory history : POLLING.values()) {
      history.endedBy(id);
    }
  }

  private static PollingHistory history(String taskType) {
    PollingHistory history = POLLING.get(taskType);
    if (history == null) {
      PollingHistory fresh = new PollingHistory();
      PollingHistory earlier = POLLING.putIfAbsent(taskType, fresh);
      history = earlier == null ? fresh : earlier;
    }
    return history;
  }

  /** A worker thread died. */
  public static void uncaught(@Nullable Throwable failure) {
    if (failure != null) {
      ConductorMetrics.current().uncaught(failure);
    }
  }

  /**
   * A location in external storage was handed out, which precedes every upload and download.
   *
   * @param operation name of the operation, {@code READ} or {@code WRITE}
   * @param payloadType name of the payload type, such as {@code TASK_INPUT}
   */
  public static void externalPayload(String operation, String payloadType) {
    String subject = TaskProbe.orUnknown(WorkerThread.current().subject);
    String kind = payloadType.endsWith("INPUT") ? "input" : "output";
    ConductorMetrics.current().externalPayload(subject, operation, kind);
  }
}
