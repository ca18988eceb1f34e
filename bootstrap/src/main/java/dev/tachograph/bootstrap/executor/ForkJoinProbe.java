package dev.tachograph.bootstrap.executor;

import dev.tachograph.bootstrap.executor.SharedNotes.SharedNote;
import java.util.concurrent.Delayed;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * Fork-join pools: tasks that are handed in by a pool's own methods. What a task forks is part of
 * that task, and costs no more than a look at a field that is null.
 *
 * <p>The scheduler of virtual threads is such a pool, too, and is left alone.
 */
public final class ForkJoinProbe {
  /** The monitor of a pool that is left alone. */
  private static final Object IGNORED = new Object();

  private static final String DEFAULT_FACTORY = "java.util.concurrent.ForkJoinPool$Default";
  private static final String VIRTUAL_THREADS = "java.lang.VirtualThread";

  /** Tasks that have no field for their submission. */
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
   * A task is handed in.
   *
   * @param earlier what the task holds already
   * @return what the task is to hold from now on
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

  /** As {@link #submitted}, for a task that holds nothing. */
  public static @Nullable Object submittedWithoutField(
      @Nullable Object monitor, Object pool, Object task) {
    ExecutorMonitor known = monitor(monitor, pool);
    if (known == null) {
      return null;
    }
    known.countSubmission();
    return WITHOUT_FIELD.add(task, known);
  }

  /** Handing in a task ended, with a failure perhaps. */
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

  /** A task is about to run: any task, forked ones, too. */
  public static @Nullable Object started(@Nullable Object submission, Object task) {
    return submission == null ? null : started((Submission) submission, task);
  }

  private static @Nullable Object started(Submission submission, Object task) {
    long stamp = submission.take();
    return stamp == WaitingTasks.ABSENT ? null : started(submission.monitor, stamp, task);
  }

  /** As {@link #started}, for a task that holds nothing. */
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

  /** A task has run; what it threw, it may keep to itself. */
  public static void ended(@Nullable Object started, Object task, @Nullable Throwable thrown) {
    if (started != null) {
      ForkJoinTask<?> future = (ForkJoinTask<?>) task;
      boolean threw = thrown != null || (future.isCompletedAbnormally() && !future.isCancelled());
      TaskRuns.ended((TaskThread) started, threw, System.nanoTime());
    }
  }

  /** A pool takes up a task; what it has now is to be handed to {@link #left}. */
  public static @Nullable Object takenUp(@Nullable Object submission) {
    return submission;
  }

  /** A task is through, or was taken out; if it did not run, it never will. */
  public static void left(@Nullable Object submission) {
    if (submission != null) {
      drop((Submission) submission);
    }
  }

  /** A task is cancelled, if it is not done. */
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

  /** As {@link #cancelled}, for a task that holds nothing. */
  public static void cancelledWithoutField(Object task) {
    if (!((ForkJoinTask<?>) task).isDone()) {
      drop(WITHOUT_FIELD.take(task));
      cancelledWithin(task);
    }
  }

  /** A pool takes up a task that holds nothing: when, or 0 if there can be no submission of it. */
  public static long entered() {
    return WITHOUT_FIELD.isEmpty() ? WaitingTasks.ABSENT : ExecutorMonitor.now();
  }

  /**
   * As {@link #left}, for a task that holds nothing.
   *
   * @param entered what {@link #entered} returned: what was handed in since is another submission
   */
  public static void leftWithoutField(Object task, long entered) {
    if (entered != WaitingTasks.ABSENT) {
      drop(WITHOUT_FIELD.take(task, entered));
    }
  }

  /** A task that holds nothing was taken out of a pool's queue; null if there was none. */
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

  /** The pool is shut down, unless it is the common pool, which never is. */
  public static void shutDown(@Nullable Object monitor, Object pool) {
    ExecutorMonitor known = monitor(monitor, pool);
    if (known != null && pool != ForkJoinPool.commonPool()) {
      known.settledSeries();
      known.closed = true;
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

  /** A thread works no longer for the pool; null if it never did. */
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
