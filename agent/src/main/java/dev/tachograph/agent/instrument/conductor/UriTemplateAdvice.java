package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.ApiRequestProbe;

/** Client 3 resolves the path template of the request that it sends next. */
final class UriTemplateAdvice {
  private UriTemplateAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.Argument(0) String path, @Advice.Field("root") String root) {
    ApiRequestProbe.templateResolved(path, root);
  }
}
