package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.executor.FutureProbe;
import org.jspecify.annotations.Nullable;

/** A stage calls an action whose failure it may keep to itself. */
final class StageActionAdvice {
  private StageActionAdvice() {}

  @Advice.OnExit
  static void exit(@Advice.This Object stage, @Advice.Thrown @Nullable Throwable thrown) {
    FutureProbe.stageCalled(stage, thrown);
  }
}
