package dev.tachograph.agent.instrument.vertx;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.http.HttpExchangeProbe;
import dev.tachograph.bootstrap.http.HttpRequestProbe;
import dev.tachograph.bootstrap.http.HttpTemplateProbe;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.Collections;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Plans for the client of Vert.x. */
public final class VertxInstrumentation implements LibraryInstrumentation {
  private static final String HTTP = "io/vertx/core/http/";
  private static final String CLIENT = HTTP + "impl/HttpClientImpl";
  private static final String REQUEST = HTTP + "impl/HttpClientRequestImpl";
  private static final String REQUEST_BASE = HTTP + "impl/HttpClientRequestBase";
  private static final String RESPONSE = HTTP + "impl/HttpClientResponseImpl";
  private static final String PROMISE = "io/vertx/core/Promise";
  private static final String FAILURE = "(Ljava/lang/Throwable;)V";
  private static final String TRAILERS = "(Lio/vertx/core/MultiMap;)V";

  /** Finds the private method that knows host and port, also if they are the client's defaults. */
  private static final class AskForRequest
      implements ClassPlan.MethodMatcher, ClassPlan.AdviceChoice {
    private static final String SERVER = "Lio/vertx/core/net/SocketAddress;";
    private static final String HOST = "Ljava/lang/String;ILjava/lang/Boolean;Ljava/lang/String;";

    /** The method's arguments in 4.0 and 4.5. */
    private static final String ONE_ADDRESS = "(L" + HTTP + "HttpMethod;" + SERVER + HOST;

    /**
     * The method's arguments in 4.1 to 4.4. In 4.0 the method above calls a method of another name
     * with these arguments.
     */
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
        return Ask.class;
      }
      if (!descriptor.endsWith(END_4)) {
        return null;
      }
      if (descriptor.startsWith(ONE_ADDRESS)) {
        return Ask4.class;
      }
      return name.equals("doRequest") && descriptor.startsWith(TWO_ADDRESSES) ? Ask41.class : null;
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
        String options = "(L" + HTTP + "RequestOptions;";
        plan.methods("request by method, host and port", ask, ask)
            .optionalMethod("request", options + ")Lio/vertx/core/Future;", AskWithOptions.class)
            .optionalMethod("request", options + "Lio/vertx/core/Handler;)V", AskWithOptions.class);
        break;
      case REQUEST:
        plan.methodsLike("doWrite", "(", "", Send.class)
            .method("handleResponse", handleResponse, Handle.class)
            .methodNamed("handleNextRequest", NextRequest.class)
            .call(
                "handleResponse",
                handleResponse,
                PROMISE,
                "complete",
                "(Ljava/lang/Object;)V",
                Response.class);
        break;
      case REQUEST_BASE:
        plan.method("fail", FAILURE, RequestFailure.class);
        break;
      case RESPONSE:
        plan.method("handleException", FAILURE, ResponseFailure.class)
            .optionalMethod("handleEnd", TRAILERS, BodyEnd.class)
            .optionalMethod("handleTrailers", TRAILERS, BodyEnd.class)
            .requireOneOfLast(2);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }

  /**
   * The application or a redirect asks Vert.x 5 for a request. The last arguments are host, port
   * and options.
   */
  static final class Ask {
    private Ask() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.AllArguments Object[] arguments, @Advice.Return Future<?> request) {
      HttpRequestProbe.asked(
          "vertx",
          ((RequestOptions) arguments[arguments.length - 1]).getMethod().name(),
          (String) arguments[arguments.length - 2],
          (Integer) arguments[arguments.length - 3],
          ((RequestOptions) arguments[arguments.length - 1]).getURI(),
          request.toCompletionStage());
    }
  }

  /** Somebody asks for a request with options, of which a library may have told the template. */
  static final class AskWithOptions {
    private AskWithOptions() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(0) Object options) {
      return HttpTemplateProbe.enteredOf(options);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object before) {
      HttpTemplateProbe.left(before);
    }
  }

  /**
   * The application or a redirect asks Vert.x 4.0 or 4.5 for a request. The last argument is its
   * promise. Another thread may keep that, and get the response, before the method returns.
   */
  static final class Ask4 {
    private Ask4() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Advice.Argument(0) HttpMethod method,
        @Advice.Argument(2) String host,
        @Advice.Argument(3) int port,
        @Advice.Argument(5) String uri,
        @Advice.AllArguments Object[] arguments) {
      return HttpRequestProbe.asked(
          "vertx",
          method.name(),
          host,
          Integer.valueOf(port),
          uri,
          ((Promise<?>) arguments[arguments.length - 1]).future().toCompletionStage());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object asked, @Advice.Thrown @Nullable Throwable thrown) {
      HttpRequestProbe.notAsked(asked, thrown);
    }
  }

  /** As {@link Ask4}, with one more address: Vert.x 4.1 to 4.4. */
  static final class Ask41 {
    private Ask41() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Advice.Argument(0) HttpMethod method,
        @Advice.Argument(3) String host,
        @Advice.Argument(4) int port,
        @Advice.Argument(6) String uri,
        @Advice.AllArguments Object[] arguments) {
      return HttpRequestProbe.asked(
          "vertx",
          method.name(),
          host,
          Integer.valueOf(port),
          uri,
          ((Promise<?>) arguments[arguments.length - 1]).future().toCompletionStage());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object asked, @Advice.Thrown @Nullable Throwable thrown) {
      HttpRequestProbe.notAsked(asked, thrown);
    }
  }

  /** A request is sent, beginning with its head. */
  static final class Send {
    private Send() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object request) {
      HttpRequestProbe.sent(request);
    }
  }

  /**
   * A response is handled. If the client asks for another request meanwhile, it follows a redirect.
   */
  static final class Handle {
    private Handle() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.This(optional = true) Object request) {
      return HttpExchangeProbe.entered(request);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object before) {
      HttpExchangeProbe.left(before);
    }
  }

  /** The client has another request, which follows a redirect of this one. */
  static final class NextRequest {
    private NextRequest() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object request, @Advice.Argument(0) Object next) {
      HttpRequestProbe.followed(request, next);
    }
  }

  /** The client passes on the head of the final response. */
  static final class Response {
    private Response() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object request,
        @Advice.Argument(0) HttpClientResponse response) {
      HttpExchangeProbe.responded(request, response.statusCode());
    }
  }

  /** A request failed, was reset or took too long. */
  static final class RequestFailure {
    private RequestFailure() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object request, @Advice.Argument(0) Throwable failure) {
      HttpRequestProbe.failed(request, failure);
    }
  }

  /** A body ended with a failure. */
  static final class ResponseFailure {
    private ResponseFailure() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) HttpClientResponse response,
        @Advice.Argument(0) Throwable failure) {
      HttpExchangeProbe.failed(response.request(), failure);
    }
  }

  /** A body ended. If it is the body of a redirect, the client follows the redirect meanwhile. */
  static final class BodyEnd {
    private BodyEnd() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.This(optional = true) HttpClientResponse response) {
      return HttpExchangeProbe.endedIn(response.request());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object before) {
      HttpExchangeProbe.left(before);
    }
  }
}
