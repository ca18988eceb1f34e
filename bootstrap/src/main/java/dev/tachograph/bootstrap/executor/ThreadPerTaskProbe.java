package dev.tachograph.bootstrap.executor;

import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Executors that start a thread for each task: the JDK's for virtual and other threads, and the one
 * that a CompletableFuture has where the common pool has too few threads.
 *
 * <p>Where a method takes a monitor it is what {@link #created} returned, or null if there was no
 * place for it.
 */
public final class ThreadPerTaskProbe {
  /** The monitor of CompletableFuture's own executor, of which there is one. */
  private static volatile @Nullable ExecutorMonitor ofStages;

  /**
   * Futures of JDKs in which they are FutureTasks, that have yet to run: where those run, the
   * executor is not known.
   */
  static final SharedNotes BOUND = new SharedNotes();

  /** The class of such futures, once there is one. */
  private static @Nullable Class<?> boundClass;

  private ThreadPerTaskProbe() {}

  /**
   * An executor is created.
   *
   * @param hasField 1 if the executor holds what this returns
   */
  public static @Nullable Object created(Object executor, int hasField) {
    return WorkerLoopProbe.created(executor, Integer.MAX_VALUE, hasField);
  }

  /** What a thread will run is made; it is to hold what this returns. */
  public static @Nullable Object handedOn(@Nullable Object monitor) {
    return monitor;
  }

  /** A task is handed in. */
  public static void submitted(@Nullable Object monitor, Object executor, @Nullable Object task) {
    ExecutorMonitor known = ThreadPoolProbe.monitor(monitor, executor);
    if (known != null && task != null) {
      known.submitted(task);
    }
  }

  /** Handing in a task ended, with a failure perhaps. */
  public static void submitEnded(
      @Nullable Object monitor,
      Object executor,
      @Nullable Object task,
      @Nullable Throwable thrown) {
    if (thrown != null && task != null) {
      ExecutorMonitor known = ThreadPoolProbe.monitor(monitor, executor);
      if (known != null) {
        known.rejected(task, ThreadPoolProbe.NO_POLICY, false);
      }
    }
  }

  /** A future is made for a task that is handed in; it is to hold what this returns. */
  public static @Nullable Object futureMade(
      @Nullable Object monitor, Object executor, Object future) {
    submitted(monitor, executor, future);
    TaskThread.current().lastFuture = future;
    return monitor;
  }

  /** As {@link #futureMade}, where the future is a FutureTask and runs as such. */
  public static void futureTaskMade(Object executor, Object future) {
    ExecutorMonitor known = ThreadPoolProbe.monitor(null, executor);
    if (known != null) {
      boundClass = future.getClass();
      known.countSubmission();
      BOUND.add(future, known);
    }
    TaskThread.current().lastFuture = future;
  }

  static boolean isBound(Object future) {
    return boundClass == future.getClass();
  }

  /** The thread of such a future is about to run it. */
  static void boundStarted(Object future) {
    SharedNotes.SharedNote note = BOUND.take(future);
    if (note != null) {
      note.monitor.nameByThread(Thread.currentThread());
      note.monitor.startedAt(note.stamp, future, TaskThread.current());
    }
  }

  /** Such a future was cancelled before it ran. */
  static void boundInVain(Object future) {
    SharedNotes.SharedNote note = BOUND.take(future);
    if (note != null) {
      note.monitor.addCancelled(1);
    }
  }

  /** Handing in such a task ended; if it failed, before or after its future was made. */
  public static void futureSubmitEnded(
      @Nullable Object monitor, Object executor, @Nullable Throwable thrown) {
    TaskThread thread = TaskThread.current();
    Object future = thread.lastFuture;
    thread.lastFuture = null;
    if (future != null && isBound(future)) {
      SharedNotes.SharedNote note = thrown == null ? null : BOUND.take(future);
      if (note != null) {
        note.monitor.countRejection(ThreadPoolProbe.NO_POLICY);
      }
    } else if (future != null) {
      submitEnded(monitor, executor, future, thrown);
    } else if (thrown instanceof RejectedExecutionException) {
      ExecutorMonitor known = ThreadPoolProbe.monitor(monitor, executor);
      if (known != null) {
        known.countSubmission();
        known.countRejection(ThreadPoolProbe.NO_POLICY);
      }
    }
  }

  /** The thread of a task is about to run it. */
  public static @Nullable Object started(@Nullable Object monitor, Object executor, Object task) {
    ExecutorMonitor known = ThreadPoolProbe.monitor(monitor, executor);
    if (known == null) {
      return null;
    }
    known.nameByThread(Thread.currentThread());
    TaskThread thread = TaskThread.current();
    return known.started(task, thread) ? thread : null;
  }

  /** The task has run. */
  public static void ended(@Nullable Object started, @Nullable Throwable thrown) {
    ThreadPoolProbe.ended(started, thrown);
  }

  /** The executor is shut down. */
  public static void shutDown(@Nullable Object monitor, Object executor) {
    ThreadPoolProbe.shutDown(monitor, executor);
  }

  /** A stage is handed to CompletableFuture's own executor. */
  public static void stageSubmitted(Object executor, @Nullable Object task) {
    ExecutorMonitor monitor = ThreadPoolProbe.monitor(null, executor);
    ofStages = monitor;
    submitted(monitor, executor, task);
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
