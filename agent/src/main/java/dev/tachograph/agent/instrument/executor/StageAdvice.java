package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.FutureProbe;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A task of a CompletableFuture is to complete a stage. */
final class StageAdvice {
  private StageAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.This Object task, @Advice.Field("dep") @Nullable CompletableFuture<?> stage) {
    FutureProbe.stageStarted(task, stage);
  }
}
