package dev.tachograph.agent.instrument.http.awsnetty;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;

/** Where the Netty-based client of the AWS SDK is woven. */
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
        plan.method("execute", "()Ljava/util/concurrent/CompletableFuture;", ExecuteAdvice.class);
        break;
      case RESPONSE_HANDLER:
        plan.method("channelRead0", READ, ReadAdvice.class)
            .call(
                "channelRead0",
                READ,
                "software/amazon/awssdk/http/async/SdkAsyncHttpResponseHandler",
                "onHeaders",
                "(Lsoftware/amazon/awssdk/http/SdkHttpResponse;)V",
                HeadersAdvice.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }
}
