package dev.tachograph.agent.instrument.http.awsnetty;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.HttpEngineProbe;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/** Something was read that belongs to the call whose context the channel knows. */
final class ReadAdvice {
  private ReadAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(@Advice.Argument(0) ChannelHandlerContext channelContext) {
    return HttpEngineProbe.entered(
        channelContext
            .channel()
            .attr(AttributeKey.valueOf("aws.http.nio.netty.async.requestContext"))
            .get());
  }

  @Advice.OnExit
  static void exit(@Advice.Entered @Nullable Object before) {
    HttpEngineProbe.left(before);
  }
}
