package dev.tachograph.agent.instrument.http.awsnetty;

import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.AttributeKey;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Something was read that belongs to the call whose context the channel knows. */
final class ReadAdvice {
  private ReadAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.Argument(0) ChannelHandlerContext channelContext) {
    return HttpEngineProbe.entered(
        channelContext
            .channel()
            .attr(AttributeKey.valueOf("aws.http.nio.netty.async.requestContext"))
            .get());
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object before) {
    HttpEngineProbe.left(before);
  }
}
