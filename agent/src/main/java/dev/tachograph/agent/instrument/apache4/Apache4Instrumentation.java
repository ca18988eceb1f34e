package dev.tachograph.agent.instrument.apache4;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.http.HttpBodyProbe;
import dev.tachograph.bootstrap.http.HttpClientProbe;
import dev.tachograph.bootstrap.http.HttpExchangeProbe;
import net.bytebuddy.asm.Advice;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Plans for Apache HttpClient 4. In the classic client, all public methods call one method, above
 * retries and redirects. The asynchronous client keeps a state for each call, redirects included.
 * In the end it completes a future, whatever the outcome. The application may cancel the future,
 * and the exchange does not learn of that.
 */
public final class Apache4Instrumentation implements LibraryInstrumentation {
  private static final String HTTP = "org/apache/http/";
  private static final String CLIENT = HTTP + "impl/client/";
  private static final String INTERNAL_CLIENT = CLIENT + "InternalHttpClient";
  private static final String MINIMAL_CLIENT = CLIENT + "MinimalHttpClient";
  private static final String EARLIER_CLIENT = CLIENT + "AbstractHttpClient";
  private static final String CONNECTION_HOLDER = HTTP + "impl/execchain/ConnectionHolder";
  private static final String ASYNC = HTTP + "impl/nio/client/";
  private static final String STATE = ASYNC + "InternalState";
  private static final String EXCHANGE = ASYNC + "DefaultClientExchangeHandlerImpl";
  private static final String ASYNC_EXEC = ASYNC + "MainClientExec";
  private static final String FUTURE = HTTP + "concurrent/BasicFuture";

  /** The descriptor of the state's class, which advice cannot name. */
  static final String STATE_TYPE = "L" + STATE + ";";

  @Override
  public String name() {
    return "apache4";
  }

  @Override
  public String[] classNames() {
    return new String[] {
      INTERNAL_CLIENT,
      MINIMAL_CLIENT,
      EARLIER_CLIENT,
      CONNECTION_HOLDER,
      STATE,
      EXCHANGE,
      ASYNC_EXEC,
      FUTURE
    };
  }

