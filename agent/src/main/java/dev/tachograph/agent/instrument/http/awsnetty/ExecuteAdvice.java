package dev.tachograph.agent.instrument.http.awsnetty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.nio.netty.internal.RequestContext;

/** A call begins; the SDK makes one for each of its retries. */
final class ExecuteAdvice {
  private ExecuteAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.Field("context") RequestContext context) {
    HttpEngineProbe.started(
        context,
        "awsnetty",
        context.executeRequest().request().protocol(),
        context.executeRequest().request().method().name(),
        context.executeRequest().request().host(),
        context.executeRequest().request().port(),
        context.executeRequest().request().encodedPath());
  }

  @Advice.OnExit
  static void exit(
      @Advice.Field("context") RequestContext context,
      @Advice.Returned @Nullable CompletableFuture<?> end,
      @Advice.Thrown @Nullable Throwable failure) {
    HttpEngineProbe.endsWith(context, end, failure);
  }
}
