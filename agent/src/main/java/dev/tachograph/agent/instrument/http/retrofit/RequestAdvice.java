package dev.tachograph.agent.instrument.http.retrofit;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A request is made for a call of a method, whose annotation has the template. */
final class RequestAdvice {
  private RequestAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Woven.Field("relativeUrl") @Nullable String template, @Advice.Return Object request) {
    HttpTemplateProbe.made(request, template);
  }
}
