package dev.tachograph.bootstrap.executor;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Selects notes of waiting tasks that a sweep takes. */
enum NoteSweep {
  /** Notes of tasks that have been collected: no thread can run them or take them back any more. */
  LOST,

  /** Notes of futures that have been cancelled. */
  CANCELLED,

  /** All notes. */
  ALL;

  /**
   * Whether the sweep takes the note.
   *
   * @param task null if it has been collected
   */
  boolean takes(@Nullable Object task) {
    if (this == LOST) {
      return task == null;
    }
    return this == ALL || task instanceof Future && CancelledTasks.isCancelled(task);
  }
}
