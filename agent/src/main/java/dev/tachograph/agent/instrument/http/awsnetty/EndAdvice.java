package dev.tachograph.agent.instrument.http.awsnetty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import software.amazon.awssdk.http.nio.netty.internal.RequestContext;

/** The future of a call completes; its failure, if there is one, is the last argument. */
final class EndAdvice {
  private EndAdvice() {}

  @Advice.OnEnter
  static void enter(
      @Advice.Field("context") RequestContext context, @Advice.AllArguments Object[] arguments) {
    HttpEngineProbe.ended(context, (Throwable) arguments[arguments.length - 1]);
  }
}
