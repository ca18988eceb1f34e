package dev.tachograph.agent.instrument.http.asynchttpclient;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;

/** Where async-http-client is woven. */
public final class AsyncHttpClientInstrumentation implements LibraryInstrumentation {
  private static final String NETTY = "org/asynchttpclient/netty/";
  private static final String FUTURE = NETTY + "NettyResponseFuture";
  private static final String INTERCEPTORS = NETTY + "handler/intercept/Interceptors";
  private static final String EARLIER = "com/ning/http/client/";
  private static final String EARLIER_NETTY = EARLIER + "providers/netty/";
  private static final String EARLIER_FUTURE = EARLIER_NETTY + "future/NettyResponseFuture";
  private static final String EARLIER_PROTOCOL = EARLIER_NETTY + "handler/HttpProtocol";

  @Override
  public String name() {
    return "asynchttpclient";
  }

  @Override
  public String[] classNames() {
    return new String[] {FUTURE, INTERCEPTORS, EARLIER_FUTURE, EARLIER_PROTOCOL};
  }

  @Override
  public String[] endsOf(String className) {
    switch (className) {
      case FUTURE:
        return new String[] {INTERCEPTORS};
      case EARLIER_FUTURE:
        return new String[] {EARLIER_PROTOCOL};
      default:
        return NO_CLASSES;
    }
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case FUTURE:
        plan.methodsLike("<init>", "(Lorg/asynchttpclient/Request;", ")V", StartAdvice.class);
        planEnds(plan);
        break;
      case EARLIER_FUTURE:
        plan.methodsLike(
            "<init>",
            "(L" + EARLIER + "uri/Uri;L" + EARLIER + "Request;",
            ")V",
            EarlierStartAdvice.class);
        planEnds(plan);
        break;
      case EARLIER_PROTOCOL:
        plan.method(
            "exitAfterHandlingStatus",
            "(Lorg/jboss/netty/channel/Channel;L"
                + EARLIER_FUTURE
                + ";Lorg/jboss/netty/handler/codec/http/HttpResponse;L"
                + EARLIER
                + "AsyncHandler;L"
                + EARLIER_NETTY
                + "response/NettyResponseStatus;)Z",
            EarlierResponseAdvice.class);
        break;
      case INTERCEPTORS:
        plan.methodsLike(
            "exitAfterIntercept",
            "(Lio/netty/channel/Channel;L"
                + FUTURE
                + ";Lorg/asynchttpclient/AsyncHandler;Lio/netty/handler/codec/http/HttpResponse;"
                + "Lorg/asynchttpclient/HttpResponseStatus;",
            ")Z",
            ResponseAdvice.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }

  private static void planEnds(ClassPlan plan) {
    plan.method("abort", "(Ljava/lang/Throwable;)V", AbortAdvice.class)
        .method("cancel", "(Z)Z", CancelAdvice.class)
        .method("done", "()V", DoneAdvice.class);
  }
}
