package dev.tachograph.agent.instrument.http.awsnetty;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import net.bytebuddy.asm.Advice;
import software.amazon.awssdk.http.nio.netty.internal.RequestContext;

/** The future of a call completes; its failure, if there is one, is the last argument. */
final class EndAdvice {
  private EndAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Woven.Field("context") RequestContext context, @Advice.AllArguments Object[] arguments) {
    HttpEngineProbe.ended(context, (Throwable) arguments[arguments.length - 1]);
  }
}
