package dev.tachograph.bootstrap.probe.executor;

import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Executors that start a thread for each task: the JDK's for virtual and other threads, and the one
 * that a CompletableFuture has where the common pool has too few threads.
 */
public final class ThreadPerTaskProbe {
  /** The monitor of CompletableFuture's own executor, of which there is one. */
  private static volatile @Nullable ExecutorMonitor ofStages;

  private ThreadPerTaskProbe() {}

  /** An executor is created. */
  public static void created(Object executor) {
    WorkerLoopProbe.created(executor, Integer.MAX_VALUE, 0);
  }

  /** A task is handed in. */
  public static void submitted(Object executor, @Nullable Object task) {
    ExecutorMonitor monitor = ThreadPoolProbe.monitor(null, executor);
    if (monitor != null && task != null) {
      monitor.submitted(task);
    }
  }

  /** Handing in a task ended, with a failure perhaps. */
  public static void submitEnded(
      Object executor, @Nullable Object task, @Nullable Throwable thrown) {
    if (thrown != null && task != null) {
      ExecutorMonitor monitor = ThreadPoolProbe.monitor(null, executor);
      if (monitor != null) {
        monitor.rejected(task, ThreadPoolProbe.NO_POLICY, false);
      }
    }
  }

  /** A future is made for a task that is handed in. */
  public static void futureMade(Object executor, Object future) {
    submitted(executor, future);
    TaskThread.current().lastFuture = future;
  }

  /** Handing in such a task ended; if it failed, before or after its future was made. */
  public static void futureSubmitEnded(Object executor, @Nullable Throwable thrown) {
    TaskThread thread = TaskThread.current();
    Object future = thread.lastFuture;
    thread.lastFuture = null;
    if (future != null) {
      submitEnded(executor, future, thrown);
    } else if (thrown instanceof RejectedExecutionException) {
      ExecutorMonitor monitor = ThreadPoolProbe.monitor(null, executor);
      if (monitor != null) {
        monitor.countSubmission();
        monitor.countRejection(ThreadPoolProbe.NO_POLICY);
      }
    }
  }

  /** The thread of a task is about to run it. */
  public static @Nullable Object started(Object executor, Object task) {
    ExecutorMonitor monitor = ThreadPoolProbe.monitor(null, executor);
    if (monitor == null) {
      return null;
    }
    monitor.nameByThread(Thread.currentThread());
    TaskThread thread = TaskThread.current();
    return monitor.started(task, thread) ? thread : null;
  }

  /** The task has run. */
  public static void ended(@Nullable Object started, @Nullable Throwable thrown) {
    ThreadPoolProbe.ended(started, thrown);
  }

  /** The executor is shut down. */
  public static void shutDown(Object executor) {
    ThreadPoolProbe.shutDown(null, executor);
  }

  /** A stage is handed to CompletableFuture's own executor. */
  public static void stageSubmitted(Object executor, @Nullable Object task) {
    ofStages = ThreadPoolProbe.monitor(null, executor);
    submitted(executor, task);
  }

  /**
   * A stage is about to run, on a thread of its own if it was handed to that executor.
   *
   * @return to be handed to {@link #ended}
   */
  public static @Nullable Object stageStarted(Object task) {
    FutureProbe.stageRuns(task);
    ExecutorMonitor monitor = ofStages;
    if (monitor == null) {
      return null;
    }
    TaskThread thread = TaskThread.current();
    return thread.run.task != task && monitor.startedIfWaiting(task, thread) ? thread : null;
  }
}
