package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.bootstrap.probe.ApiRequestProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A request body, as the SDK has just written it. */
final class SerializeAdvice {
  private SerializeAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Return @Nullable String json) {
    ApiRequestProbe.bodySerialized(json);
  }
}
