package dev.tachograph.agent.instrument.apache5;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.http.HttpBodyProbe;
import dev.tachograph.bootstrap.http.HttpCarrierProbe;
import dev.tachograph.bootstrap.http.HttpClientProbe;
import net.bytebuddy.asm.Advice;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Plans for Apache HttpClient 5. In the classic client, all public methods call one method. The
 * asynchronous client makes an {@code AsyncExecRuntime} for each call, a {@code Scope} for each
 * request of the call, and a future. The future ends whatever the outcome. It may be cancelled, and
 * the exchange does not learn of that.
 *
 * <p>The callback that gets the head of the response is an anonymous class, with another number in
 * other versions. The plan finds it by its methods among the anonymous classes in the client. If it
 * is none of these, calls end without being counted.
 */
public final class Apache5Instrumentation implements LibraryInstrumentation {
  private static final String CLIENT = "org/apache/hc/client5/http/";
  private static final String INTERNAL_CLIENT = CLIENT + "impl/classic/InternalHttpClient";
  private static final String MINIMAL_CLIENT = CLIENT + "impl/classic/MinimalHttpClient";
  private static final String EXEC_RUNTIME = CLIENT + "impl/classic/InternalExecRuntime";
  private static final String SCOPE = CLIENT + "async/AsyncExecChain$Scope";
  private static final String ASYNC_CLIENT = CLIENT + "impl/async/InternalAbstractHttpAsyncClient";
  private static final String IN_ASYNC_CLIENT = ASYNC_CLIENT + "$";
  private static final String FUTURE = "org/apache/hc/core5/concurrent/ComplexFuture";
  private static final String CONTEXT = "L" + CLIENT + "protocol/HttpClientContext;";
  private static final String ROUTE = "L" + CLIENT + "HttpRoute;";

  @Override
  public String name() {
    return "apache5";
  }

  @Override
  public String[] classNames() {
    return new String[] {
      INTERNAL_CLIENT, MINIMAL_CLIENT, EXEC_RUNTIME, SCOPE, FUTURE, IN_ASYNC_CLIENT
    };
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case INTERNAL_CLIENT:
      case MINIMAL_CLIENT:
        String execute =
            "(Lorg/apache/hc/core5/http/HttpHost;Lorg/apache/hc/core5/http/ClassicHttpRequest;"
                + "Lorg/apache/hc/core5/http/protocol/HttpContext;)L"
                + CLIENT
                + "impl/classic/CloseableHttpResponse;";
        plan.method("doExecute", execute, Call.class).method("doExecute", execute, Response.class);
        break;
      case EXEC_RUNTIME:
        plan.method(
                "acquireEndpoint",
                "(Ljava/lang/String;" + ROUTE + "Ljava/lang/Object;" + CONTEXT + ")V",
                Body.class)
            .method("releaseEndpoint", "()V", BodyEnd.class)
            .method("discardEndpoint", "()V", BodyEnd.class);
        break;
      case SCOPE:
        String arguments =
            "(Ljava/lang/String;"
                + ROUTE
                + "Lorg/apache/hc/core5/http/HttpRequest;"
                + "Lorg/apache/hc/core5/concurrent/CancellableDependency;"
                + CONTEXT
                + "L"
                + CLIENT
                + "async/AsyncExecRuntime;";
        plan.method("<init>", arguments + ")V", AsyncCall.class)
            .optionalMethod(
                "<init>",
                arguments
                    + "L"
                    + CLIENT
                    + "async/AsyncExecChain$Scheduler;Ljava/util/concurrent/atomic/AtomicInteger;)V",
                AsyncCall.class);
        break;
      case FUTURE:
        plan.method("completed", "(Ljava/lang/Object;)Z", AsyncEnd.class)
            .method("failed", "(Ljava/lang/Exception;)Z", AsyncFailure.class)
            .method("cancel", "(Z)Z", AsyncCancel.class);
        break;
      default:
        plan.optionalMethod(
            "handleResponse",
            "(Lorg/apache/hc/core5/http/HttpResponse;Lorg/apache/hc/core5/http/EntityDetails;)"
                + "Lorg/apache/hc/core5/http/nio/AsyncDataConsumer;",
            AsyncResponse.class);
    }
  }

  /** A call, with all its retries and redirects. */
  static final class Call {
    private Call() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Advice.Argument(0) @Nullable HttpHost target, @Advice.Argument(1) HttpRequest request) {
      return HttpClientProbe.entered(
          "apache5",
          request.getMethod(),
          target == null ? null : target.getHostName(),
          target == null ? -1 : target.getPort(),
          request.getPath());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object entered, @Advice.Thrown @Nullable Throwable thrown) {
      HttpClientProbe.left(entered, thrown);
    }
  }

  /** The application gets the response. A chain of the application's own may have made none. */
  static final class Response {
    private Response() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return @Nullable HttpResponse response) {
      if (response != null) {
        HttpClientProbe.answered(response.getCode());
      }
    }
  }

  /** A call takes a connection, until its body is read or given up. */
  static final class Body {
    private Body() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This(optional = true) Object runtime) {
      HttpBodyProbe.bodyFollows(runtime);
    }
  }

  /** A call gives its connection back. */
  static final class BodyEnd {
    private BodyEnd() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object runtime, @Advice.Thrown @Nullable Throwable thrown) {
      HttpBodyProbe.bodyEnded(runtime, thrown);
    }
  }

  /** An asynchronous call makes a request. The first request begins the call. */
  static final class AsyncCall {
    private AsyncCall() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Argument(1) HttpRoute route,
        @Advice.Argument(2) HttpRequest request,
        @Advice.Argument(3) Object future,
        @Advice.Argument(5) Object runtime) {
      HttpCarrierProbe.attach(
          future,
          HttpCarrierProbe.startedOnce(
              runtime,
              "apache5",
              request.getMethod(),
              route.getTargetHost().getHostName(),
              route.getTargetHost().getPort(),
              request.getPath()));
    }
  }

  /** A future is completed: that of a call, or another one. */
  static final class AsyncEnd {
    private AsyncEnd() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object future) {
      HttpClientProbe.completed(HttpCarrierProbe.attached(future));
    }
  }

  /** A future fails: that of a call that has failed for good or was cancelled, or another one. */
  static final class AsyncFailure {
    private AsyncFailure() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object future, @Advice.Argument(0) @Nullable Throwable failure) {
      HttpClientProbe.ended(HttpCarrierProbe.attached(future), failure);
    }
  }

  /** The application cancels a future: that of a call, or another one. */
  static final class AsyncCancel {
    private AsyncCancel() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object future) {
      HttpClientProbe.cancelled(HttpCarrierProbe.attached(future));
    }
  }

  /** The asynchronous client has the response that the application gets. */
  static final class AsyncResponse {
    private AsyncResponse() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.Field AsyncExecRuntime runtime, @Advice.Argument(0) HttpResponse response) {
      HttpClientProbe.responded(HttpCarrierProbe.attached(runtime), response.getCode());
    }
  }
}
