package dev.tachograph.agent.instrument.http.apache5;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import java.util.Arrays;

/**
 * Where Apache HttpClient 5 is woven. The classic client has one method that all its front doors
 * lead to. The asynchronous one makes an {@code AsyncExecRuntime} for each call, a {@code Scope}
 * for each request of it, and a future, which ends whatever came of the call, and may be cancelled
 * without the exchange being told.
 *
 * <p>The head of the response comes to a callback in a class without a name, which is another one
 * in every other version: it is told by its methods among those nested in the client. Where it
 * should be none of these, calls end without having been counted.
 */
public final class Apache5Instrumentation implements LibraryInstrumentation {
  private static final String CLIENT = "org/apache/hc/client5/http/";
  private static final String INTERNAL_CLIENT = CLIENT + "impl/classic/InternalHttpClient";
  private static final String MINIMAL_CLIENT = CLIENT + "impl/classic/MinimalHttpClient";
  private static final String EXEC_RUNTIME = CLIENT + "impl/classic/InternalExecRuntime";
  private static final String SCOPE = CLIENT + "async/AsyncExecChain$Scope";
  private static final String ASYNC_CLIENT = CLIENT + "impl/async/InternalAbstractHttpAsyncClient";

  /** One of these is the callback: the third in 5.0, the fifth in 5.1, the first in 5.2. */
  private static final String[] NESTED = {
    ASYNC_CLIENT + "$1",
    ASYNC_CLIENT + "$2",
    ASYNC_CLIENT + "$1$2",
    ASYNC_CLIENT + "$3",
    ASYNC_CLIENT + "$1$3",
    ASYNC_CLIENT + "$4",
    ASYNC_CLIENT + "$1$1",
    ASYNC_CLIENT + "$1$4"
  };

  private static final String FUTURE = "org/apache/hc/core5/concurrent/ComplexFuture";
  private static final String CONTEXT = "L" + CLIENT + "protocol/HttpClientContext;";
  private static final String ROUTE = "L" + CLIENT + "HttpRoute;";

  @Override
  public String name() {
    return "apache5";
  }

  @Override
  public String[] classNames() {
    String[] named = {INTERNAL_CLIENT, MINIMAL_CLIENT, EXEC_RUNTIME, SCOPE, FUTURE};
    String[] all = Arrays.copyOf(named, named.length + NESTED.length);
    System.arraycopy(NESTED, 0, all, named.length, NESTED.length);
    return all;
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
      case FUTURE:
        plan.method("completed", "(Ljava/lang/Object;)Z", AsyncEndAdvice.class)
            .method("failed", "(Ljava/lang/Exception;)Z", AsyncFailureAdvice.class)
            .method("cancel", "(Z)Z", AsyncCancelAdvice.class);
        break;
      default:
        plan.optionalMethod(
            "handleResponse",
            "(Lorg/apache/hc/core5/http/HttpResponse;Lorg/apache/hc/core5/http/EntityDetails;)"
                + "Lorg/apache/hc/core5/http/nio/AsyncDataConsumer;",
            AsyncResponseAdvice.class);
    }
  }
}
