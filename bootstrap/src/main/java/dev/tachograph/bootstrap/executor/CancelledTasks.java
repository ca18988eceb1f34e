package dev.tachograph.bootstrap.executor;

import java.lang.ref.WeakReference;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a task was cancelled.
 *
 * <p>That an object is no {@link Future} takes the JVM a search through all interfaces of its
 * class, which on JDK 17 costs more than taking a note of the task does. So classes that are none
 * are remembered, weakly, since they may be those of an application that is undeployed. What finds
 * its place taken by another class is looked at each time.
 *
 * <p>A class of the application may answer with an exception or an error. Its task is not cancelled
 * then.
 */
final class CancelledTasks {
  private static final int PLACES = 256;

  private static final AtomicReferenceArray<@Nullable WeakReference<Class<?>>> NO_FUTURES =
      new AtomicReferenceArray<>(PLACES);

  private CancelledTasks() {}

  /** Initializes the class, and no more: to ask would load FutureTask. */
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
