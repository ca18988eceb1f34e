package dev.tachograph.agent.instrument.asynchttpclient;

import com.ning.http.client.HttpResponseStatus;
import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.http.HttpExchangeProbe;
import net.bytebuddy.asm.Advice;
import org.asynchttpclient.Request;

/** Plans for async-http-client. */
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
        plan.methodsLike("<init>", "(Lorg/asynchttpclient/Request;", ")V", Start.class);
        planEnds(plan);
        break;
      case EARLIER_FUTURE:
        plan.methodsLike(
            "<init>",
            "(L" + EARLIER + "uri/Uri;L" + EARLIER + "Request;",
            ")V",
            EarlierStart.class);
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
            EarlierResponse.class);
        break;
      case INTERCEPTORS:
        plan.methodsLike(
            "exitAfterIntercept",
            "(Lio/netty/channel/Channel;L"
                + FUTURE
                + ";Lorg/asynchttpclient/AsyncHandler;Lio/netty/handler/codec/http/HttpResponse;"
                + "Lorg/asynchttpclient/HttpResponseStatus;",
            ")Z",
            Response.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }

  private static void planEnds(ClassPlan plan) {
    plan.method("abort", "(Ljava/lang/Throwable;)V", Abort.class)
        .method("cancel", "(Z)Z", Cancel.class)
        .method("done", "()V", Done.class);
  }

  /** A call begins: its future is made. */
  static final class Start {
    private Start() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object future, @Advice.Argument(0) Request request) {
      HttpExchangeProbe.started(
          future,
          "asynchttpclient",
          request.getUri().getScheme(),
          request.getMethod(),
          request.getUri().getHost(),
          request.getUri().getPort(),
          request.getUri().getPath());
    }
  }

  /** A call begins: its future is made. Version 1.9. */
  static final class EarlierStart {
    private EarlierStart() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object future,
        @Advice.Argument(1) com.ning.http.client.Request request) {
      HttpExchangeProbe.started(
          future,
          "asynchttpclient",
          request.getUri().getScheme(),
          request.getMethod(),
          request.getUri().getHost(),
          request.getUri().getPort(),
          request.getUri().getPath());
    }
  }

  /** The client passes on the status of the response. Version 1.9. */
  static final class EarlierResponse {
    private EarlierResponse() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.Argument(1) Object future, @Advice.Argument(4) HttpResponseStatus status) {
      HttpExchangeProbe.responded(future, status.getStatusCode());
    }
  }

  /** The head of a response has come. The client may answer it with another request. */
  static final class Response {
    private Response() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Argument(1) Object future,
        @Advice.Argument(4) org.asynchttpclient.HttpResponseStatus status,
        @Advice.Return boolean intercepted) {
      HttpExchangeProbe.respondedUnless(intercepted, future, status.getStatusCode());
    }
  }

  /** A call failed. */
  static final class Abort {
    private Abort() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object future, @Advice.Argument(0) Throwable failure) {
      HttpExchangeProbe.ended(future, failure);
    }
  }

  /** The application cancels a call. */
  static final class Cancel {
    private Cancel() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object future) {
      HttpExchangeProbe.cancelled(future);
    }
  }

  /** The body of a response ended. */
  static final class Done {
    private Done() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object future) {
      HttpExchangeProbe.ended(future);
    }
  }
}
