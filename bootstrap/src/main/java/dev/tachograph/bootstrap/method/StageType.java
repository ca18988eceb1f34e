package dev.tachograph.bootstrap.method;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The JDK's stages of work. */
final class StageType extends AsyncType {
  static final StageType STAGE = new StageType();

  private static final int MAX_DEPENDENTS = 64;

  private StageType() {}

  @Override
  boolean isLater() {
    return true;
  }

  /**
   * Ends the call at once if the stage has too many dependents. Many calls may return the same
   * stage, which would keep all their callbacks for as long as it lives, and does not belong to one
   * call.
   */
  @Override
  void await(Object returned, CallEnd end) {
    CompletionStage<?> stage = (CompletionStage<?>) returned;
    if (dependents(stage) >= MAX_DEPENDENTS) {
      end.accept(null, null);
    } else {
      stage.whenComplete(end);
    }
  }

  private static int dependents(CompletionStage<?> stage) {
    try {
      return stage instanceof CompletableFuture
          ? ((CompletableFuture<?>) stage).getNumberOfDependents()
          : 0;
    } catch (UnsupportedOperationException e) {
      // A minimal stage, such as failedStage(), tells nothing of itself. It is a class of its own.
      return 0;
    }
  }
}
