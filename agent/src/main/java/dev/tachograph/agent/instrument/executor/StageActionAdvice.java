package dev.tachograph.agent.instrument.executor;

import dev.tachograph.bootstrap.probe.executor.FutureProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A stage calls an action whose failure it may keep to itself. */
final class StageActionAdvice {
  private StageActionAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object stage, @Advice.Thrown @Nullable Throwable thrown) {
    FutureProbe.stageCalled(stage, thrown);
  }
}
