package dev.tachograph.bootstrap.executor;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Selects notes of waiting tasks that a sweep takes. */
enum NoteSweep {
  /** Notes of tasks that have been collected: no thread can run them or take them back any more. */
  LOST {
    @Override
    boolean takes(@Nullable Object task) {
      return task == null;
    }
  },

  /** Notes of futures that have been cancelled. */
  CANCELLED {
    @Override
    boolean takes(@Nullable Object task) {
      return task instanceof Future && CancelledTasks.isCancelled(task);
    }
  },

  /** All notes. */
  ALL {
    @Override
    boolean takes(@Nullable Object task) {
      return true;
    }
  };

  /**
   * Whether the sweep takes the note.
   *
   * @param task null if it has been collected
   */
  abstract boolean takes(@Nullable Object task);
}
