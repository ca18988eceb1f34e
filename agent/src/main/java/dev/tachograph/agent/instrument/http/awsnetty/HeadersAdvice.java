package dev.tachograph.agent.instrument.http.awsnetty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What was read is the head of the response. */
final class HeadersAdvice {
  private HeadersAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.Argument(0) SdkHttpResponse response) {
    HttpEngineProbe.answered(response.statusCode());
  }
}
