package dev.tachograph.api;

import java.util.Map;

/**
 * The methods that the agent answers in place of these bodies. Without the agent, each returns
 * null.
 *
 * <p>Labels come as up to two names with values, or as {@code more}: an array of names and values,
 * or a map.
 */
final class Hooks {
  private Hooks() {}

  /** Not null if the agent records. */
  static @Nullable Boolean isRecording() {
    return null;
  }

  /** Records an outcome, with its duration if that is known. True if the arguments were usable. */
  static @Nullable Boolean ended(
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
    return null;
  }

  /** Records a duration alone. True if the arguments were usable. */
  static @Nullable Boolean took(
      @Nullable String operation,
      double seconds,
      @Nullable String name1,
      @Nullable String value1,
      @Nullable String name2,
      @Nullable String value2,
      @Nullable Object more) {
    return null;
  }

  /** Counts an attempt after the first. True if the arguments were usable. */
  static @Nullable Boolean attempted(
      @Nullable String operation,
      int attempt,
      @Nullable String name1,
      @Nullable String value1,
      @Nullable String name2,
      @Nullable String value2,
      @Nullable Object more) {
    return null;
  }

  /** Begins an operation. The result is the agent's, for the following methods. */
  static @Nullable Object begun(
      @Nullable String operation,
      @Nullable String name1,
      @Nullable String value1,
      @Nullable String name2,
      @Nullable String value2,
      @Nullable Object more) {
    return null;
  }

  static @Nullable Boolean callFailed(Object begun, @Nullable Throwable failure) {
    return null;
  }

  static @Nullable Boolean callFailed(Object begun, @Nullable String errorType) {
    return null;
  }

  static @Nullable Boolean callRetried(Object begun) {
    return null;
  }

  static @Nullable Boolean callEnded(Object begun) {
    return null;
  }

  static @Nullable Map<String, Object> summary() {
    return null;
  }

  static @Nullable Map<String, Object> health() {
    return null;
  }
}
