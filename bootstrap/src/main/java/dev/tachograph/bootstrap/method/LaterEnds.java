package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.support.ProbeErrors;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds out when the work is done that a returned object stands for. */
final class LaterEnds {
  private static final int MAX_DEPENDENTS = 64;

  private LaterEnds() {}

  /** Whether the work behind an object may still be under way, and its end can be seen. */
  static boolean isLater(Object returned) {
    return returned instanceof CompletionStage;
  }

  /** Ends the call when the work is done: at once if that cannot be seen. */
  static void await(Object returned, CallEnd end) {
    try {
      awaitStage((CompletionStage<?>) returned, end);
    } catch (RuntimeException | Error e) {
      ProbeErrors.report(e, "MethodProbe");
      end.accept(null, null);
    }
  }

  /**
   * Ends the call at once if the stage has too many dependents. Many calls may return the same
   * stage, which would keep all their callbacks for as long as it lives, and does not belong to one
   * call.
   */
  private static void awaitStage(CompletionStage<?> stage, CallEnd end) {
    if (stage instanceof CompletableFuture
        && ((CompletableFuture<?>) stage).getNumberOfDependents() >= MAX_DEPENDENTS) {
      end.accept(null, null);
    } else {
      stage.whenComplete(end);
    }
  }
}
