package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import java.util.Collections;

/**
 * Where the JDK's HTTP client is woven: in {@code MultiExchange}, of which there is one for each
 * call, whatever front door it came through and however many requests it takes. A future that the
 * application gets is never touched.
 */
public final class JdkHttpInstrumentation implements LibraryInstrumentation {
  /** Where a {@code MultiExchange} keeps its call. */
  static final String CALL = "tachographCall";

  private static final String HTTP = "jdk/internal/net/http/";
  private static final String MULTI_EXCHANGE = HTTP + "MultiExchange";
  private static final String OPENING_HANDSHAKE = HTTP + "websocket/OpeningHandshake";
  private static final String FUTURE = "Ljava/util/concurrent/CompletableFuture;";
  private static final String RESPONSE = "L" + HTTP + "Response;";
  private static final String EXCHANGE = "L" + HTTP + "Exchange;";

  @Override
  public String name() {
    return "jdkhttp";
  }

  @Override
  public String[] classNames() {
    return new String[] {MULTI_EXCHANGE, OPENING_HANDSHAKE};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    if (className.equals(OPENING_HANDSHAKE)) {
      plan.method("send", "()" + FUTURE, HandshakeAdvice.class);
      return;
    }
    plan.field(CALL)
        .method(
            "responseAsync",
            "(Ljava/util/concurrent/Executor;)" + FUTURE,
            plan.loadedBefore() ? LoadedStartAdvice.class : StartAdvice.class)
        .method(
            "responseFilters", "(" + RESPONSE + ")L" + HTTP + "HttpRequestImpl;", HeadAdvice.class)
        .method(
            "wrapIfCancelled", "(Ljava/lang/Throwable;)Ljava/lang/Throwable;", FailureAdvice.class)
        .methods(new BodyEnd(), new BodyEndChoice());
  }

  /** Lambdas that run when the body is there; their numbers differ from one JDK to another. */
  private static final class BodyEnd implements ClassPlan.MethodMatcher {
    private static final String WITH_BODY =
        "(" + RESPONSE + EXCHANGE + "Ljava/lang/Object;)Ljava/net/http/HttpResponse;";
    private static final String WITHOUT_BODY =
        "(L"
            + HTTP
            + "common/MinimalFuture;"
            + RESPONSE
            + EXCHANGE
            + "Ljava/lang/Object;Ljava/lang/Throwable;)V";

    @Override
    public boolean matches(int access, String name, String descriptor) {
      return (name.startsWith("lambda$responseAsync0$") && descriptor.equals(WITH_BODY))
          || (name.startsWith("lambda$handleNoBody$") && descriptor.equals(WITHOUT_BODY));
    }
  }

  private static final class BodyEndChoice implements ClassPlan.AdviceChoice {
    @Override
    public ClassPlan.ChosenAdvice choose(String name, String descriptor) {
      return new ClassPlan.ChosenAdvice(BodyEndAdvice.class, Collections.emptyMap());
    }
  }
}
