package dev.tachograph.bootstrap.retry;

import dev.tachograph.bootstrap.metrics.OutcomeTimer;
import dev.tachograph.bootstrap.operation.CurrentOperation;
import dev.tachograph.bootstrap.support.WeakTable;
import org.jspecify.annotations.Nullable;

/**
 * The entry point for libraries that repeat calls.
 *
 * <p>Some libraries have an object for each call, the carrier. A field that weaving adds to it
 * keeps what this probe knows of the call; in a class that was loaded before, a table does. Other
 * libraries count the attempts themselves and make all of them on the caller's thread. They need no
 * carrier.
 */
public final class RetryProbe {
  /** Stands in the field of a carrier whose call is never repeated. */
  private static final Object NEVER = new Object();

  private static final WeakTable<RetriedCall> CALLS = new WeakTable<>(null);

  /** The call about whose next attempt this thread asks the application. */
  private static final ThreadLocal<@Nullable RetriedCall> ASKING = new ThreadLocal<>();

  private RetryProbe() {}

  /**
   * A call begins, on the caller's thread.
   *
   * @param kept 1 if a field of the carrier keeps the result, 0 if it has no such field
   * @param name the retry's own name, or null if it has none
   * @return what the field is to keep
   */
  public static Object began(Object carrier, int kept, String library, @Nullable Object name) {
    RetriedCall call = new RetriedCall(library, label(name), CurrentOperation.get());
    if (kept == 0) {
      CALLS.put(carrier, call);
    }
    return call;
  }

  /** As {@link #began}, for a carrier that may be that of a call that is never repeated. */
  public static Object beganIf(
      boolean mayRepeat, Object carrier, int kept, String library, @Nullable Object name) {
    return mayRepeat ? began(carrier, kept, library, name) : NEVER;
  }

  /**
   * An attempt failed, and the library has decided what follows.
   *
   * @param kept what the field of the carrier keeps, or null
   * @param again whether another attempt follows
   */
  public static void failed(Object carrier, @Nullable Object kept, boolean again) {
    RetriedCall call = callOf(carrier, kept);
    if (call != null) {
      answered(call);
      if (again) {
        call.repeated();
      } else {
        call.ended(true);
      }
    }
  }

  /**
   * An attempt returned, and the library has judged the result.
   *
   * @param again whether another attempt follows
   * @param failures how many attempts have failed, with this one if its result is a failure
   */
  public static void judged(Object carrier, @Nullable Object kept, boolean again, int failures) {
    RetriedCall call = callOf(carrier, kept);
    if (call != null && (again || failures > call.repeats())) {
      failed(carrier, call, again);
    }
  }

  /** The call ended. */
  public static void ended(Object carrier, @Nullable Object kept, boolean failed) {
    RetriedCall call = callOf(carrier, kept);
    if (call != null) {
      if (failed) {
        answered(call);
      }
      call.ended(failed);
    }
  }

  /**
   * An attempt failed, and the library asks the application whether to repeat it. The application
   * may let another library decide. Then the call counts for that one only.
   *
   * @param kept what the field of the carrier keeps, or null
   * @param isOfAnother whether another library has already decided
   * @return for {@link #asked}
   */
  public static @Nullable Object asking(
      Object carrier, @Nullable Object kept, boolean isOfAnother) {
    RetriedCall before = ASKING.get();
    RetriedCall call = callOf(carrier, kept);
    if (call != null && isOfAnother) {
      call.leaveToAnother();
    }
    ASKING.set(call);
    return before;
  }

  /**
   * The application has been asked.
   *
   * @param before what {@link #asking} returned
   */
  public static void asked(@Nullable Object before) {
    ASKING.set((RetriedCall) before);
  }

  /** A decision is made: about the call that this thread asks for, or by another library for it. */
  private static void answered(RetriedCall call) {
    RetriedCall asking = ASKING.get();
    if (asking == call) {
      // What follows on this thread may be the next attempt.
      ASKING.set(null);
    } else if (asking != null) {
      asking.leaveToAnother();
    }
  }

  private static @Nullable RetriedCall callOf(Object carrier, @Nullable Object kept) {
    if (kept instanceof RetriedCall) {
      return (RetriedCall) kept;
    }
    return kept == NEVER ? null : CALLS.get(carrier);
  }

  /** An attempt after the first begins, on the caller's thread. */
  public static void repeated(String library, @Nullable Object name) {
    RetryMetrics.current().count(library, label(name), RetryMetrics.REPEATED);
    OutcomeTimer operation = CurrentOperation.get();
    if (operation != null) {
      operation.repeat();
    }
  }

  /** The last of several attempts ended. */
  public static void endedAfterRetry(String library, @Nullable Object name, boolean failed) {
    RetryMetrics.current()
        .count(library, label(name), failed ? RetryMetrics.GAVE_UP : RetryMetrics.SUCCEEDED);
  }

  /** The name as a label, or an empty one for what a library makes up, and anew in each run. */
  private static String label(@Nullable Object name) {
    if (!(name instanceof String)) {
      return "";
    }
    String text = (String) name;
    return text.contains("$$Lambda") || isUuid(text) ? "" : text;
  }

  private static boolean isUuid(String text) {
    return text.length() == 36
        && text.charAt(8) == '-'
        && text.charAt(13) == '-'
        && text.charAt(18) == '-'
        && text.charAt(23) == '-';
  }
}
