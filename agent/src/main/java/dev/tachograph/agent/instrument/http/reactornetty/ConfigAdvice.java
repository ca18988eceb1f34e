package dev.tachograph.agent.instrument.http.reactornetty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;

/** A configuration is copied: of a request, by whoever may know the template of its path. */
final class ConfigAdvice {
  private ConfigAdvice() {}

  @Advice.OnExit
  static void exit(@Advice.This Object config) {
    HttpEngineProbe.configured(config);
  }
}
