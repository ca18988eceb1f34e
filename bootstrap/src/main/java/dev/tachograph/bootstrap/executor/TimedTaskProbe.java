package dev.tachograph.bootstrap.executor;

import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tasks with a time of their own, in event loops that hand them in to themselves in order to put
 * them aside, and again in order to take them out: neither is a task.
 */
public final class TimedTaskProbe {
  private TimedTaskProbe() {}

  /**
   * A task with a time of its own is handed in.
   *
   * @param measured the class of the executors that are measured, such as {@code com.acme.Loop}
   */
  public static void submitted(Object executor, Object task, String measured) {
    TaskThread.current().ownWork++;
    ExecutorMonitor known = monitor(executor, measured);
    if (known != null) {
      note(known, task);
    }
  }

  private static @Nullable ExecutorMonitor monitor(Object executor, String measured) {
    ExecutorMonitors monitors = ExecutorMonitors.installed();
    if (monitors == null) {
      return null;
    }
    ExecutorMonitor present = monitors.present(executor);
    if (present != null) {
      return present;
    }
    for (Class<?> c = executor.getClass(); c != null; c = c.getSuperclass()) {
      if (c.getName().equals(measured)) {
        return monitors.of(executor);
      }
    }
    return null;
  }

  private static void note(ExecutorMonitor known, Object task) {
    known.countSubmission();
    long due = ExecutorMonitor.now() + ((Delayed) task).getDelay(TimeUnit.NANOSECONDS);
    known.note(known.timed(), task, due == WaitingTasks.ABSENT ? 1 : due);
  }

  /** Handing it in ended, with a failure perhaps. */
  public static void submitEnded(Object executor, Object task, @Nullable Throwable thrown) {
    TaskThread.current().ownWork--;
    if (thrown != null) {
      ExecutorMonitor known = present(executor);
      if (known != null && known.timed().take(task) != WaitingTasks.ABSENT) {
        known.countRejection(ThreadPoolProbe.NO_POLICY);
      }
    }
  }

  /** Such a task has been cancelled, and is being taken out. */
  public static void cancelled(Object executor, Object task) {
    TaskThread.current().ownWork++;
    takeCancelled(present(executor), task);
  }

  /** It has been taken out. */
  public static void cancelEnded() {
    TaskThread.current().ownWork--;
  }

  /** Such a task has been cancelled, and is not in the queue any more. */
  public static void dropped(Object executor, Object task) {
    takeCancelled(present(executor), task);
  }

  private static void takeCancelled(@Nullable ExecutorMonitor known, Object task) {
    if (known != null && known.timed().take(task) != WaitingTasks.ABSENT) {
      known.addCancelled(1);
    }
  }

  private static @Nullable ExecutorMonitor present(Object executor) {
    ExecutorMonitors monitors = ExecutorMonitors.installed();
    return monitors == null ? null : monitors.present(executor);
  }

  /**
   * The time has come, and the current thread is about to run the task for the executor that it
   * works for.
   */
  public static @Nullable Object started(Object task) {
    TaskThread thread = TaskThread.current();
    ExecutorMonitor known = thread.worksFor;
    long stamp = known == null ? WaitingTasks.ABSENT : known.timed().take(task);
    if (known == null || stamp == WaitingTasks.ABSENT || !known.startedAt(stamp, task, thread)) {
      return null;
    }
    thread.run.bodyRan(true);
    return thread;
  }

  /** It has run. */
  public static void ended(@Nullable Object started, Object task, @Nullable Throwable thrown) {
    if (started != null) {
      TaskThread thread = (TaskThread) started;
      TaskRuns.ended(thread, thrown);
      thread.ranTimed = thrown == null ? task : null;
    }
  }

  /**
   * Everything has been done about a task that was taken because of its time.
   *
   * @param period other than 0 if it is to run again
   */
  public static void done(Object task, long period) {
    TaskThread thread = TaskThread.current();
    ExecutorMonitor known = thread.worksFor;
    if (thread.ranTimed != task || known == null) {
      return;
    }
    thread.ranTimed = null;
    if (period != 0 && !isOver(task, known)) {
      note(known, task);
      if (isOver(task, known)) {
        // Whoever cancelled it may have looked before there was a note.
        takeCancelled(known, task);
      }
    }
  }

  private static boolean isOver(Object task, ExecutorMonitor known) {
    Object executor = known.executor();
    return ((Future<?>) task).isDone()
        || (executor instanceof ExecutorService && ((ExecutorService) executor).isShutdown());
  }
}
