package dev.tachograph.bootstrap.executor;

import org.jspecify.annotations.Nullable;

/**
 * Executors of the application's own making, which the configuration names. What is known of them
 * is that they are handed tasks, and that somebody calls a task's {@code run} later: they
 * themselves, a class nested in theirs, or a thread that was made for the task.
 */
public final class OwnExecutorProbe {
  static final SharedNotes WAITING = new SharedNotes();

  private OwnExecutorProbe() {}

  /** An executor is created. */
  public static void created(Object executor) {
    WorkerLoopProbe.created(executor, Integer.MAX_VALUE, 0);
  }

  /**
   * A task is handed in.
   *
   * @return to be handed to {@link #submitEnded}
   */
  public static @Nullable Object submitted(Object executor, @Nullable Object task) {
    ExecutorMonitor monitor = ThreadPoolProbe.monitor(null, executor);
    if (monitor == null || task == null) {
      return null;
    }
    monitor.countSubmission();
    return WAITING.add(task, monitor);
  }

  /** Handing in a task ended, with a failure perhaps. */
  public static void submitEnded(@Nullable Object submitted, @Nullable Throwable thrown) {
    if (thrown != null && submitted != null) {
      SharedNotes.SharedNote note = (SharedNotes.SharedNote) submitted;
      if (note.claim()) {
        note.monitor.countRejection(ThreadPoolProbe.NO_POLICY);
      }
    }
  }

  /** The {@code run} of something is about to be called, which may be a task. */
  public static @Nullable Object started(@Nullable Object task) {
    SharedNotes.SharedNote note = task == null ? null : WAITING.take(task);
    if (note == null || task == null) {
      return null;
    }
    note.monitor.nameByThread(Thread.currentThread());
    TaskThread thread = TaskThread.current();
    return note.monitor.startedAt(note.stamp, task, thread) ? thread : null;
  }

  /** That call ended. */
  public static void ended(@Nullable Object started, @Nullable Throwable thrown) {
    ThreadPoolProbe.ended(started, thrown);
  }

  /** The executor is shut down. */
  public static void shutDown(Object executor) {
    ThreadPoolProbe.shutDown(null, executor);
  }
}
