package dev.tachograph.bootstrap.executor;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Which notes of waiting tasks are to go, though nobody came for them. */
enum NoteSweep {
  /** Those of tasks that have been collected: nobody can run them or take them back any more. */
  LOST {
    @Override
    boolean takes(@Nullable Object task) {
      return task == null;
    }
  },

  /** Those of futures that have been cancelled. */
  CANCELLED {
    @Override
    boolean takes(@Nullable Object task) {
      return task instanceof Future && CancelledTasks.isCancelled(task);
    }
  },

  /** All of them. */
  ALL {
    @Override
    boolean takes(@Nullable Object task) {
      return true;
    }
  };

  /**
   * Whether the note goes.
   *
   * @param task null if it has been collected
   */
  abstract boolean takes(@Nullable Object task);
}
