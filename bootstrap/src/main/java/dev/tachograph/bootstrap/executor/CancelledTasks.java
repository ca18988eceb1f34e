package dev.tachograph.bootstrap.executor;

import java.lang.ref.WeakReference;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a task was cancelled.
 *
 * <p>To find out that an object is not a {@link Future}, the JVM searches all interfaces of its
 * class. On JDK 17 this costs more than making a note of the task. So this class remembers classes
 * that are not futures, weakly, because they may belong to an application that is undeployed. A
 * class whose place is taken by another one is checked each time.
 *
 * <p>A class of the application may throw an exception or error when asked. Its task then counts as
 * not cancelled.
 */
final class CancelledTasks {
  private static final int PLACES = 256;

  private static final AtomicReferenceArray<@Nullable WeakReference<Class<?>>> NO_FUTURES =
      new AtomicReferenceArray<>(PLACES);

  private CancelledTasks() {}

  /** Initializes only this class, because a check would load FutureTask. */
  static void prepare() {}

  static boolean isCancelled(Object task) {
    if (task instanceof FutureTask) {
      return saysSo((FutureTask<?>) task);
    }
    Class<?> type = task.getClass();
    int place = type.hashCode() & PLACES - 1;
    WeakReference<Class<?>> known = NO_FUTURES.get(place);
    return (known == null || known.get() != type) && isCancelledFuture(task, type, place, known);
  }

  private static boolean isCancelledFuture(
      Object task, Class<?> type, int place, @Nullable WeakReference<Class<?>> known) {
    if (task instanceof Future) {
      return saysSo((Future<?>) task);
    }
    if (known == null || known.get() == null) {
      NO_FUTURES.set(place, new WeakReference<>(type));
    }
    return false;
  }

  private static boolean saysSo(Future<?> future) {
    try {
      return future.isCancelled();
    } catch (Throwable e) {
      return false;
    }
  }
}
