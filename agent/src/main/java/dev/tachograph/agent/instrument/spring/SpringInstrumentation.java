package dev.tachograph.agent.instrument.spring;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.http.HttpTemplateProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientRequest;

/** Plans for the places where Spring knows the templates of calls. */
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
                "execute", execute + "[Ljava/lang/Object;)Ljava/lang/Object;", RestTemplate.class)
            .method("execute", execute + "Ljava/util/Map;)Ljava/lang/Object;", RestTemplate.class)
            .optionalMethod(
                "doExecute",
                "(Ljava/net/URI;Ljava/lang/String;" + callbacks + ")Ljava/lang/Object;",
                RestTemplateEntity.class);
        break;
      case REST_CLIENT:
        String exchange = "exchangeInternal";
        plan.method(
                exchange,
                "(L"
                    + WEB_CLIENT
                    + "RestClient$RequestHeadersSpec$ExchangeFunction;Z)Ljava/lang/Object;",
                RestClient.class)
            .callInMethodNamed(
                exchange,
                "org/springframework/http/client/observation/ClientRequestObservationContext",
                "setUriTemplate",
                "(Ljava/lang/String;)V",
                RestClientTemplate.class);
        break;
      case EXCHANGE_FUNCTION:
        plan.method(
            "exchange",
            "(Lorg/springframework/web/reactive/function/client/ClientRequest;)"
                + "Lreactor/core/publisher/Mono;",
            WebClient.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }

  /** A call with a template and its variables. */
  static final class RestTemplate {
    private RestTemplate() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(0) String template) {
      return HttpTemplateProbe.entered(template);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object before) {
      HttpTemplateProbe.left(before);
    }
  }

  /** As {@link RestTemplate}, where the template may come from a RequestEntity, or be null. */
  static final class RestTemplateEntity {
    private RestTemplateEntity() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(1) @Nullable String template) {
      return HttpTemplateProbe.entered(template);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object before) {
      HttpTemplateProbe.left(before);
    }
  }

  /** A call begins. Later, {@link RestClientTemplate} finds its template. */
  static final class RestClient {
    private RestClient() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter() {
      return HttpTemplateProbe.entered();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object before) {
      HttpTemplateProbe.left(before);
    }
  }

  /**
   * The observation of a call gets the template, just before the call. This is public API. The
   * field of the call itself that holds the template differs between versions.
   */
  static final class RestClientTemplate {
    private RestClientTemplate() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) @Nullable String template) {
      HttpTemplateProbe.known(template);
    }
  }

  /** A call is prepared. Its attributes hold the template. */
  static final class WebClient {
    private WebClient() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(0) ClientRequest request) {
      return HttpTemplateProbe.entered(
          request.attributes(),
          "org.springframework.web.reactive.function.client.WebClient.uriTemplate");
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object before) {
      HttpTemplateProbe.left(before);
    }
  }
}
