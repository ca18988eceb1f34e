package dev.tachograph.bootstrap.executor;

import dev.tachograph.bootstrap.support.TypeLabels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Executors with a queue and worker threads, built like the JDK's ThreadPoolExecutor.
 *
 * <p>The monitor that a method takes is the result of {@link #created}, or null if the executor has
 * no field for it.
 */
public final class ThreadPoolProbe {
  /** The policy label of an executor without rejection handlers. */
  static final String NO_POLICY = "none";

  private ThreadPoolProbe() {}

  /**
   * An executor is created.
   *
   * @param maxThreads the maximum number of threads, {@link Integer#MAX_VALUE} if unlimited
   * @param hasField 1 if a field of the executor will hold the result
   * @return the monitor of the executor
   */
  public static @Nullable Object created(Object executor, int maxThreads, int hasField) {
    ExecutorMonitors monitors = ExecutorMonitors.installed();
    if (monitors == null) {
      return null;
    }
    String givenName = TaskThread.current().executorName;
    // Its threads may tell, because it may get another thread factory before its first thread.
    Object monitor = monitors.created(executor, givenName, true, maxThreads, hasField == 1);
    CriticalClasses.load();
    return monitor;
  }

  /** A task is submitted. */
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

  /**
   * A submission goes on with another object in the place of the task, as when another agent wraps
   * it. From now on the pool queues, runs, refuses or takes out the other object.
   */
  public static void replaced(
      @Nullable Object monitor, Object executor, Object task, Object other) {
    if (task != other) {
      ExecutorMonitor known = monitor(monitor, executor);
      if (known != null) {
        known.replaced(task, other);
      }
    }
  }

  /** A task with a due time is submitted. */
  public static void scheduled(@Nullable Object monitor, Object executor, @Nullable Object task) {
    ExecutorMonitor known = monitor(monitor, executor);
    if (known != null) {
      known.scheduled = true;
      submitted(known, executor, task);
    }
  }

  /** A submission ended, perhaps with a failure. */
  public static void submitEnded(
      @Nullable Object monitor,
      Object executor,
      @Nullable Object task,
      @Nullable Throwable thrown) {
    if (thrown != null && task != null) {
      TaskThread thread = TaskThread.current();
      if (thread.thrownByHandler == System.identityHashCode(thrown)) {
        // What became of the task is counted. A note that is left is of another submission of it.
        thread.thrownByHandler = 0;
        return;
      }
      ExecutorMonitor known = monitor(monitor, executor);
      TaskThread.Rejection outer = thread.rejection;
      if (known != null && (outer == null || !outer.isOpenFor(known, task))) {
        known.rejected(task, NO_POLICY, true);
      }
    }
  }

  /**
   * The rejection handler gets a task.
   *
   * @return the argument of {@link #rejectEnded}
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

  /** The rejection handler returned or threw. */
  public static void rejectEnded(
      @Nullable Object started, @Nullable Object handler, @Nullable Throwable thrown) {
    if (started == null) {
      return;
    }
    TaskThread.Rejection rejection = (TaskThread.Rejection) started;
    TaskThread thread = TaskThread.current();
    thread.rejection = rejection.outer;
    rejection.monitor.rejecting.decrementAndGet();
    if (thrown != null) {
      thread.thrownByHandler = System.identityHashCode(thrown);
    }
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

  /** The handler that lets the caller run a task begins to run it. */
  public static @Nullable Object callerStarted(Object task) {
    TaskThread thread = TaskThread.current();
    TaskThread.Rejection rejection = thread.rejection;
    if (rejection == null || rejection.task != task) {
      return null;
    }
    // Take its note now: a later note may belong to another submission of the same task.
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

  /** The code that runs before a task has ended. If it threw, the task will not run. */
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

  /** The executor has taken the task back. */
  public static void takenBack() {
    TaskThread.current().takingBack = false;
  }

  /** A task was taken out of the queue, unless it was not in it. */
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
      known.shutDown();
    }
  }

  /** A thread that will work for the executor is about to start. */
  public static void threadStarts(@Nullable Object monitor, Object executor, Thread thread) {
    ExecutorMonitor known = monitor(monitor, executor);
    if (known != null) {
      // Set the name before another event settles it without the thread.
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
   * The current thread no longer works for the executor.
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
   * A worker requests its next task. If its loop began before it was woven, this shows that the
   * previous task's run has ended without an exception.
   */
  public static void workerAsks() {
    TaskThread thread = TaskThread.current();
    if (!thread.wovenLoop) {
      endUntoldRun(thread, false);
    }
  }

  /** A worker got a task. If its loop began before it was woven, the task's run begins here. */
  public static void workerGot(Object executor, @Nullable Object task) {
    if (task != null) {
      startInOldLoop(executor, task);
    }
  }

  /**
   * A worker prepares to run a task. If the worker was waiting for the task when the executor was
   * woven, this is the first event of the run.
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

  /** A worker has run a task, or another thread has checked whether the worker is idle. */
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
   * Sets the framework's name for the executors that the current thread creates from now on.
   *
   * @return the name before, for {@link #nameGone}
   */
  public static @Nullable String nameKnown(@Nullable String name) {
    TaskThread thread = TaskThread.current();
    String outer = thread.executorName;
    thread.executorName = name == null || name.isEmpty() ? null : name;
    return outer;
  }

  /** The executors have been created. */
  public static void nameGone(@Nullable String outer) {
    TaskThread.current().executorName = outer;
  }
}
