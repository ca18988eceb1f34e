package dev.tachograph.bootstrap.executor;

import dev.tachograph.bootstrap.executor.SharedNotes.SharedNote;
import java.util.concurrent.Delayed;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * Fork-join pools: tasks that are submitted by a pool's own methods. Tasks that a task forks are
 * part of it, and cost no more than one null check of a field.
 *
 * <p>The scheduler of virtual threads is such a pool, too; the probe ignores it.
 */
public final class ForkJoinProbe {
  /** The monitor of an ignored pool. */
  private static final Object IGNORED = new Object();

  private static final String DEFAULT_FACTORY = "java.util.concurrent.ForkJoinPool$Default";
  private static final String VIRTUAL_THREADS = "java.lang.VirtualThread";

  /** Notes of tasks that have no field for their submission. */
  static final SharedNotes WITHOUT_FIELD = new SharedNotes();

  private ForkJoinProbe() {}

  /** A pool is created; returns its monitor. */
  public static @Nullable Object created(Object pool, int parallelism, @Nullable Object factory) {
    ExecutorMonitors monitors = ExecutorMonitors.installed();
    if (monitors == null || isOfVirtualThreads(factory)) {
      return IGNORED;
    }
    boolean threadsTell =
        factory != null && !factory.getClass().getName().startsWith(DEFAULT_FACTORY);
    String givenName = TaskThread.current().executorName;
    ExecutorMonitor monitor = monitors.created(pool, givenName, threadsTell, parallelism, false);
    return monitor == null ? IGNORED : monitor;
  }

  /** The common pool is created; returns its monitor. */
  public static @Nullable Object commonPoolCreated(Object pool, int parallelism) {
    ExecutorMonitors monitors = ExecutorMonitors.installed();
    if (monitors == null) {
      return IGNORED;
    }
    ExecutorMonitor monitor =
        monitors.created(pool, monitors.names().commonPool(), false, parallelism, false);
    return monitor == null ? IGNORED : monitor;
  }

  private static boolean isOfVirtualThreads(@Nullable Object factory) {
    return factory != null && factory.getClass().getName().startsWith(VIRTUAL_THREADS);
  }

  /**
   * A task is submitted.
   *
   * @param earlier the present value of the task's field
   * @return the new value of the task's field
   */
  public static @Nullable Object submitted(
      @Nullable Object monitor, Object pool, @Nullable Object earlier) {
    ExecutorMonitor known = monitor(monitor, pool);
    if (known == null) {
      return null;
    }
    known.countSubmission();
    if (earlier != null && ((Submission) earlier).again()) {
      return earlier;
    }
    return new Submission(known, ExecutorMonitor.now());
  }

  /** Like {@link #submitted}, for a task without the field. */
  public static @Nullable Object submittedWithoutField(
      @Nullable Object monitor, Object pool, Object task) {
    ExecutorMonitor known = monitor(monitor, pool);
    if (known == null) {
      return null;
    }
    known.countSubmission();
    return WITHOUT_FIELD.add(task, known);
  }

  /** A submission ended, perhaps with a failure. */
  public static void submitEnded(@Nullable Object submission, @Nullable Throwable thrown) {
    if (thrown == null) {
      return;
    }
    if (submission instanceof Submission && ((Submission) submission).take() != 0) {
      ((Submission) submission).monitor.countRejection(ThreadPoolProbe.NO_POLICY);
    } else if (submission instanceof SharedNote && ((SharedNote) submission).claim()) {
      ((SharedNote) submission).monitor.countRejection(ThreadPoolProbe.NO_POLICY);
    }
  }

  /** Any task, even a forked one, is about to run. */
  public static @Nullable Object started(@Nullable Object submission, Object task) {
    return submission == null ? null : started((Submission) submission, task);
  }

  private static @Nullable Object started(Submission submission, Object task) {
    long stamp = submission.take();
    return stamp == WaitingTasks.ABSENT ? null : started(submission.monitor, stamp, task);
  }

  /** Like {@link #started}, for a task without the field. */
  public static @Nullable Object startedWithoutField(Object task) {
    SharedNote note = WITHOUT_FIELD.take(task);
    return note == null ? null : started(note.monitor, note.stamp, task);
  }

  private static @Nullable Object started(ExecutorMonitor monitor, long stamp, Object task) {
    if (monitor.isAdopted() && Thread.currentThread() instanceof ForkJoinWorkerThread) {
      monitor.nameByThread(Thread.currentThread());
    }
    TaskThread thread = TaskThread.current();
    long due = stamp;
    if (task instanceof Delayed) {
      due = ExecutorMonitor.dueAt((Delayed) task, stamp, System.nanoTime());
    }
    return monitor.startedAt(due, task, thread) ? thread : null;
  }

