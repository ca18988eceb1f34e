package dev.tachograph.agent.instrument.http.apache4;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;

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
        plan.method("doExecute", execute, CallAdvice.class)
            .method("doExecute", execute, ResponseAdvice.class);
        break;
      case CONNECTION_HOLDER:
        plan.method(
                "<init>",
                "(Lorg/apache/commons/logging/Log;L"
                    + HTTP
                    + "conn/HttpClientConnectionManager;L"
                    + HTTP
                    + "HttpClientConnection;)V",
                BodyAdvice.class)
            .method("releaseConnection", "()V", BodyEndAdvice.class)
            .method("abortConnection", "()V", BodyEndAdvice.class)
            .method("close", "()V", BodyEndAdvice.class);
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
            AsyncFutureAdvice.class);
        break;
      case ASYNC_EXEC:
        plan.optionalMethod(
                "prepare",
                "(" + request + STATE_TYPE + "L" + ASYNC + "AbstractClientExchangeHandler;)V",
                AsyncCallAdvice.class)
            .optionalMethod(
                "prepare", "(" + STATE_TYPE + request + ")V", EarlierAsyncCallAdvice.class)
            .requireOneOfLast(2);
        break;
      case STATE:
        plan.method("setFinalResponse", "(L" + HTTP + "HttpResponse;)V", AsyncResponseAdvice.class);
        break;
      case FUTURE:
        plan.method("completed", "(Ljava/lang/Object;)Z", AsyncEndAdvice.class)
            .method("failed", "(Ljava/lang/Exception;)Z", AsyncFailureAdvice.class)
            .method("cancel", "(Z)Z", AsyncCancelAdvice.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }
}
