package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.support.Clock;
import dev.tachograph.bootstrap.support.ProbeErrors;
import dev.tachograph.bootstrap.support.WeakTable;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * Calls of functions that can be suspended.
 *
 * <p>Kotlin compiles such a function into a method that takes the continuation of its caller. If it
 * is suspended, it returns a mark. Later it is entered again with a continuation of its own, once
 * for each time it was suspended; a function that only passes the suspension of another one on is
 * never entered again. In either case the work is done when the caller's continuation resumes, with
 * the outcome.
 *
 * <p>The call waits for that from its beginning: another thread may resume the caller before the
 * mark is returned.
 */
public final class CoroutineProbe {
  private static final String CONTINUATION = "kotlin.coroutines.jvm.internal.BaseContinuationImpl";
  private static final String MARKS = "kotlin.coroutines.intrinsics.CoroutineSingletons";
  private static final String SUSPENDED = "COROUTINE_SUSPENDED";
  private static final String FAILURE = "kotlin.Result$Failure";

  /**
   * The calls that wait for a continuation, the latest first. It does not know the continuation.
   */
  private static final class Waiting {
    final CallEnd end;
    final @Nullable Waiting next;

    Waiting(CallEnd end, @Nullable Waiting next) {
      this.end = end;
      this.next = next;
    }
  }

  /** A call that has begun. */
  private static final class Entered {
    final MeasuredMethod method;
    final Object series;
    final CallEnd end;
    final Object continuation;
    final boolean waits;

    Entered(MeasuredMethod method, Object series, CallEnd end, Object continuation, boolean waits) {
      this.method = method;
      this.series = series;
      this.end = end;
      this.continuation = continuation;
      this.waits = waits;
    }
  }

  /** A field of a class; null if the class has none of this name, or does not show it. */
  private static final class NamedField extends ClassValue<@Nullable Field> {
    private final String name;

    NamedField(String name) {
      this.name = name;
    }

    @Override
    protected @Nullable Field computeValue(Class<?> type) {
      try {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
      } catch (NoSuchFieldException | RuntimeException | LinkageError e) {
        return null;
      }
    }
  }

  /** Whether instances of a class tell the probe that they resume. */
  private static final class Telling extends ClassValue<Boolean> {
    Telling() {}

    @Override
    protected Boolean computeValue(Class<?> type) {
      Class<?> owner = type;
      while (owner != null && !owner.getName().equals(CONTINUATION)) {
        owner = owner.getSuperclass();
      }
      return owner != null;
    }
  }

  private static final NamedField LABEL = new NamedField("label");
  private static final NamedField EXCEPTION = new NamedField("exception");
  private static final Telling TELLING = new Telling();
  private static final WeakTable<Waiting> WAITING = new WeakTable<>(null);

  /** Whether any continuation has told that it resumes. All coroutines begin with that. */
  private static volatile boolean told;

  /** Whether any call has ever waited. Until then, a continuation need not be looked up. */
  private static volatile boolean waited;

  private CoroutineProbe() {}

  /**
   * A function is entered: by a call, or again.
   *
   * @param arguments the last is a continuation
   * @return the argument of {@link #left}
   */
  public static @Nullable Object entered(int number, @Nullable Object self, Object[] arguments)
      throws IllegalAccessException {
    int last = arguments.length - 1;
    Object continuation = arguments[last];
    if (continuation == null || isOfFunction(continuation) || Reading.isUnderWay()) {
      return null;
    }
    MeasuredMethod method = MethodProbe.registered(number);
    Object series = method.series(self, arguments);
    if (!method.started(series)) {
      return null;
    }
    CallEnd end = new MethodCallEnd(method, series, Clock.now());
    boolean waits = told && TELLING.get(continuation.getClass());
    if (waits) {
      waited = true;
      WAITING.put(continuation, new Waiting(end, WAITING.get(continuation)));
    }
    return new Entered(method, series, end, continuation, waits);
  }

  /**
   * Whether a continuation is that of the function itself, which is entered again with it. The
   * compiled code sets the sign of the label just for that.
   */
  private static boolean isOfFunction(Object continuation) throws IllegalAccessException {
    Field label = LABEL.get(continuation.getClass());
    return label != null && label.getType() == int.class && label.getInt(continuation) < 0;
  }

  /**
   * A function returns or throws: because it is done, or because it is suspended.
   *
   * @param entered the result of {@link #entered}
   */
  public static void left(
      @Nullable Object entered, @Nullable Object returned, @Nullable Throwable thrown) {
    if (entered instanceof Entered) {
      Entered call = (Entered) entered;
      call.method.left(call.series);
      if (thrown != null || !isSuspended(returned)) {
        if (call.waits) {
          waitNoMore(call);
        }
        call.end.accept(returned, thrown);
      } else if (!call.waits) {
        ProbeErrors.note(
            "calls of suspending functions by a "
                + call.continuation.getClass().getName()
                + " end when they are first suspended, since it cannot be seen to resume");
        call.end.accept(null, null);
      }
    }
  }

  private static boolean isSuspended(@Nullable Object returned) {
    return returned instanceof Enum
        && returned.getClass().getName().equals(MARKS)
        && ((Enum<?>) returned).name().equals(SUSPENDED);
  }

  /** Calls with the same continuation are nested, so the call that ends is the latest. */
  private static void waitNoMore(Entered call) {
    Waiting waiting = WAITING.remove(call.continuation);
    while (waiting != null && waiting.end != call.end) {
      waiting = waiting.next;
    }
    if (waiting != null && waiting.next != null) {
      WAITING.put(call.continuation, waiting.next);
    }
  }

  /**
   * A continuation resumes. Whatever it has called and waited for is done.
   *
   * @param result what that came to: a value, or Kotlin's object for a failure
   */
  public static void resumed(@Nullable Object continuation, @Nullable Object result)
      throws IllegalAccessException {
    if (!told) {
      told = true;
    }
    if (waited && continuation != null) {
      Waiting waiting = WAITING.remove(continuation);
      if (waiting != null) {
        Throwable failure = failure(result);
        while (waiting != null) {
          waiting.end.accept(failure == null ? result : null, failure);
          waiting = waiting.next;
        }
      }
    }
  }

  private static @Nullable Throwable failure(@Nullable Object result)
      throws IllegalAccessException {
    if (result == null || !result.getClass().getName().equals(FAILURE)) {
      return null;
    }
    Field exception = EXCEPTION.get(result.getClass());
    Object failure = exception == null ? null : exception.get(result);
    return failure instanceof Throwable ? (Throwable) failure : new IllegalStateException();
  }
}
