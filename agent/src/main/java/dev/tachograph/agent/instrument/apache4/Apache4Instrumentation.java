package dev.tachograph.agent.instrument.apache4;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.http.HttpBodyProbe;
import dev.tachograph.bootstrap.http.HttpClientProbe;
import dev.tachograph.bootstrap.http.HttpExchangeProbe;
import net.bytebuddy.asm.Advice;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Where Apache HttpClient 4 is woven. The classic client has one method that all its front doors
 * lead to, above retries and redirects. The asynchronous one keeps a state for each call, redirects
 * included, and completes a future in the end, whatever came of it; the application may cancel that
 * without the exchange being told.
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

  /** Advice cannot name it. */
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
        @Advice.Argument(0) @Nullable Object target, @Advice.Argument(1) HttpRequest request) {
      return HttpClientProbe.entered(
          "apache4",
          request.getRequestLine().getMethod(),
          String.valueOf(target),
          -1,
          request.getRequestLine().getUri());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object entered, @Advice.Thrown @Nullable Throwable thrown) {
      HttpClientProbe.left(entered, thrown);
    }
  }

  /** The response that the application gets; a chain of its own may have made none. */
  static final class Response {
    private Response() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return @Nullable HttpResponse response) {
      if (response != null && response.getStatusLine() != null) {
        HttpClientProbe.answered(response.getStatusLine().getStatusCode());
      }
    }
  }

  /** A connection is held until the body that comes over it has been read, or given up. */
  static final class Body {
    private Body() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This(optional = true) Object holder) {
      HttpBodyProbe.bodyFollows(holder);
    }
  }

  /** A connection is held no longer. */
  static final class BodyEnd {
    private BodyEnd() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object holder, @Advice.Thrown @Nullable Throwable thrown) {
      HttpBodyProbe.bodyEnded(holder, thrown);
    }
  }

  /** A future was made that an asynchronous call completes. */
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
        @Advice.Argument(0) @Nullable Object target,
        @Advice.Argument(1) HttpRequest request,
        @Advice.Argument(2) Object state) {
      HttpExchangeProbe.started(
          state,
          "apache4",
          null,
          request.getRequestLine().getMethod(),
          String.valueOf(target),
          -1,
          request.getRequestLine().getUri());
    }
  }

  /** The same in another order: version 4.0. */
  static final class EarlierAsyncCall {
    private EarlierAsyncCall() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.Argument(0) Object state,
        @Advice.Argument(1) @Nullable Object target,
        @Advice.Argument(2) HttpRequest request) {
      HttpExchangeProbe.started(
          state,
          "apache4",
          null,
          request.getRequestLine().getMethod(),
          String.valueOf(target),
          -1,
          request.getRequestLine().getUri());
    }
  }

  /** The response that the application gets. */
  static final class AsyncResponse {
    private AsyncResponse() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object state, @Advice.Argument(0) HttpResponse response) {
      HttpExchangeProbe.responded(state, response.getStatusLine().getStatusCode());
    }
  }

  /** A call has completed, or anything else that there is a future of. */
  static final class AsyncEnd {
    private AsyncEnd() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object future) {
      HttpExchangeProbe.ended(future);
    }
  }

  /** A call has failed. */
  static final class AsyncFailure {
    private AsyncFailure() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object future,
        @Advice.Argument(0) @Nullable Throwable failure) {
      HttpExchangeProbe.failed(future, failure);
    }
  }

  /** A call is given up. */
  static final class AsyncCancel {
    private AsyncCancel() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object future) {
      HttpExchangeProbe.cancelled(future);
    }
  }
}
