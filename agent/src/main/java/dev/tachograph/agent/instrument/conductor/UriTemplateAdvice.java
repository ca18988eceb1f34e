package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.ApiRequestProbe;
import net.bytebuddy.asm.Advice;

/** Client 3 resolves the path template of the request that it sends next. */
final class UriTemplateAdvice {
  private UriTemplateAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) String path, @Woven.Field("root") String root) {
    ApiRequestProbe.templateResolved(path, root);
  }
}
