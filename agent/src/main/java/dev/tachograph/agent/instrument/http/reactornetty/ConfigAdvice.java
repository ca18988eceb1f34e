package dev.tachograph.agent.instrument.http.reactornetty;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;

/** A configuration is copied: of a request, by whoever may know the template of its path. */
final class ConfigAdvice {
  private ConfigAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.This(optional = true) Object config) {
    HttpEngineProbe.configured(config);
  }
}
