package dev.tachograph.agent.instrument.http.vertx;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

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
    private static final String SERVER = "Lio/vertx/core/net/SocketAddress;";
    private static final String HOST = "Ljava/lang/String;ILjava/lang/Boolean;Ljava/lang/String;";

    /** 4.0 and 4.5. */
    private static final String ONE_ADDRESS = "(L" + HTTP + "HttpMethod;" + SERVER + HOST;

    /** 4.1 to 4.4; 4.0 has such a method of another name, which the first one calls. */
    private static final String TWO_ADDRESSES =
        "(L" + HTTP + "HttpMethod;" + SERVER + SERVER + HOST;

    private static final String END_4 = "/PromiseInternal;)V";
    private static final String END_5 =
        "Lio/vertx/core/net/Address;Ljava/lang/Integer;Ljava/lang/String;L"
            + HTTP
            + "RequestOptions;)Lio/vertx/core/Future;";

    @Override
    public boolean matches(int access, String name, String descriptor) {
      return advice(name, descriptor) != null;
    }

    @Override
    public ClassPlan.ChosenAdvice choose(String name, String descriptor) {
      Class<?> advice = advice(name, descriptor);
      if (advice == null) {
        throw new IllegalArgumentException(name + descriptor);
      }
      return new ClassPlan.ChosenAdvice(advice, Collections.emptyMap());
    }

    private static @Nullable Class<?> advice(String name, String descriptor) {
      if (descriptor.endsWith(END_5)) {
        return AskAdvice.class;
      }
      if (!descriptor.endsWith(END_4)) {
        return null;
      }
      if (descriptor.startsWith(ONE_ADDRESS)) {
        return Ask4Advice.class;
      }
      return name.equals("doRequest") && descriptor.startsWith(TWO_ADDRESSES)
          ? Ask41Advice.class
          : null;
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
  public String[] endsOf(String className) {
    return className.equals(CLIENT) ? new String[] {REQUEST, REQUEST_BASE, RESPONSE} : NO_CLASSES;
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
        plan.methodsLike("doWrite", "(", "", SendAdvice.class)
            .method("handleResponse", handleResponse, HandleAdvice.class)
            .methodNamed("handleNextRequest", NextRequestAdvice.class)
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
