package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.ApiRequestProbe;
import org.jspecify.annotations.Nullable;

/** A request body, as the SDK has just written it. */
final class SerializeAdvice {
  private SerializeAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.Returned @Nullable String json) {
    ApiRequestProbe.bodySerialized(json);
  }
}
