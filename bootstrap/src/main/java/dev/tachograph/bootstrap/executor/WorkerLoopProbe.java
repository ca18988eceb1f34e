package dev.tachograph.bootstrap.executor;

import org.jspecify.annotations.Nullable;

/**
 * Executors whose workers run more than what was handed in, such as event loops, and in code that
 * does not know the executor: it is the one that the thread works for.
 *
 * <p>What was not handed in is not measured, nor is what an executor hands in to itself as a part
 * of its own work.
 */
public final class WorkerLoopProbe {
  private WorkerLoopProbe() {}

  /**
   * An executor is created.
   *
   * @param maxThreads how many threads it may have, {@link Integer#MAX_VALUE} for any number
   * @param hasField 1 if the executor holds what this returns
   * @return the monitor of the executor
   */
  public static @Nullable Object created(Object executor, int maxThreads, int hasField) {
    ExecutorMonitors monitors = ExecutorMonitors.installed();
    String givenName = TaskThread.current().executorName;
    return monitors == null
        ? null
        : monitors.created(executor, givenName, true, maxThreads, hasField == 1);
  }

  /** An executor that may have been shut down is started. */
  public static void opened(@Nullable Object monitor, Object executor, int maxThreads) {
    ExecutorMonitor known = ThreadPoolProbe.monitor(monitor, executor);
    if (known != null) {
      known.closed = false;
      if (known.seriesIfNamed() == null) {
        known.maxWorkers(maxThreads);
      }
    }
  }

  /** What is handed in from now on is the executor's own work. */
  public static void ownWorkStarted() {
    TaskThread.current().ownWork++;
  }

  /** That is over. */
  public static void ownWorkEnded() {
    TaskThread.current().ownWork--;
  }

  /** A task is handed in. */
  public static void submitted(@Nullable Object monitor, Object executor, @Nullable Object task) {
    ExecutorMonitor known = ThreadPoolProbe.monitor(monitor, executor);
    if (known != null && task != null && TaskThread.current().ownWork == 0) {
      known.submitted(task);
    }
  }

  /** Handing in a task ended, with a failure perhaps. */
  public static void submitEnded(
      @Nullable Object monitor,
      Object executor,
      @Nullable Object task,
      @Nullable Throwable thrown) {
    if (thrown != null && task != null && TaskThread.current().ownWork == 0) {
      ExecutorMonitor known = ThreadPoolProbe.monitor(monitor, executor);
      if (known != null) {
        known.rejected(task, ThreadPoolProbe.NO_POLICY, false);
      }
    }
  }

  /** A task is offered, which may run before it is said to be taken. */
  public static void offered(@Nullable Object monitor, Object executor, @Nullable Object task) {
    ExecutorMonitor known = ThreadPoolProbe.monitor(monitor, executor);
    if (known != null && task != null) {
      known.note(known.waiting, task, ExecutorMonitor.now());
    }
  }

  /** The offer ended. */
  public static void offerEnded(
      @Nullable Object monitor, Object executor, @Nullable Object task, boolean taken) {
    ExecutorMonitor known = ThreadPoolProbe.monitor(monitor, executor);
    if (known != null && task != null) {
      if (taken) {
        known.countSubmission();
      } else {
        known.waiting.take(task);
      }
    }
  }

  /** The current thread begins to work for the executor. */
  public static void workerStarted(Object executor) {
    TaskThread.current().worksFor = ThreadPoolProbe.monitor(null, executor);
    ThreadPoolProbe.workerStarted(null, executor);
  }

  /** The current thread works no longer for the executor. */
  public static void workerEnded(Object executor, @Nullable Throwable thrown) {
    TaskThread thread = TaskThread.current();
    closeOpenRun(thread, thrown);
    thread.worksFor = null;
    ExecutorMonitor known = ThreadPoolProbe.monitor(null, executor);
    if (known != null) {
      known.workerEnded(thrown != null);
    }
  }

  /** The current thread is about to look for tasks of the executor. */
  public static void working(@Nullable Object monitor, Object executor) {
    ExecutorMonitor known = ThreadPoolProbe.monitor(monitor, executor);
    TaskThread thread = TaskThread.current();
    if (thread.worksFor != known) {
      thread.worksFor = known;
      if (known != null) {
        known.nameByThread(Thread.currentThread());
      }
    }
  }

  /** A worker of an executor is about to run something. */
  public static @Nullable Object startedBy(Object executor, Object task) {
    TaskThread thread = TaskThread.current();
    ExecutorMonitor known = thread.worksFor;
    if (known == null || known.executor() != executor) {
      known = ThreadPoolProbe.monitor(null, executor);
      thread.worksFor = known;
      if (known != null) {
        known.nameByThread(Thread.currentThread());
      }
    }
    return started(thread, known, task);
  }

  /** The current thread is about to run something, for the executor that it works for. */
  public static @Nullable Object started(Object task) {
    TaskThread thread = TaskThread.current();
    return started(thread, thread.worksFor, task);
  }

  private static @Nullable Object started(
      TaskThread thread, @Nullable ExecutorMonitor known, Object task) {
    if (thread.run.isOpen() && thread.run.task == task) {
      // The loop began before, but what it calls is woven.
      thread.run.open(false);
      return thread;
    }
    closeOpenRun(thread, null);
    return known != null && known.startedIfWaiting(task, thread) ? thread : null;
  }

  /** What {@link #started} or {@link #startedBy} saw has run. */
  public static void ended(@Nullable Object started, @Nullable Throwable thrown) {
    ThreadPoolProbe.ended(started, thrown);
  }

  /**
   * A worker looks for a task, in a loop that began before it was woven, or of which nobody knows
   * where it runs its tasks: this is where it is known that it has run the one before.
   */
  public static void asks(@Nullable Object monitor, Object executor) {
    closeOpenRun(TaskThread.current(), null);
    working(monitor, executor);
  }

  /** It has got a task, and will run it at once. */
  public static void got(@Nullable Object task) {
    TaskThread thread = TaskThread.current();
    ExecutorMonitor known = thread.worksFor;
    if (task != null && known != null && known.startedIfWaiting(task, thread)) {
      thread.run.open(true);
    }
  }

  private static void closeOpenRun(TaskThread thread, @Nullable Throwable thrown) {
    if (thread.run.isOpen()) {
      TaskRuns.ended(thread, thrown);
    }
  }

  /** A task was taken out of the queue and will not run. */
  public static void takenOut(@Nullable Object monitor, Object executor, @Nullable Object task) {
    ExecutorMonitor known = ThreadPoolProbe.monitor(monitor, executor);
    if (known != null && task != null) {
      known.cancelled(task);
    }
  }

  /** The executor has been stopped, whatever is left in its queue; it may be started again. */
  public static void stopped(@Nullable Object monitor, Object executor) {
    ThreadPoolProbe.shutDown(monitor, executor);
    terminated(monitor, executor);
  }

  /** The executor is no more, whatever is left in its queue. */
  public static void terminated(@Nullable Object monitor, Object executor) {
    ExecutorMonitor known = ThreadPoolProbe.monitor(monitor, executor);
    if (known != null) {
      known.addCancelled(known.waiting.sweep(NoteSweep.ALL));
    }
  }
}
