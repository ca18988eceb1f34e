package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.support.Clock;
import dev.tachograph.bootstrap.support.ProbeErrors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls of methods that the configuration or an annotation names.
 *
 * <p>A call ends when its work ends: see {@link LaterEnds}. The application gets the same object
 * that the method returned, or a publisher that does the same. Functions that can be suspended are
 * those of {@link CoroutineProbe}.
 */
public final class MethodProbe {
  /** One call whose series its arguments determined. */
  private static final class Call {
    final MeasuredMethod method;
    final Object series;
    final long start;

    Call(MeasuredMethod method, Object series, long start) {
      this.method = method;
      this.series = series;
      this.start = start;
    }
  }

  private static final Map<String, Integer> NUMBERS = new HashMap<>();

  /**
   * The methods with the lowest numbers. Woven code has the number as a constant, and the compiler
   * knows this array, so a look-up is one load.
   */
  private static final @Nullable MeasuredMethod[] FIRST = new MeasuredMethod[1024];

  /** The others; copied on write. */
  @SuppressWarnings("NonFinalStaticField")
  private static volatile MeasuredMethod[] others = {};

  private MethodProbe() {}

  /** What was registered with this number. */
  public static MeasuredMethod registered(int number) {
    MeasuredMethod method = number < FIRST.length ? FIRST[number] : others[number - FIRST.length];
    if (method == null) {
      throw new IllegalStateException("no method has the number " + number);
    }
    return method;
  }

  /**
   * Keeps what calls of a method are measured as. Woven code holds its number.
   *
   * @param key identifies it, because one class may be loaded and woven many times
   */
  public static synchronized int register(String key, MeasuredMethod method) {
    Integer known = NUMBERS.get(key);
    if (known != null) {
      return known;
    }
    int number = NUMBERS.size();
    if (number < FIRST.length) {
      FIRST[number] = method;
    } else {
      MeasuredMethod[] more = Arrays.copyOf(others, others.length + 1);
      more[others.length] = method;
      others = more;
    }
    NUMBERS.put(key, number);
    return number;
  }

  /** A call begins; its arguments determine the series. */
  public static @Nullable Object callStarted(
      int number, @Nullable Object self, Object[] arguments) {
    if (Reading.isUnderWay()) {
      return null;
    }
    MeasuredMethod method = registered(number);
    Object series = method.series(self, arguments);
    return method.started(series) ? new Call(method, series, Clock.now()) : null;
  }

  /** A call that {@link #callStarted} saw has ended, perhaps by returning what ends later. */
  public static void callEnded(
      @Nullable Object started, @Nullable Object returned, @Nullable Throwable thrown) {
    if (started instanceof Call) {
      Call call = (Call) started;
      call.method.left(call.series);
      AsyncType type = thrown == null ? LaterEnds.typeOf(returned) : AsyncType.NONE;
      if (returned != null && type.isCold()) {
        noteNarrow(returned);
      }
      end(call, type, returned, thrown);
    }
  }

  /**
   * As {@link #callEnded}, for a method that returns any publisher.
   *
   * @return what the method is to return
   */
  public static @Nullable Object callEndedOrReplaced(
      @Nullable Object started, @Nullable Object returned, @Nullable Throwable thrown) {
    if (started instanceof Call) {
      Call call = (Call) started;
      call.method.left(call.series);
      AsyncType type = thrown == null ? LaterEnds.typeOf(returned) : AsyncType.NONE;
      Object replacement = replacement(call, type, returned);
      if (replacement != null) {
        call.method.withdrawn(call.series);
        return replacement;
      }
      end(call, type, returned, thrown);
    }
    return returned;
  }

  /**
   * A method that returns a publisher of the kind whose subscriptions are calls is entered. No call
   * begins.
   */
  public static @Nullable Object assemblyStarted(
      int number, @Nullable Object self, Object[] arguments) {
    if (Reading.isUnderWay()) {
      return null;
    }
    MeasuredMethod method = registered(number);
    Object series = method.series(self, arguments);
    method.entered(series);
    return new Call(method, series, Clock.now());
  }

  /**
   * The method has ended. If it did so without a publisher, it was a call of its own.
   *
   * @return what the method is to return
   */
  public static @Nullable Object assemblyEnded(
      @Nullable Object started, @Nullable Object returned, @Nullable Throwable thrown) {
    if (started instanceof Call) {
      Call call = (Call) started;
      call.method.left(call.series);
      AsyncType type = thrown == null ? LaterEnds.typeOf(returned) : AsyncType.NONE;
      Object replacement = replacement(call, type, returned);
      if (replacement != null) {
        return replacement;
      }
      if (call.method.begun(call.series)) {
        end(call, type, returned, thrown);
      }
    }
    return returned;
  }

  private static @Nullable Object replacement(
      Call call, AsyncType type, @Nullable Object returned) {
    return returned == null || !type.isCold()
        ? null
        : LaterEnds.measured(type, returned, new MethodSubscriptions(call.method, call.series));
  }

  static void noteNarrow(Object publisher) {
    ProbeErrors.note(
        "calls that return "
            + publisher.getClass().getName()
            + " end when they return, since the method declares a type that a measured publisher"
            + " would not have");
  }

  private static void end(
      Call call, AsyncType type, @Nullable Object returned, @Nullable Throwable thrown) {
    MeasuredMethod method = call.method;
    if (returned != null && type.isLater()) {
      LaterEnds.await(type, returned, new MethodCallEnd(method, call.series, call.start));
    } else {
      long end = System.nanoTime();
      Object series = method.needsResult() ? method.series(call.series, returned) : call.series;
      method.ended(series, end - call.start, end, thrown);
    }
  }

  /** A call of a method with a fixed series begins. */
  public static long started(int number) {
    MeasuredMethod method = registered(number);
    return method.started(method.fixedSeries()) ? Clock.now() : 0;
  }

  /** A call that {@link #started} saw has ended without returning what ends later. */
  public static void ended(int number, long start, @Nullable Throwable thrown) {
    if (start != 0) {
      MeasuredMethod method = registered(number);
      Object series = method.fixedSeries();
      method.left(series);
      long end = System.nanoTime();
      method.ended(series, end - start, end, thrown);
    }
  }

  /** A call that {@link #started} saw has ended, perhaps by returning what ends later. */
  public static void ended(
      int number, long start, @Nullable Object returned, @Nullable Throwable thrown) {
    AsyncType type = thrown == null && start != 0 ? LaterEnds.typeOf(returned) : AsyncType.NONE;
    if (returned != null && type != AsyncType.NONE) {
      if (type.isCold()) {
        noteNarrow(returned);
      }
      MeasuredMethod method = registered(number);
      Object series = method.fixedSeries();
      method.left(series);
      LaterEnds.await(type, returned, new MethodCallEnd(method, series, start));
    } else {
      ended(number, start, thrown);
    }
  }

  /**
   * A call that {@link #started} saw has ended. The method may return any publisher.
   *
   * @return what the method is to return
   */
  public static @Nullable Object endedOrReplaced(
      int number, long start, @Nullable Object returned, @Nullable Throwable thrown) {
    AsyncType type = thrown == null && start != 0 ? LaterEnds.typeOf(returned) : AsyncType.NONE;
    if (type == AsyncType.NONE) {
      ended(number, start, thrown);
      return returned;
    }
    MeasuredMethod method = registered(number);
    Object series = method.fixedSeries();
    Call call = new Call(method, series, start);
    return callEndedOrReplaced(call, returned, null);
  }
}