  /** A task has run. It may keep an exception to itself. */
  public static void ended(@Nullable Object started, Object task, @Nullable Throwable thrown) {
    if (started != null) {
      ForkJoinTask<?> future = (ForkJoinTask<?>) task;
      boolean threw = thrown != null || (future.isCompletedAbnormally() && !future.isCancelled());
      TaskRuns.ended((TaskThread) started, threw, System.nanoTime());
    }
  }

  /** A pool takes up a task; returns the argument of {@link #left}. */
  public static @Nullable Object takenUp(@Nullable Object submission) {
    return submission;
  }

  /** A task is finished, or was taken out. If it has not run by now, it never will. */
  public static void left(@Nullable Object submission) {
    if (submission != null) {
      drop((Submission) submission);
    }
  }

  /** A task is cancelled, unless it is done. */
  public static void cancelled(@Nullable Object submission, Object task) {
    if (submission != null && !((ForkJoinTask<?>) task).isDone()) {
      drop((Submission) submission);
      cancelledWithin(task);
    }
  }

  /** A pool that is being stopped may have begun to run a task, which then cancels itself. */
  private static void cancelledWithin(Object task) {
    TaskRun run = TaskThread.current().run;
    if (run.task == task) {
      run.cancelledWithin();
    }
  }

  private static void drop(Submission submission) {
    if (submission.take() != WaitingTasks.ABSENT) {
      submission.monitor.addCancelled(1);
    }
  }

  /** Like {@link #cancelled}, for a task without the field. */
  public static void cancelledWithoutField(Object task) {
    if (!((ForkJoinTask<?>) task).isDone()) {
      drop(WITHOUT_FIELD.take(task));
      cancelledWithin(task);
    }
  }

  /**
   * A pool takes up a task without the field. Returns the time, or 0 if no such task was submitted.
   */
  public static long entered() {
    return WITHOUT_FIELD.isEmpty() ? WaitingTasks.ABSENT : ExecutorMonitor.now();
  }

  /**
   * Like {@link #left}, for a task without the field.
   *
   * @param entered the result of {@link #entered}; later submissions of the task are not meant
   */
  public static void leftWithoutField(Object task, long entered) {
    if (entered != WaitingTasks.ABSENT) {
      drop(WITHOUT_FIELD.take(task, entered));
    }
  }

  /** A task without the field was taken out of a pool's queue; null if there was none. */
  public static void takenWithoutField(@Nullable Object task) {
    if (task != null) {
      drop(WITHOUT_FIELD.take(task));
    }
  }

  private static void drop(@Nullable SharedNote note) {
    if (note != null) {
      note.monitor.addCancelled(1);
    }
  }

  /** The pool is shut down. The common pool never is. */
  public static void shutDown(@Nullable Object monitor, Object pool) {
    ExecutorMonitor known = monitor(monitor, pool);
    if (known != null && pool != ForkJoinPool.commonPool()) {
      known.shutDown();
    }
  }

  /** A thread was made that will work for the pool. */
  public static void threadMade(@Nullable Object monitor, Object pool, @Nullable Object thread) {
    if (thread != null) {
      ExecutorMonitor known = monitor(monitor, pool);
      if (known != null) {
        known.nameByThread((Thread) thread);
      }
    }
  }

  /** The current thread begins to work for the pool. */
  public static void workerStarted(@Nullable Object monitor, Object pool) {
    ExecutorMonitor known = monitor(monitor, pool);
    if (known != null) {
      known.workerStarted(Thread.currentThread());
    }
  }

  /** A thread no longer works for the pool; null if it never did. */
  public static void workerEnded(
      @Nullable Object monitor, Object pool, @Nullable Object worker, @Nullable Throwable thrown) {
    ExecutorMonitor known = worker == null ? null : monitor(monitor, pool);
    if (known != null) {
      known.workerEnded(thrown != null);
    }
  }

  private static @Nullable ExecutorMonitor monitor(@Nullable Object monitor, Object pool) {
    if (monitor == IGNORED) {
      return null;
    }
    if (monitor != null) {
      return (ExecutorMonitor) monitor;
    }
    ExecutorMonitors monitors = ExecutorMonitors.installed();
    return monitors == null || isOfVirtualThreads(((ForkJoinPool) pool).getFactory())
        ? null
        : monitors.of(pool);
  }
}
