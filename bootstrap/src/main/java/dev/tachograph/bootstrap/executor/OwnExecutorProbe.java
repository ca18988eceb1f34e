package dev.tachograph.bootstrap.executor;

import dev.tachograph.bootstrap.support.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Executors of the application's own that the configuration names. The probe knows only that they
 * get tasks, and that some code calls a task's {@code run} later: the executor itself, a class
 * nested in its class, or a thread made for the task.
 */
public final class OwnExecutorProbe {
  static final SharedNotes WAITING = new SharedNotes();
  static final SeenStarts STARTS = new SeenStarts();

  private OwnExecutorProbe() {}

  /** An executor is created. */
  public static void created(Object executor) {
    WorkerLoopProbe.created(executor, Integer.MAX_VALUE, 0);
  }

  /**
   * A task is submitted.
   *
   * @return the argument of {@link #submitEnded}
   */
  public static @Nullable Object submitted(Object executor, @Nullable Object task) {
    ExecutorMonitor monitor = ThreadPoolProbe.monitor(null, executor);
    if (monitor == null || task == null) {
      return null;
    }
    if (STARTS.isOpen(monitor.type)) {
      STARTS.submitted(monitor.type, Clock.now());
    }
    monitor.countSubmission();
    return WAITING.add(task, monitor);
  }

  /**
   * A submission goes on with another object in the place of the task, as when another agent wraps
   * it.
   */
  public static void replaced(Object task, Object other) {
    if (task != other) {
      WAITING.replace(task, other);
    }
  }

  /** A submission ended, perhaps with a failure. */
  public static void submitEnded(@Nullable Object submitted, @Nullable Throwable thrown) {
    if (thrown != null && submitted != null) {
      SharedNotes.SharedNote note = ((SharedNotes.SharedNote) submitted).latest();
      if (note.claim()) {
        note.monitor.countRejection(ThreadPoolProbe.NO_POLICY);
      }
    }
  }

  /** Some code is about to call the {@code run} of an object that may be a task. */
  public static @Nullable Object started(@Nullable Object task) {
    SharedNotes.SharedNote note = task == null ? null : WAITING.take(task);
    if (note == null || task == null) {
      return null;
    }
    note.monitor.nameByThread(Thread.currentThread());
    TaskThread thread = TaskThread.current();
    boolean started = note.monitor.startedAt(note.stamp, task, thread);
    STARTS.started(note.monitor.type);
    return started ? thread : null;
  }

  /** The {@code run} of an object returned or threw. */
  public static void ended(@Nullable Object started, @Nullable Throwable thrown) {
    ThreadPoolProbe.ended(started, thrown);
  }

  /** The executor is shut down. */
  public static void shutDown(Object executor) {
    ThreadPoolProbe.shutDown(null, executor);
  }
}
