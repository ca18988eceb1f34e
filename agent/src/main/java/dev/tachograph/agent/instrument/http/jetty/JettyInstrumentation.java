package dev.tachograph.agent.instrument.http.jetty;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import java.util.Collections;

/** Where Jetty's client is woven. */
public final class JettyInstrumentation implements LibraryInstrumentation {
  private static final String CLIENT = "org/eclipse/jetty/client/";
  private static final String TRANSPORT = CLIENT + "transport/";
  private static final String API = CLIENT + "api/";

  private static final String HTTP_CLIENT = CLIENT + "HttpClient";
  private static final String EXCHANGE = CLIENT + "HttpExchange";
  private static final String NOTIFIER = CLIENT + "ResponseNotifier";
  private static final String EXCHANGE_12 = TRANSPORT + "HttpExchange";
  private static final String LISTENERS_12 = TRANSPORT + "ResponseListeners";

  /** The one class that both have under one name; the types of the arguments tell them apart. */
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
          descriptor.equals(BEFORE_12) ? ResponseAdvice.class : Response12Advice.class,
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
            ExchangeAdvice.class);
        break;
      case NOTIFIER:
        plan.method(
                "notifyComplete", "(Ljava/util/List;L" + API + "Result;)V", CompleteAdvice.class)
            .method(
                "forwardSuccessComplete",
                "(Ljava/util/List;L" + API + "Request;L" + API + "Response;)V",
                GivenUpAdvice.class);
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
            Exchange12Advice.class);
        break;
      case LISTENERS_12:
        plan.method("notifyComplete", "(L" + CLIENT + "Result;)V", Complete12Advice.class)
            .method("emitSuccessComplete", "(L" + CLIENT + "Result;)V", GivenUp12Advice.class)
            .method("emitFailureComplete", "(L" + CLIENT + "Result;)V", Complete12Advice.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }
}
