package dev.tachograph.bootstrap.operation;

import dev.tachograph.bootstrap.metrics.OperationNames;
import dev.tachograph.bootstrap.metrics.OutcomeTimer;
import dev.tachograph.bootstrap.support.Clock;
import dev.tachograph.bootstrap.support.ProbeErrors;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the application says about its operations by itself, through the API.
 *
 * <p>The API's methods return what these return. So nothing here may throw, and what is no error is
 * not null. Labels come as up to two names with values, or as {@code more}: an array of names and
 * values, or a map.
 *
 * <p>A call that cannot be used as it is counts as an error of this probe, and the first of each
 * kind is logged. Nothing but its first look-up of a name or a label takes a lock.
 */
public final class OperationProbe {
  /** The {@code error_type} of a failure of which nothing else is known. */
  static final String UNKNOWN = "unknown";

  private static final String PROBE = "OperationProbe";

  /** Longer durations are milliseconds or nanoseconds by mistake. */
  private static final double MAX_SECONDS = 1e9;

  private static final double NANOS_PER_SECOND = 1e9;

  /** Stands for what is no duration. */
  private static final long NO_DURATION = -1;

  private OperationProbe() {}

  /** The agent records. */
  public static Boolean isRecording() {
    return Boolean.TRUE;
  }

  /**
   * An operation has ended.
   *
   * @param timed whether the duration is known
   * @param seconds the duration
   * @param errorType of a failure; null if it is unknown
   * @return whether this could be recorded
   */
  public static Boolean ended(
      @Nullable String operation,
      boolean success,
      boolean timed,
      double seconds,
      @Nullable String errorType,
      @Nullable String name1,
      @Nullable String value1,
      @Nullable String name2,
      @Nullable String value2,
      @Nullable Object more) {
    try {
      long nanos = timed ? nanos(operation, seconds) : 0;
      Operation named = nanos == NO_DURATION ? null : named(operation);
      if (named == null) {
        return Boolean.FALSE;
      }
      OutcomeTimer timer = timer(named, name1, value1, name2, value2, more);
      if (success) {
        succeeded(timer, timed, nanos);
      } else {
        failed(named, timer, errorType, timed, nanos);
      }
      return Boolean.TRUE;
    } catch (Throwable t) {
      ProbeErrors.report(t, PROBE);
      return Boolean.FALSE;
    }
  }

  private static void succeeded(OutcomeTimer timer, boolean timed, long nanos) {
    if (timed) {
      timer.begin();
      timer.succeed(nanos, System.nanoTime());
    } else {
      timer.succeedAlone();
    }
  }

  private static void failed(
      Operation operation,
      OutcomeTimer timer,
      @Nullable String errorType,
      boolean timed,
      long nanos) {
    operation.failed(timer, known(errorType));
    if (timed) {
      timer.begin();
      timer.fail(nanos, System.nanoTime());
    }
  }

  /**
   * An operation took this long, and nobody says how it ended.
   *
   * @param seconds the duration
   * @return whether this could be recorded
   */
  public static Boolean took(
      @Nullable String operation,
      double seconds,
      @Nullable String name1,
      @Nullable String value1,
      @Nullable String name2,
      @Nullable String value2,
      @Nullable Object more) {
    try {
      long nanos = nanos(operation, seconds);
      Operation named = nanos == NO_DURATION ? null : named(operation);
      if (named == null) {
        return Boolean.FALSE;
      }
      timer(named, name1, value1, name2, value2, more).recordAlone(nanos, System.nanoTime());
      return Boolean.TRUE;
    } catch (Throwable t) {
      ProbeErrors.report(t, PROBE);
      return Boolean.FALSE;
    }
  }

  /**
   * An operation is tried.
   *
   * @param attempt 1 for the first time, which does not count
   * @return whether this could be recorded
   */
  public static Boolean attempted(
      @Nullable String operation,
      int attempt,
      @Nullable String name1,
      @Nullable String value1,
      @Nullable String name2,
      @Nullable String value2,
      @Nullable Object more) {
    try {
      Operation named = named(operation);
      if (named == null) {
        return Boolean.FALSE;
      }
      // The operation is exposed from its first attempt on.
      OutcomeTimer timer = timer(named, name1, value1, name2, value2, more);
      if (attempt > 1) {
        timer.repeat();
      }
      return Boolean.TRUE;
    } catch (Throwable t) {
      ProbeErrors.report(t, PROBE);
      return Boolean.FALSE;
    }
  }

  /** An operation begins. The result is null if it cannot be recorded. */
  public static @Nullable Object begun(
      @Nullable String operation,
      @Nullable String name1,
      @Nullable String value1,
      @Nullable String name2,
      @Nullable String value2,
      @Nullable Object more) {
    try {
      Operation named = named(operation);
      if (named == null) {
        return null;
      }
      OutcomeTimer timer = timer(named, name1, value1, name2, value2, more);
      return new OperationCall(named, timer, Clock.now());
    } catch (Throwable t) {
      ProbeErrors.report(t, PROBE);
      return null;
    }
  }

  /** What {@link #begun} returned has failed. It has not ended by that. */
  public static Boolean callFailed(@Nullable Object begun, @Nullable Throwable failure) {
    try {
      return callFailed(begun, failure == null ? null : Operation.errorType(failure));
    } catch (Throwable t) {
      ProbeErrors.report(t, PROBE);
      return Boolean.FALSE;
    }
  }

