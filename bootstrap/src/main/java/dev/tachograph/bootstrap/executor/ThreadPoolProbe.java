package dev.tachograph.bootstrap.executor;

import dev.tachograph.bootstrap.support.TypeLabels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Executors with a queue and worker threads, made like the JDK's ThreadPoolExecutor.
 *
 * <p>Where a method takes a monitor it is what {@link #created} returned, or null if the executor
 * has no place for it.
 */
public final class ThreadPoolProbe {
  /** The label of a refusal by an executor that has no rejection handlers. */
  static final String NO_POLICY = "none";

  private ThreadPoolProbe() {}

  /**
   * An executor is created.
   *
   * @param maxThreads how many threads it may have, {@link Integer#MAX_VALUE} for any number
   * @param hasField 1 if the executor holds what this returns
   * @return the monitor of the executor
   */
  public static @Nullable Object created(Object executor, int maxThreads, int hasField) {
    ExecutorMonitors monitors = ExecutorMonitors.installed();
    if (monitors == null) {
      return null;
    }
    String givenName = TaskThread.current().executorName;
    // Whatever makes its threads now, it may be given another factory before the first.
    Object monitor = monitors.created(executor, givenName, true, maxThreads, hasField == 1);
    CriticalClasses.load();
    return monitor;
  }

  /** A task is handed in. */
  public static void submitted(@Nullable Object monitor, Object executor, @Nullable Object task) {
    ExecutorMonitor known = monitor(monitor, executor);
    if (known == null || task == null) {
      return;
    }
    if (known.rejecting.get() != 0) {
      TaskThread.Rejection rejection = TaskThread.current().rejection;
      if (rejection != null
          && !rejection.callerRuns
          && rejection.monitor == known
          && rejection.task == task) {
        rejection.again = true;
        return;
      }
    }
    known.submitted(task);
  }

  /** A task with a time of its own is handed in. */
  public static void scheduled(@Nullable Object monitor, Object executor, @Nullable Object task) {
    ExecutorMonitor known = monitor(monitor, executor);
    if (known != null) {
      known.scheduled = true;
      submitted(known, executor, task);
    }
  }

  /** Handing in a task ended, with a failure perhaps. */
  public static void submitEnded(
      @Nullable Object monitor,
      Object executor,
      @Nullable Object task,
      @Nullable Throwable thrown) {
    if (thrown != null && task != null) {
      ExecutorMonitor known = monitor(monitor, executor);
      TaskThread.Rejection outer = TaskThread.current().rejection;
      if (known != null && (outer == null || !outer.isOpenFor(known, task))) {
        known.rejected(task, NO_POLICY, true);
      }
    }
  }

  /**
   * The rejection handler is given a task.
   *
   * @return to be handed to {@link #rejectEnded}
   */
  public static @Nullable Object rejectStarted(
      @Nullable Object monitor, Object executor, @Nullable Object task) {
    ExecutorMonitor known = monitor(monitor, executor);
    if (known == null || task == null) {
      return null;
    }
    TaskThread thread = TaskThread.current();
    known.rejecting.incrementAndGet();
    TaskThread.Rejection rejection = new TaskThread.Rejection(thread.rejection, known, task);
    thread.rejection = rejection;
    return rejection;
  }

  /** The rejection handler is done. */
  public static void rejectEnded(
      @Nullable Object started, @Nullable Object handler, @Nullable Throwable thrown) {
    if (started == null) {
      return;
    }
    TaskThread.Rejection rejection = (TaskThread.Rejection) started;
    TaskThread.current().rejection = rejection.outer;
    rejection.monitor.rejecting.decrementAndGet();
    if (rejection.callerRuns || (thrown == null && rejection.again)) {
      return;
    }
    TaskThread.Rejection outer = rejection.outer;
    if (thrown != null && outer != null && outer.isOpenFor(rejection.monitor, rejection.task)) {
      outer.policy = policy(handler);
      return;
    }
    boolean ownHandler =
        handler == null || handler.getClass().getName().startsWith("java.util.concurrent.");
    rejection.monitor.rejected(rejection.task, policy(handler), thrown == null && !ownHandler);
  }

  static String policy(@Nullable Object handler) {
    return handler == null ? NO_POLICY : TypeLabels.simple(handler.getClass());
  }

  /** The handler that drops the oldest waiting task has taken it out of the queue. */
  public static void oldestDropped(@Nullable Object victim) {
    TaskThread.Rejection rejection = TaskThread.current().rejection;
    if (rejection != null && victim != null) {
      rejection.monitor.cancelled(victim);
    }
  }

  /** The handler that lets the caller run a task does so. */
  public static @Nullable Object callerStarted(Object task) {
    TaskThread thread = TaskThread.current();
    TaskThread.Rejection rejection = thread.rejection;
    if (rejection == null || rejection.task != task) {
      return null;
    }
    // Its note is taken now; another one may be that of the same task, handed in once more.
    rejection.callerRuns = true;
    if (!rejection.monitor.started(task, thread)) {
      return null;
    }
    ExecutorSeries series = thread.run.series;
    if (series != null) {
      series.callerRan();
    }
    return thread;
  }

  /** A worker is about to run a task. */
  public static @Nullable Object started(@Nullable Object monitor, Object executor, Object task) {
    ExecutorMonitor known = monitor(monitor, executor);
    if (known == null) {
      return null;
    }
    TaskThread thread = TaskThread.current();
    if (known.isAdopted()) {
      known.nameByThread(Thread.currentThread());
    }
    return known.started(task, thread) ? thread : null;
  }

  /** A task that {@link #started} or {@link #callerStarted} saw has run. */
  public static void ended(@Nullable Object started, @Nullable Throwable thrown) {
    if (started != null) {
      TaskRuns.ended((TaskThread) started, thrown);
    }
  }

  /** What is done before a task failed or not; if it did, the task will not run. */
  public static void prepared(
      @Nullable Object monitor, Object executor, Object task, @Nullable Throwable thrown) {
    if (thrown != null) {
      ExecutorMonitor known = monitor(monitor, executor);
      if (known != null) {
        known.cancelled(task);
      }
    }
  }

  /** The executor takes a task back that it will then refuse. */
  public static void takingBack() {
    TaskThread.current().takingBack = true;
  }

  /** It has. */
  public static void takenBack() {
    TaskThread.current().takingBack = false;
  }

  /** A task was taken out of the queue, or was not in it. */
  public static void removed(
      @Nullable Object monitor, Object executor, @Nullable Object task, boolean removed) {
    if (removed && task != null && !TaskThread.current().takingBack) {
      ExecutorMonitor known = monitor(monitor, executor);
      if (known != null) {
        known.cancelled(task);
      }
    }
  }

  /** All cancelled futures were taken out of the queue. */
  public static void purged(@Nullable Object monitor, Object executor) {
    ExecutorMonitor known = monitor(monitor, executor);
    if (known != null) {
      known.purged();
    }
  }

  /** These tasks were taken out of the queue for good. */
  public static void drained(@Nullable Object monitor, Object executor, @Nullable List<?> tasks) {
    ExecutorMonitor known = monitor(monitor, executor);
    if (known != null && tasks != null) {
      for (int i = 0; i < tasks.size(); i++) {
        known.cancelled(tasks.get(i));
      }
    }
  }

  /** The executor is shut down. */
  public static void shutDown(@Nullable Object monitor, Object executor) {
    ExecutorMonitor known = monitor(monitor, executor);
    if (known != null) {
      known.settledSeries();
      known.closed = true;
    }
  }

  /** A thread is about to be started, which will work for the executor. */
  public static void threadStarts(@Nullable Object monitor, Object executor, Thread thread) {
    ExecutorMonitor known = monitor(monitor, executor);
    if (known != null) {
      // Before anything can happen that settles the name without it.
      known.nameByThread(thread);
    }
  }

  /** The current thread begins to work for the executor. */
  public static void workerStarted(@Nullable Object monitor, Object executor) {
    TaskThread.current().wovenLoop = true;
    ExecutorMonitor known = monitor(monitor, executor);
    if (known != null) {
      known.workerStarted(Thread.currentThread());
    }
  }

  /**
   * The current thread works no longer for the executor.
   *
   * @param abrupt whether a task's exception is the reason
   */
  public static void workerEnded(@Nullable Object monitor, Object executor, boolean abrupt) {
    TaskThread thread = TaskThread.current();
    if (!thread.wovenLoop) {
      endUntoldRun(thread, abrupt);
    }
    ExecutorMonitor known = monitor(monitor, executor);
    if (known != null) {
      known.workerEnded(abrupt);
    }
  }

  /**
   * A worker is back for another task. In a loop that began before it was woven, this is where the
   * run of the one before is known to have ended well.
   */
  public static void workerAsks() {
    TaskThread thread = TaskThread.current();
    if (!thread.wovenLoop) {
      endUntoldRun(thread, false);
    }
  }

  /** A worker got a task; in a loop that began before it was woven, its run begins here. */
  public static void workerGot(Object executor, @Nullable Object task) {
    if (task != null) {
      startInOldLoop(executor, task);
    }
  }

  /**
   * A worker prepares to run a task. If it was waiting for one when the executor was woven, this is
   * the first that is seen of it.
   */
  public static void workerPrepares(Object executor, Object task) {
    if (TaskThread.current().run.task != task) {
      startInOldLoop(executor, task);
    }
  }

  private static void startInOldLoop(Object executor, Object task) {
    TaskThread thread = TaskThread.current();
    ExecutorMonitor known = thread.wovenLoop ? null : monitor(null, executor);
    if (known != null) {
      known.nameByThread(Thread.currentThread());
      known.started(task, thread);
    }
  }

  /** A worker has run a task, or another thread has looked whether it is idle. */
  public static void workerReleased() {
    TaskThread thread = TaskThread.current();
    if (!thread.wovenLoop) {
      thread.run.end = ExecutorMonitor.now();
    }
  }

  private static void endUntoldRun(TaskThread thread, boolean threw) {
    long end = thread.run.end;
    if (end != 0) {
      thread.run.end = 0;
      TaskRuns.ended(thread, threw, end);
    }
  }

  static @Nullable ExecutorMonitor monitor(@Nullable Object monitor, Object executor) {
    if (monitor != null) {
      return (ExecutorMonitor) monitor;
    }
    ExecutorMonitors monitors = ExecutorMonitors.installed();
    return monitors == null ? null : monitors.of(executor);
  }

  /**
   * What a framework calls the executors that the current thread creates from now on.
   *
   * @return what they were called before, to be handed to {@link #nameGone}
   */
  public static @Nullable String nameKnown(@Nullable String name) {
    TaskThread thread = TaskThread.current();
    String outer = thread.executorName;
    thread.executorName = name == null || name.isEmpty() ? null : name;
    return outer;
  }

  /** The executors are created. */
  public static void nameGone(@Nullable String outer) {
    TaskThread.current().executorName = outer;
  }
}
