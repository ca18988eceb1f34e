package dev.tachograph.agent.instrument.http.retrofit;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/** The same in Retrofit 2.4, which hands the request on before anybody sees it. */
final class CallAdvice {
  private CallAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(
      @Advice.Field("relativeUrl") @Nullable String template, @Advice.Returned Call call) {
    HttpTemplateProbe.made(call.request(), template);
  }
}
