package dev.tachograph.agent.instrument.http.spring;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;

/** Where Spring knows the templates of calls. */
public final class SpringInstrumentation implements LibraryInstrumentation {
  private static final String WEB_CLIENT = "org/springframework/web/client/";
  private static final String REST_TEMPLATE = WEB_CLIENT + "RestTemplate";
  private static final String REST_CLIENT =
      WEB_CLIENT + "DefaultRestClient$DefaultRequestBodyUriSpec";
  private static final String EXCHANGE_FUNCTION =
      "org/springframework/web/reactive/function/client/ExchangeFunctions$DefaultExchangeFunction";

  @Override
  public String name() {
    return "spring";
  }

  @Override
  public String[] classNames() {
    return new String[] {REST_TEMPLATE, REST_CLIENT, EXCHANGE_FUNCTION};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case REST_TEMPLATE:
        String callbacks =
            "Lorg/springframework/http/HttpMethod;L"
                + WEB_CLIENT
                + "RequestCallback;L"
                + WEB_CLIENT
                + "ResponseExtractor;";
        String execute = "(Ljava/lang/String;" + callbacks;
        plan.method(
                "execute",
                execute + "[Ljava/lang/Object;)Ljava/lang/Object;",
                RestTemplateAdvice.class)
            .method(
                "execute", execute + "Ljava/util/Map;)Ljava/lang/Object;", RestTemplateAdvice.class)
            .optionalMethod(
                "doExecute",
                "(Ljava/net/URI;Ljava/lang/String;" + callbacks + ")Ljava/lang/Object;",
                RestTemplateEntityAdvice.class);
        break;
      case REST_CLIENT:
        String exchange = "exchangeInternal";
        plan.method(
                exchange,
                "(L"
                    + WEB_CLIENT
                    + "RestClient$RequestHeadersSpec$ExchangeFunction;Z)Ljava/lang/Object;",
                RestClientAdvice.class)
            .callInMethodNamed(
                exchange,
                "org/springframework/http/client/observation/ClientRequestObservationContext",
                "setUriTemplate",
                "(Ljava/lang/String;)V",
                RestClientTemplateAdvice.class);
        break;
      case EXCHANGE_FUNCTION:
        plan.method(
            "exchange",
            "(Lorg/springframework/web/reactive/function/client/ClientRequest;)"
                + "Lreactor/core/publisher/Mono;",
            WebClientAdvice.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }
}
