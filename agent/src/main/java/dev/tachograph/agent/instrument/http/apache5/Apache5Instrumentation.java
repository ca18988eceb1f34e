package dev.tachograph.agent.instrument.http.apache5;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;

/**
 * Where Apache HttpClient 5 is woven. The classic client has one method that all its front doors
 * lead to. The asynchronous one makes an {@code AsyncExecRuntime} for each call and a {@code Scope}
 * for each request of it, and has a callback, without a name of its own, for the call's response.
 * Its future may be cancelled without the exchange being told.
 */
public final class Apache5Instrumentation implements LibraryInstrumentation {
  private static final String CLIENT = "org/apache/hc/client5/http/";
  private static final String INTERNAL_CLIENT = CLIENT + "impl/classic/InternalHttpClient";
  private static final String MINIMAL_CLIENT = CLIENT + "impl/classic/MinimalHttpClient";
  private static final String EXEC_RUNTIME = CLIENT + "impl/classic/InternalExecRuntime";
  private static final String SCOPE = CLIENT + "async/AsyncExecChain$Scope";
  private static final String ASYNC_CLIENT = CLIENT + "impl/async/InternalAbstractHttpAsyncClient";
  private static final String CALLBACK = ASYNC_CLIENT + "$2";
  private static final String EARLIER_CALLBACK = ASYNC_CLIENT + "$1$2";
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
      INTERNAL_CLIENT, MINIMAL_CLIENT, EXEC_RUNTIME, SCOPE, CALLBACK, EARLIER_CALLBACK, FUTURE
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
        plan.method("doExecute", execute, CallAdvice.class)
            .method("doExecute", execute, ResponseAdvice.class);
        break;
      case EXEC_RUNTIME:
        plan.method(
                "acquireEndpoint",
                "(Ljava/lang/String;" + ROUTE + "Ljava/lang/Object;" + CONTEXT + ")V",
                BodyAdvice.class)
            .method("releaseEndpoint", "()V", BodyEndAdvice.class)
            .method("discardEndpoint", "()V", BodyEndAdvice.class);
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
        plan.method("<init>", arguments + ")V", AsyncCallAdvice.class)
            .optionalMethod(
                "<init>",
                arguments
                    + "L"
                    + CLIENT
                    + "async/AsyncExecChain$Scheduler;Ljava/util/concurrent/atomic/AtomicInteger;)V",
                AsyncCallAdvice.class);
        break;
      case CALLBACK:
      case EARLIER_CALLBACK:
        plan.method(
                "handleResponse",
                "(Lorg/apache/hc/core5/http/HttpResponse;"
                    + "Lorg/apache/hc/core5/http/EntityDetails;)"
                    + "Lorg/apache/hc/core5/http/nio/AsyncDataConsumer;",
                AsyncResponseAdvice.class)
            .method("completed", "()V", AsyncEndAdvice.class)
            .method("failed", "(Ljava/lang/Exception;)V", AsyncFailureAdvice.class);
        break;
      case FUTURE:
        plan.method("cancel", "(Z)Z", AsyncCancelAdvice.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }
}
