package dev.tachograph.agent.instrument.awsnetty;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.http.HttpExchangeProbe;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.AttributeKey;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.nio.netty.internal.RequestContext;

/** Plans for the Netty-based client of the AWS SDK. */
public final class AwsNettyInstrumentation implements LibraryInstrumentation {
  private static final String INTERNAL = "software/amazon/awssdk/http/nio/netty/internal/";
  private static final String EXECUTOR = INTERNAL + "NettyRequestExecutor";
  private static final String RESPONSE_HANDLER = INTERNAL + "ResponseHandler";
  private static final String READ =
      "(Lio/netty/channel/ChannelHandlerContext;Lio/netty/handler/codec/http/HttpObject;)V";

  @Override
  public String name() {
    return "awsnetty";
  }

  @Override
  public String[] classNames() {
    return new String[] {EXECUTOR, RESPONSE_HANDLER};
  }

  @Override
  public String[] endsOf(String className) {
    return className.equals(EXECUTOR) ? new String[] {RESPONSE_HANDLER} : NO_CLASSES;
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case EXECUTOR:
        plan.method("execute", "()Ljava/util/concurrent/CompletableFuture;", Execute.class);
        break;
      case RESPONSE_HANDLER:
        plan.method("channelRead0", READ, Read.class)
            .call(
                "channelRead0",
                READ,
                "software/amazon/awssdk/http/async/SdkAsyncHttpResponseHandler",
                "onHeaders",
                "(Lsoftware/amazon/awssdk/http/SdkHttpResponse;)V",
                Headers.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }

  /** A call begins. Each retry of the SDK is a call. */
  static final class Execute {
    private Execute() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Woven.Field("context") RequestContext context) {
      HttpExchangeProbe.started(
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
      HttpExchangeProbe.endsWith(context, end, failure);
    }
  }

  /**
   * The channel has read a part of the response. An attribute of the channel holds the context of
   * the call.
   */
  static final class Read {
    private Read() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(0) ChannelHandlerContext channelContext) {
      return HttpExchangeProbe.entered(
          channelContext
              .channel()
              .attr(AttributeKey.valueOf("aws.http.nio.netty.async.requestContext"))
              .get());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object before) {
      HttpExchangeProbe.left(before);
    }
  }

  /** The part is the head of the response. */
  static final class Headers {
    private Headers() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) SdkHttpResponse response) {
      HttpExchangeProbe.answered(response.statusCode());
    }
  }
}
