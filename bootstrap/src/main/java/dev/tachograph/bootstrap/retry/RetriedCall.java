package dev.tachograph.bootstrap.retry;

import dev.tachograph.bootstrap.metrics.OutcomeTimer;
import org.jspecify.annotations.Nullable;

/**
 * A call that a library may repeat, from its first attempt to its end. Attempts may run on other
 * threads, one after the other; the library's own hand-over makes what one writes visible to the
 * next.
 */
final class RetriedCall {
  private final String library;
  private final String name;

  /** The operation that the call is a part of, or null. */
  private final @Nullable OutcomeTimer operation;

  private int repeats;

  /** Whether the call was repeated, and its end has not counted. */
  private boolean isOpen;

  /** Whether another library, which has a call of its own, decides when this one is repeated. */
  private boolean isOfAnother;

  RetriedCall(String library, String name, @Nullable OutcomeTimer operation) {
    this.library = library;
    this.name = name;
    this.operation = operation;
  }

  /** How often the call was repeated. */
  int repeats() {
    return repeats;
  }

  /** From now on, what becomes of this call counts for another. */
  void leaveToAnother() {
    isOfAnother = true;
  }

  void repeated() {
    if (isOfAnother) {
      return;
    }
    repeats++;
    isOpen = true;
    RetryMetrics.current().count(library, name, RetryMetrics.REPEATED);
    if (operation != null) {
      operation.repeat();
    }
  }

  /**
   * The call ended. This counts only if the call was repeated, and only once: libraries may tell
   * the same end twice.
   */
  void ended(boolean failed) {
    if (isOpen && !isOfAnother) {
      isOpen = false;
      RetryMetrics.current()
          .count(library, name, failed ? RetryMetrics.GAVE_UP : RetryMetrics.SUCCEEDED);
    }
  }
}
