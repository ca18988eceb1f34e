package dev.tachograph.agent.instrument.http.awsnetty;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What was read is the head of the response. */
final class HeadersAdvice {
  private HeadersAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) SdkHttpResponse response) {
    HttpEngineProbe.answered(response.statusCode());
  }
}