  @Override
  public String[] endsOf(String className) {
    return className.equals(ASYNC_EXEC) ? new String[] {EXCHANGE, STATE, FUTURE} : NO_CLASSES;
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case INTERNAL_CLIENT:
      case MINIMAL_CLIENT:
      case EARLIER_CLIENT:
        String execute =
            "(L"
                + HTTP
                + "HttpHost;L"
                + HTTP
                + "HttpRequest;L"
                + HTTP
                + "protocol/HttpContext;)L"
                + HTTP
                + "client/methods/CloseableHttpResponse;";
        plan.method("doExecute", execute, Call.class).method("doExecute", execute, Response.class);
        break;
      case CONNECTION_HOLDER:
        plan.method(
                "<init>",
                "(Lorg/apache/commons/logging/Log;L"
                    + HTTP
                    + "conn/HttpClientConnectionManager;L"
                    + HTTP
                    + "HttpClientConnection;)V",
                Body.class)
            .method("releaseConnection", "()V", BodyEnd.class)
            .method("abortConnection", "()V", BodyEnd.class)
            .method("close", "()V", BodyEnd.class);
        break;
      default:
        planAsync(className, plan);
    }
  }

  private static void planAsync(String className, ClassPlan plan) {
    String request = "L" + HTTP + "HttpHost;L" + HTTP + "HttpRequest;";
    switch (className) {
      case EXCHANGE:
        plan.methodsLike(
            "<init>",
            "(Lorg/apache/commons/logging/Log;L"
                + HTTP
                + "nio/protocol/HttpAsyncRequestProducer;L"
                + HTTP
                + "nio/protocol/HttpAsyncResponseConsumer;L"
                + HTTP
                + "client/protocol/HttpClientContext;L"
                + FUTURE
                + ";",
            ")V",
            AsyncFuture.class);
        break;
      case ASYNC_EXEC:
        plan.optionalMethod(
                "prepare",
                "(" + request + STATE_TYPE + "L" + ASYNC + "AbstractClientExchangeHandler;)V",
                AsyncCall.class)
            .optionalMethod("prepare", "(" + STATE_TYPE + request + ")V", EarlierAsyncCall.class)
            .requireOneOfLast(2);
        break;
      case STATE:
        plan.method("setFinalResponse", "(L" + HTTP + "HttpResponse;)V", AsyncResponse.class);
        break;
      case FUTURE:
        plan.method("completed", "(Ljava/lang/Object;)Z", AsyncEnd.class)
            .method("failed", "(Ljava/lang/Exception;)Z", AsyncFailure.class)
            .method("cancel", "(Z)Z", AsyncCancel.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }

  /** A call, with all its retries and redirects. */
  static final class Call {
    private Call() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Advice.Argument(0) @Nullable HttpHost target, @Advice.Argument(1) HttpRequest request) {
      return HttpClientProbe.entered(
          "apache4",
          request.getRequestLine().getMethod(),
          target == null ? null : target.getHostName(),
          target == null ? -1 : target.getPort(),
          request.getRequestLine().getUri());
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
      if (response != null && response.getStatusLine() != null) {
        HttpClientProbe.answered(response.getStatusLine().getStatusCode());
      }
    }
  }

  /**
   * The constructor of the holder of a connection, which holds it until the body is read or given
   * up.
   */
  static final class Body {
    private Body() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This(optional = true) Object holder) {
      HttpBodyProbe.bodyFollows(holder);
    }
  }

  /** The holder releases the connection. */
  static final class BodyEnd {
    private BodyEnd() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object holder, @Advice.Thrown @Nullable Throwable thrown) {
      HttpBodyProbe.bodyEnded(holder, thrown);
    }
  }

  /** The exchange of an asynchronous call is made with its future. */
  static final class AsyncFuture {
    private AsyncFuture() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Argument(4) Object future,
        @Woven.Field(value = "state", type = Apache4Instrumentation.STATE_TYPE) Object state) {
      HttpExchangeProbe.linked(future, state);
    }
  }

  /** An asynchronous call begins. */
  static final class AsyncCall {
    private AsyncCall() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.Argument(0) @Nullable HttpHost target,
        @Advice.Argument(1) HttpRequest request,
        @Advice.Argument(2) Object state) {
      HttpExchangeProbe.started(
          state,
          "apache4",
          null,
          request.getRequestLine().getMethod(),
          target == null ? null : target.getHostName(),
          target == null ? -1 : target.getPort(),
          request.getRequestLine().getUri());
    }
  }

  /** As {@link AsyncCall}, with the arguments in another order: version 4.0. */
  static final class EarlierAsyncCall {
    private EarlierAsyncCall() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.Argument(0) Object state,
        @Advice.Argument(1) @Nullable HttpHost target,
        @Advice.Argument(2) HttpRequest request) {
      HttpExchangeProbe.started(
          state,
          "apache4",
          null,
          request.getRequestLine().getMethod(),
          target == null ? null : target.getHostName(),
          target == null ? -1 : target.getPort(),
          request.getRequestLine().getUri());
    }
  }

  /** The asynchronous client has the response that the application gets. */
  static final class AsyncResponse {
    private AsyncResponse() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object state, @Advice.Argument(0) HttpResponse response) {
      HttpExchangeProbe.responded(state, response.getStatusLine().getStatusCode());
    }
  }

  /** A future is completed: that of a call, or another one. */
  static final class AsyncEnd {
    private AsyncEnd() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object future) {
      HttpExchangeProbe.ended(future);
    }
  }

  /** A future fails: that of a call, or another one. */
  static final class AsyncFailure {
    private AsyncFailure() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object future,
        @Advice.Argument(0) @Nullable Throwable failure) {
      HttpExchangeProbe.failed(future, failure);
    }
  }

  /** A future is cancelled: that of a call, or another one. */
  static final class AsyncCancel {
    private AsyncCancel() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object future) {
      HttpExchangeProbe.cancelled(future);
    }
  }
}
