package dev.tachograph.agent.instrument.http.asynchttpclient;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.instrument.weave.ClassPlan;

/** Where async-http-client is woven. */
public final class AsyncHttpClientInstrumentation implements LibraryInstrumentation {
  private static final String NETTY = "org/asynchttpclient/netty/";
  private static final String FUTURE = NETTY + "NettyResponseFuture";
  private static final String INTERCEPTORS = NETTY + "handler/intercept/Interceptors";

  @Override
  public String name() {
    return "asynchttpclient";
  }

  @Override
  public String[] classNames() {
    return new String[] {FUTURE, INTERCEPTORS};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case FUTURE:
        plan.methodsLike("<init>", "(Lorg/asynchttpclient/Request;", ")V", StartAdvice.class)
            .method("abort", "(Ljava/lang/Throwable;)V", AbortAdvice.class)
            .method("cancel", "(Z)Z", CancelAdvice.class)
            .method("done", "()V", DoneAdvice.class);
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
}
