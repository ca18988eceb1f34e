package dev.tachograph.agent.instrument.jetty;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.http.HttpExchangeProbe;
import java.util.Collections;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.client.HttpRequest;
import org.eclipse.jetty.client.api.Request;
import org.eclipse.jetty.client.api.Response;
import org.eclipse.jetty.client.api.Result;
import org.jspecify.annotations.Nullable;

/** Plans for Jetty's client. */
public final class JettyInstrumentation implements LibraryInstrumentation {
  private static final String CLIENT = "org/eclipse/jetty/client/";
  private static final String TRANSPORT = CLIENT + "transport/";
  private static final String API = CLIENT + "api/";

  private static final String HTTP_CLIENT = CLIENT + "HttpClient";
  private static final String EXCHANGE = CLIENT + "HttpExchange";
  private static final String NOTIFIER = CLIENT + "ResponseNotifier";
  private static final String EXCHANGE_12 = TRANSPORT + "HttpExchange";
  private static final String LISTENERS_12 = TRANSPORT + "ResponseListeners";

  /**
   * Chooses the advice in the one class that has the same name before and since Jetty 12. The types
   * of the arguments show the version.
   */
  private static final class HandlerSearch
      implements ClassPlan.MethodMatcher, ClassPlan.AdviceChoice {
    private static final String BEFORE_12 = arguments(API);
    private static final String SINCE_12 = arguments(CLIENT);

    private static String arguments(String of) {
      return "(L" + of + "Request;L" + of + "Response;)L" + CLIENT + "ProtocolHandler;";
    }

    @Override
    public boolean matches(int access, String name, String descriptor) {
      return name.equals("findProtocolHandler")
          && (descriptor.equals(BEFORE_12) || descriptor.equals(SINCE_12));
    }

    @Override
    public ClassPlan.ChosenAdvice choose(String name, String descriptor) {
      return new ClassPlan.ChosenAdvice(
          descriptor.equals(BEFORE_12) ? OnResponse.class : Response12.class,
          Collections.emptyMap());
    }
  }

  @Override
  public String name() {
    return "jetty";
  }

  @Override
  public String[] classNames() {
    return new String[] {HTTP_CLIENT, EXCHANGE, NOTIFIER, EXCHANGE_12, LISTENERS_12};
  }

  @Override
  public String[] endsOf(String className) {
    switch (className) {
      case EXCHANGE:
        return new String[] {NOTIFIER, HTTP_CLIENT};
      case EXCHANGE_12:
        return new String[] {LISTENERS_12, HTTP_CLIENT};
      default:
        return NO_CLASSES;
    }
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case HTTP_CLIENT:
        HandlerSearch search = new HandlerSearch();
        plan.methods("findProtocolHandler", search, search);
        break;
      case EXCHANGE:
        plan.method(
            "<init>",
            "(L" + CLIENT + "HttpDestination;L" + CLIENT + "HttpRequest;Ljava/util/List;)V",
            Exchange.class);
        break;
      case NOTIFIER:
        plan.method("notifyComplete", "(Ljava/util/List;L" + API + "Result;)V", Complete.class)
            .method(
                "forwardSuccessComplete",
                "(Ljava/util/List;L" + API + "Request;L" + API + "Response;)V",
                GivenUp.class);
        break;
      case EXCHANGE_12:
        plan.method(
            "<init>",
            "(L"
                + TRANSPORT
                + "HttpDestination;L"
                + TRANSPORT
                + "HttpRequest;L"
                + LISTENERS_12
                + ";)V",
            Exchange12.class);
        break;
      case LISTENERS_12:
        plan.method("notifyComplete", "(L" + CLIENT + "Result;)V", Complete12.class)
            .method("emitSuccessComplete", "(L" + CLIENT + "Result;)V", GivenUp12.class)
            .method("emitFailureComplete", "(L" + CLIENT + "Result;)V", Complete12.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }

  /**
   * The status of a response has come. A handler of the client's may answer it with another
   * request.
   */
  static final class OnResponse {
    private OnResponse() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Argument(1) Response response, @Advice.Return @Nullable Object handler) {
      HttpExchangeProbe.respondedUnless(
          handler, ((HttpRequest) response.getRequest()).getConversation(), response.getStatus());
    }
  }

  /**
   * The status of a response has come. A handler of the client's may answer it with another
   * request.
   */
  static final class Response12 {
    private Response12() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Argument(1) org.eclipse.jetty.client.Response response,
        @Advice.Return @Nullable Object handler) {
      HttpExchangeProbe.respondedUnless(
          handler,
          ((org.eclipse.jetty.client.transport.HttpRequest) response.getRequest())
              .getConversation(),
          response.getStatus());
    }
  }

  /** A request begins a call or continues one. */
  static final class Exchange {
    private Exchange() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Argument(1) HttpRequest request) {
      HttpExchangeProbe.started(
          request.getConversation(),
          "jetty",
          request.getScheme(),
          request.getMethod(),
          request.getHost(),
          request.getPort(),
          request.getPath());
    }
  }

  /**
   * A request of a call has ended. The call ends with it unless a handler continues the call.
   * Without a failure of the response, a call has ended only if its response was passed on.
   */
  static final class Complete {
    private Complete() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(1) Result result) {
      HttpExchangeProbe.ended(
          ((HttpRequest) result.getRequest()).getConversation(), result.getResponseFailure());
    }
  }

  /** A handler of the client's passes on a response that it does not answer. */
  static final class GivenUp {
    private GivenUp() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(1) Request request, @Advice.Argument(2) Response response) {
      HttpExchangeProbe.responded(((HttpRequest) request).getConversation(), response.getStatus());
    }
  }

  /** A request begins a call or continues one. */
  static final class Exchange12 {
    private Exchange12() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Argument(1) org.eclipse.jetty.client.transport.HttpRequest request) {
      HttpExchangeProbe.started(
          request.getConversation(),
          "jetty",
          request.getScheme(),
          request.getMethod(),
          request.getHost(),
          request.getPort(),
          request.getPath());
    }
  }

  /**
   * A request of a call has ended. The call ends with it unless a handler continues the call.
   * Without a failure of the response, a call has ended only if its response was passed on.
   */
  static final class Complete12 {
    private Complete12() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) org.eclipse.jetty.client.Result result) {
      HttpExchangeProbe.ended(
          ((org.eclipse.jetty.client.transport.HttpRequest) result.getRequest()).getConversation(),
          result.getResponseFailure());
    }
  }

  /** A handler of the client's passes on a response that it does not answer. */
  static final class GivenUp12 {
    private GivenUp12() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) org.eclipse.jetty.client.Result result) {
      HttpExchangeProbe.responded(
          ((org.eclipse.jetty.client.transport.HttpRequest) result.getRequest()).getConversation(),
          result.getResponse().getStatus());
    }
  }
}
