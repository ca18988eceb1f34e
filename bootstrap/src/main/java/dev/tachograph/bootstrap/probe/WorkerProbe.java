package dev.tachograph.bootstrap.probe;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a worker does: it polls for tasks, executes them and reports their results.
 *
 * <p>Methods that return a time return {@link System#nanoTime()}, or 0 where there is nothing to
 * measure; their counterpart takes it back.
 */
public final class WorkerProbe {
  /** The label where the SDK was used in a way that does not tell the task type. */
  static final String UNKNOWN = "unknown";

  private static final ConcurrentHashMap<String, PollingHistory> POLLING =
      new ConcurrentHashMap<>();

  private WorkerProbe() {}

  /** A clock reading that is never 0, the mark for "not measured". */
  static long now() {
    long now = System.nanoTime();
    return now == 0 ? 1 : now;
  }

  private static String orUnknown(@Nullable String name) {
    return name == null || name.isEmpty() ? UNKNOWN : name;
  }

  public static long pollStarted(@Nullable String taskType) {
    Probes.catalogue().pollSent(orUnknown(taskType));
    return now();
  }

  public static void pollEnded(@Nullable String taskType, long start, @Nullable Throwable thrown) {
    if (start != 0) {
      long end = System.nanoTime();
      Probes.catalogue().polled(orUnknown(taskType), end - start, end, thrown);
    }
  }

  public static long executionStarted(@Nullable String taskType) {
    return executionStarted(executions(taskType));
  }

  public static void executionEnded(
      @Nullable String taskType, long start, @Nullable Throwable thrown) {
    if (start != 0) {
      long end = System.nanoTime();
      executions(taskType).ended(end - start, end, thrown);
    }
  }

  static TaskExecutions executions(@Nullable String taskType) {
    return Probes.catalogue().executions(orUnknown(taskType));
  }

  static long executionStarted(TaskExecutions executions) {
    executions.started();
    return now();
  }

  static void executionEnded(TaskExecutions executions, long start, @Nullable Throwable thrown) {
    if (start != 0) {
      long end = System.nanoTime();
      executions.ended(end - start, end, thrown);
    }
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
    return now();
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
    String type = taskType == null || taskType.isEmpty() ? orUnknown(thread.subject) : taskType;
    Catalogue catalogue = Probes.catalogue();
    if (thread.payloadBytes >= 0) {
      catalogue.resultSize(type, thread.payloadBytes);
      thread.payloadBytes = -1;
    }
    catalogue.updated(type, end - start, end, thrown);
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
      Probes.catalogue().queueFull(orUnknown(thread.subject));
    }
  }

  /** The runner asked how many slots are free. */
  public static void slotsCounted(int free) {
    if (free <= 0) {
      Probes.catalogue().queueFull(orUnknown(WorkerThread.current().subject));
    }
  }

  /** The runner asked whether the worker is paused. */
  public static void pauseChecked(boolean paused) {
    if (paused) {
      Probes.catalogue().paused(orUnknown(WorkerThread.current().subject));
    }
  }

  /** A runner polls for a task type; told once when it begins, or again with every round. */
  public static void polling(Object runner, @Nullable String taskType) {
    String type = orUnknown(taskType);
    if (history(type).startedBy(System.identityHashCode(runner))) {
      Probes.catalogue().restarted(type);
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
      Probes.catalogue().uncaught(failure);
    }
  }

  /**
   * A location in external storage was handed out, which precedes every upload and download.
   *
   * @param operation name of the operation, {@code READ} or {@code WRITE}
   * @param payloadType name of the payload type, such as {@code TASK_INPUT}
   */
  public static void externalPayload(String operation, String payloadType) {
    String subject = orUnknown(WorkerThread.current().subject);
    String kind = payloadType.endsWith("INPUT") ? "input" : "output";
    Probes.catalogue().externalPayload(subject, operation, kind);
  }
}
