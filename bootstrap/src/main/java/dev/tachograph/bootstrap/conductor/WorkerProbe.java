package dev.tachograph.bootstrap.conductor;

import dev.tachograph.bootstrap.framework.FrameworkProbe;
import dev.tachograph.bootstrap.support.Clock;
import dev.tachograph.bootstrap.task.TaskProbe;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The actions of a worker: it polls for tasks, executes them and reports their results.
 *
 * <p>A method that returns a time returns {@link System#nanoTime()}, or 0 if there is nothing to
 * measure. Its counterpart takes this value.
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

  /**
   * A worker is about to execute a task.
   *
   * @param scheduledMillis when the server put the task into its queue, on the server's clock; 0 if
   *     unknown
   * @param retries how often the server has given the task out before
   * @return for {@link #executionEnded}
   */
  public static Object executionStarted(
      @Nullable String taskType, long scheduledMillis, int retries) {
    return FrameworkProbe.job("conductor", taskType, scheduledMillis, retries > 0);
  }

  public static void executionEnded(@Nullable Object execution, @Nullable Throwable thrown) {
    FrameworkProbe.ended(execution, thrown);
  }

  /**
   * The thread begins to work for a task type or workflow.
   *
   * @return what it worked for before, for {@link #subjectLeft}
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
   * @param leaseExtension whether it only extends the lease of a running task, which is no update
   * @return 0 for a lease extension and within another update, because the SDK's update methods
   *     call one another
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
   * @param taskType the caller's; null or empty if only the surrounding runner knows it
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

  /**
   * The runner requested one more slot. If the first request of a round is refused, all slots are
   * busy.
   */
  public static void slotTried(boolean free) {
    WorkerThread thread = WorkerThread.current();
    if (free) {
      thread.freeSlots++;
    } else if (thread.freeSlots == 0) {
      ConductorMetrics.current().queueFull(TaskProbe.orUnknown(thread.subject));
    }
  }

  /** The runner read the number of free slots. */
  public static void slotsCounted(int free) {
    if (free <= 0) {
      ConductorMetrics.current().queueFull(TaskProbe.orUnknown(WorkerThread.current().subject));
    }
  }

  /** The runner checked whether the worker is paused. */
  public static void pauseChecked(boolean paused) {
    if (paused) {
      ConductorMetrics.current().paused(TaskProbe.orUnknown(WorkerThread.current().subject));
    }
  }

  /** A runner polls for a task type. Called once when it begins, or again in every round. */
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
   * The SDK requested a location in external storage, as it does before every upload and download.
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
