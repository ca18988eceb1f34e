package dev.tachograph.agent.instrument.http.awsnetty;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.nio.netty.internal.RequestContext;

/** A call begins; the SDK makes one for each of its retries. */
final class ExecuteAdvice {
  private ExecuteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Woven.Field("context") RequestContext context) {
    HttpEngineProbe.started(
        context,
        "awsnetty",
        context.executeRequest().request().protocol(),
        context.executeRequest().request().method().name(),
        context.executeRequest().request().host(),
        context.executeRequest().request().port(),
        context.executeRequest().request().encodedPath());
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Woven.Field("context") RequestContext context,
      @Advice.Return @Nullable CompletableFuture<?> end,
      @Advice.Thrown @Nullable Throwable failure) {
    HttpEngineProbe.endsWith(context, end, failure);
  }
}
