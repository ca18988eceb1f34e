package dev.tachograph.agent.instrument.http.vertx;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.instrument.weave.ClassPlan;
import java.util.Collections;

/** Where the client of Vert.x is woven. */
public final class VertxInstrumentation implements LibraryInstrumentation {
  private static final String HTTP = "io/vertx/core/http/";
  private static final String CLIENT = HTTP + "impl/HttpClientImpl";
  private static final String REQUEST = HTTP + "impl/HttpClientRequestImpl";
  private static final String REQUEST_BASE = HTTP + "impl/HttpClientRequestBase";
  private static final String RESPONSE = HTTP + "impl/HttpClientResponseImpl";
  private static final String PROMISE = "io/vertx/core/Promise";
  private static final String FAILURE = "(Ljava/lang/Throwable;)V";
  private static final String TRAILERS = "(Lio/vertx/core/MultiMap;)V";

  /** The private method that knows host and port, be they the client's defaults. */
  private static final class AskForRequest
      implements ClassPlan.MethodMatcher, ClassPlan.AdviceChoice {
    private static final String START_4 =
        "(L"
            + HTTP
            + "HttpMethod;Lio/vertx/core/net/SocketAddress;"
            + "Ljava/lang/String;ILjava/lang/Boolean;Ljava/lang/String;";
    private static final String END_4 = "/PromiseInternal;)V";
    private static final String END_5 =
        "Lio/vertx/core/net/Address;Ljava/lang/Integer;Ljava/lang/String;L"
            + HTTP
            + "RequestOptions;)Lio/vertx/core/Future;";

    @Override
    public boolean matches(int access, String name, String descriptor) {
      return (descriptor.startsWith(START_4) && descriptor.endsWith(END_4))
          || descriptor.endsWith(END_5);
    }

    @Override
    public ClassPlan.ChosenAdvice choose(String name, String descriptor) {
      return new ClassPlan.ChosenAdvice(
          descriptor.endsWith(END_5) ? AskAdvice.class : Ask4Advice.class, Collections.emptyMap());
    }
  }

  @Override
  public String name() {
    return "vertx";
  }

  @Override
  public String[] classNames() {
    return new String[] {CLIENT, REQUEST, REQUEST_BASE, RESPONSE};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    String handleResponse = "(L" + PROMISE + ";L" + HTTP + "HttpClientResponse;J)V";
    switch (className) {
      case CLIENT:
        AskForRequest ask = new AskForRequest();
        plan.methods("request by method, host and port", ask, ask);
        break;
      case REQUEST:
        plan.method("handleResponse", handleResponse, HandleAdvice.class)
            .call(
                "handleResponse",
                handleResponse,
                PROMISE,
                "complete",
                "(Ljava/lang/Object;)V",
                ResponseAdvice.class);
        break;
      case REQUEST_BASE:
        plan.method("fail", FAILURE, RequestFailureAdvice.class);
        break;
      case RESPONSE:
        plan.method("handleException", FAILURE, ResponseFailureAdvice.class)
            .optionalMethod("handleEnd", TRAILERS, BodyEndAdvice.class)
            .optionalMethod("handleTrailers", TRAILERS, BodyEndAdvice.class)
            .requireOneOfLast(2);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }
}
