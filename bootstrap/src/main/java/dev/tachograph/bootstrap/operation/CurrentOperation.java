package dev.tachograph.bootstrap.operation;

import org.jspecify.annotations.Nullable;

/** The operations that a thread is inside of. */
public final class CurrentOperation {
  private CurrentOperation() {}

  /** Has threads keep their operations from now on. */
  public static void watch() {}

  /** The innermost operation under way on this thread; null if there is none. */
  public static @Nullable OperationMeter get() {
    return null;
  }
}