  /** What {@link #begun} returned has failed. It has not ended by that. */
  public static Boolean callFailed(@Nullable Object begun, @Nullable String errorType) {
    if (begun instanceof OperationCall) {
      ((OperationCall) begun).failed(known(errorType));
    }
    return Boolean.TRUE;
  }

  /** What {@link #begun} returned is tried once more. */
  public static Boolean callRetried(@Nullable Object begun) {
    try {
      if (begun instanceof OperationCall) {
        ((OperationCall) begun).retried();
      }
    } catch (Throwable t) {
      ProbeErrors.report(t, PROBE);
    }
    return Boolean.TRUE;
  }

  /** What {@link #begun} returned has ended. */
  public static Boolean callEnded(@Nullable Object begun) {
    try {
      if (begun instanceof OperationCall) {
        ((OperationCall) begun).end();
      }
    } catch (Throwable t) {
      ProbeErrors.report(t, PROBE);
    }
    return Boolean.TRUE;
  }

  private static String known(@Nullable String errorType) {
    return errorType == null || isBlank(errorType) ? UNKNOWN : errorType;
  }

  /** The duration, or {@link #NO_DURATION}. */
  private static long nanos(@Nullable String operation, double seconds) {
    if (seconds >= 0 && seconds <= MAX_SECONDS) {
      return (long) (seconds * NANOS_PER_SECOND + 0.5);
    }
    if (seconds < 0 && seconds >= -MAX_SECONDS) {
      misused(operation, "a negative duration, which counts as 0");
      return 0;
    }
    misused(operation, "a duration that is no number of seconds; the call is ignored");
    return NO_DURATION;
  }

  private static @Nullable Operation named(@Nullable String operation) {
    if (operation == null || isBlank(operation)) {
      misused(operation, "no name of an operation; the call is ignored");
      return null;
    }
    return OperationMetrics.current().operation(operation);
  }

  private static boolean isBlank(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > ' ') {
        return false;
      }
    }
    return true;
  }

  private static OutcomeTimer timer(
      Operation operation,
      @Nullable String name1,
      @Nullable String value1,
      @Nullable String name2,
      @Nullable String value2,
      @Nullable Object more) {
    if (more != null) {
      String[] values = {"", "", "", ""};
      if (more instanceof Map) {
        put(operation, values, (Map<?, ?>) more);
      } else {
        put(operation, values, (Object[]) more);
      }
      return operation.timer(values[0], values[1], values[2], values[3]);
    }
    int first = position(operation, name1, value1);
    int second = position(operation, name2, value2);
    // Without an array, because this is the path of most calls.
    return operation.timer(
        at(0, first, value1, second, value2),
        at(1, first, value1, second, value2),
        at(2, first, value1, second, value2),
        at(3, first, value1, second, value2));
  }

  private static String at(
      int position, int first, @Nullable String value1, int second, @Nullable String value2) {
    String value = position == second ? value2 : position == first ? value1 : null;
    return value == null ? "" : value;
  }

  private static void put(Operation operation, String[] values, Map<?, ?> labels) {
    for (Map.Entry<?, ?> label : labels.entrySet()) {
      put(operation, values, label.getKey(), label.getValue());
    }
  }

  private static void put(Operation operation, String[] values, Object[] labels) {
    for (int i = 0; i + 1 < labels.length; i += 2) {
      put(operation, values, labels[i], labels[i + 1]);
    }
    if (labels.length % 2 != 0) {
      misused(operation.name(), "a label without a value, which is left out");
    }
  }

  /** Raw types allow the application to give anything. */
  private static void put(
      Operation operation, String[] values, @Nullable Object name, @Nullable Object value) {
    if (value != null && !(value instanceof String)) {
      misused(operation.name(), "the value of a label that is no text; the label is left out");
      return;
    }
    String text = value == null ? "" : (String) value;
    int position = position(operation, name instanceof String ? (String) name : null, text);
    if (position >= 0) {
      values[position] = text;
    }
  }

  /** The position of a label; -1 if there is none, or if it cannot be one. */
  private static int position(Operation operation, @Nullable String name, @Nullable String value) {
    if (name == null && value == null) {
      return -1;
    }
    if (name == null || isBlank(name)) {
      misused(operation.name(), "a label without a name, which is left out");
      return -1;
    }
    int known = operation.knownPosition(name);
    return known >= 0 ? known : newPosition(operation, name);
  }

  private static int newPosition(Operation operation, String name) {
    if (OperationNames.isReserved(name)) {
      misused(operation.name(), "a label with a meaning of its own, which is left out");
      return -1;
    }
    try {
      int position = operation.position(name);
      if (position < 0) {
        misused(operation.name(), "more labels than an operation can have; the last is left out");
      }
      return position;
    } catch (IllegalArgumentException e) {
      misused(operation.name(), "a label that is no name for Prometheus, which is left out");
      return -1;
    }
  }

  private static void misused(@Nullable String operation, String what) {
    ProbeErrors.reportMisuse(
        PROBE,
        what,
        "an application's call for the operation "
            + (operation == null || isBlank(operation) ? "''" : OperationMetrics.valid(operation))
            + " has "
            + what);
  }
}
