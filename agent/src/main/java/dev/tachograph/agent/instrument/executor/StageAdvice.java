package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.executor.FutureProbe;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A task of a CompletableFuture is to complete a stage. */
final class StageAdvice {
  private StageAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This(optional = true) Object task,
      @Woven.Field("dep") @Nullable CompletableFuture<?> stage) {
    FutureProbe.stageStarted(task, stage);
  }
}
