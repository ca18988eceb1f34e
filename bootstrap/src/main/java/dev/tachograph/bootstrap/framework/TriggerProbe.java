package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.method.Getter;
import dev.tachograph.bootstrap.support.TypeLabels;
import dev.tachograph.bootstrap.support.WeakTable;
import java.lang.reflect.Method;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The entry point for triggers: what fires a method or a task at a time, by a timer or a schedule.
 * A firing within a firing on the same thread is the same.
 */
public final class TriggerProbe {
  private static final Getter METHOD = new Getter("method");
  private static final Getter TARGET = new Getter("targetClass");
  private static final Getter IN_RETRY = new Getter("inRetry");

  /** The tasks that end when a subscriber is told to. */
  private static final WeakTable<FrameworkCall> SUBSCRIBERS = new WeakTable<>(null);

  private TriggerProbe() {}

  /**
   * A trigger fires a method on this thread.
   *
   * @param target the object whose method it is, perhaps a proxy
   */
  public static @Nullable Object firing(String framework, Method method, @Nullable Object target) {
    FrameworkThread thread = FrameworkThread.current();
    return thread.runs(UnitKind.FIRING)
        ? null
        : thread.beginInExecutor(UnitKind.FIRING, framework, TypeNames.of(method, target));
  }

  /** A trigger fires a method of that class on this thread. */
  public static @Nullable Object firing(String framework, Class<?> type, String method) {
    FrameworkThread thread = FrameworkThread.current();
    return thread.runs(UnitKind.FIRING)
        ? null
        : thread.beginInExecutor(
            UnitKind.FIRING, framework, TypeLabels.simple(type) + '.' + method);
  }

  /**
   * A trigger fires on this thread.
   *
   * @param context an object with the method and its target's class as properties
   */
  public static @Nullable Object firing(String framework, Object context)
      throws ReflectiveOperationException {
    Object method = METHOD.of(context);
    Object target = TARGET.of(context);
    return method instanceof Method && target instanceof Class
        ? firing(framework, (Class<?>) target, ((Method) method).getName())
        : null;
  }

  /**
   * A trigger fires on this thread.
   *
   * @param description an object with the method as a property
   */
  public static @Nullable Object firingOf(String framework, Object description)
      throws ReflectiveOperationException {
    Object method = METHOD.of(description);
    return method instanceof Method ? firing(framework, (Method) method, null) : null;
  }

  /**
   * A trigger fires on this thread.
   *
   * @param method the method that it calls, such as {@code com.acme.Jobs#tick}; null if it calls
   *     something without a name
   * @param name the trigger's, which the program may have made up; ids in it become placeholders
   * @param due when it was due, or null
   */
  public static @Nullable Object firing(
      String framework, @Nullable String method, @Nullable String name, @Nullable Instant due) {
    FrameworkThread thread = FrameworkThread.current();
    if (thread.runs(UnitKind.FIRING)) {
      return null;
    }
    String taskType =
        method == null
            ? FrameworkMetrics.current().typeOfName(name)
            : TypeNames.ofDescription(method);
    Object started = thread.begin(UnitKind.FIRING, framework, taskType);
    FrameworkProbe.due(started, due == null ? 0 : due.toEpochMilli());
    return started;
  }

  /**
   * A timer fires a method on this thread.
   *
   * @param timer may have a property {@code inRetry}, which says that it repeats what failed; null
   *     if it is not known
   */
  public static @Nullable Object timedFiring(
      String framework, Method method, @Nullable Object timer) {
    boolean isRepeated = timer != null && isInRetry(timer);
    Object started = firing(framework, method, null);
    FrameworkProbe.repeated(started, isRepeated);
    return started;
  }

  private static boolean isInRetry(Object timer) {
    try {
      return Boolean.TRUE.equals(IN_RETRY.of(timer));
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Not all timers know it.
      return false;
    }
  }

  /**
   * A timer that runs its tasks on this thread looks at the next one.
   *
   * @param dueMillis when it is due, in milliseconds since the epoch
   */
  public static void timerAwaits(long dueMillis) {
    FrameworkThread.current().timerDueMillis = dueMillis;
  }

  /**
   * A timer runs a task on this thread, which it {@linkplain #timerAwaits awaited}. Its class is
   * its type. Upkeep of the JDK's and of some libraries is not measured.
   */
  public static @Nullable Object timed(String framework, Object task) {
    FrameworkThread thread = FrameworkThread.current();
    if (thread.runs(UnitKind.FIRING) || TypeNames.isUpkeep(task.getClass())) {
      return null;
    }
    Object started = thread.begin(UnitKind.FIRING, framework, TypeLabels.simple(task.getClass()));
    FrameworkProbe.due(started, thread.timerDueMillis);
    return started;
  }

  /** What this thread was fired for ends when this subscriber is told so. */
  public static void subscribes(Object subscriber) {
    FrameworkCall call = FrameworkThread.current().running(UnitKind.FIRING);
    if (call != null) {
      call.endsLater = true;
      SUBSCRIBERS.put(subscriber, call);
    }
  }

  /** A subscriber is told that there will be no more, on whatever thread. */
  public static void subscriberEnded(Object subscriber, @Nullable Throwable failure) {
    FrameworkCall call = SUBSCRIBERS.remove(subscriber);
    if (call != null) {
      call.accept(null, failure);
    }
  }
}
