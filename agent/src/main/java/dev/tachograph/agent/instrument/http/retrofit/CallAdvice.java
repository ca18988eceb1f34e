package dev.tachograph.agent.instrument.http.retrofit;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import net.bytebuddy.asm.Advice;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/** The same in Retrofit 2.4, which hands the request on before anybody sees it. */
final class CallAdvice {
  private CallAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Woven.Field("relativeUrl") @Nullable String template, @Advice.Return Call call) {
    HttpTemplateProbe.made(call.request(), template);
  }
}
