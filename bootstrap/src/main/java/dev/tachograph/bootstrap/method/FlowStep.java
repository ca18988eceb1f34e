package dev.tachograph.bootstrap.method;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** Ends a call on the way of a result or a failure, and lets it pass. */
final class FlowStep extends Callback {
  private final CallEnd end;

  /** Makes a flow of a failure; null for a step that a result passes. */
  private final @Nullable MethodHandle failed;

  FlowStep(CallEnd end, @Nullable MethodHandle failed) {
    this.end = end;
    this.failed = failed;
  }

  @Override
  @Nullable Object call(@Nullable Object... arguments) {
    Object passing = arguments[0];
    if (failed == null) {
      end.accept(passing, null);
      return passing;
    }
    end.accept(null, (Throwable) passing);
    try {
      return failed.invokeExact(passing);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }
}
