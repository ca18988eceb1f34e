package dev.tachograph.agent.instrument.http.apache4;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.instrument.weave.ClassPlan;

/**
 * Where Apache HttpClient 4 is woven: where all its front doors lead, above retries and redirects.
 */
public final class Apache4Instrumentation implements LibraryInstrumentation {
  private static final String CLIENT = "org/apache/http/impl/client/";
  private static final String INTERNAL_CLIENT = CLIENT + "InternalHttpClient";
  private static final String MINIMAL_CLIENT = CLIENT + "MinimalHttpClient";
  private static final String EARLIER_CLIENT = CLIENT + "AbstractHttpClient";
  private static final String CONNECTION_HOLDER = "org/apache/http/impl/execchain/ConnectionHolder";

  @Override
  public String name() {
    return "apache4";
  }

  @Override
  public String[] classNames() {
    return new String[] {INTERNAL_CLIENT, MINIMAL_CLIENT, EARLIER_CLIENT, CONNECTION_HOLDER};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    if (className.equals(CONNECTION_HOLDER)) {
      plan.method(
              "<init>",
              "(Lorg/apache/commons/logging/Log;"
                  + "Lorg/apache/http/conn/HttpClientConnectionManager;"
                  + "Lorg/apache/http/HttpClientConnection;)V",
              BodyAdvice.class)
          .method("releaseConnection", "()V", BodyEndAdvice.class)
          .method("abortConnection", "()V", BodyEndAdvice.class)
          .method("close", "()V", BodyEndAdvice.class);
      return;
    }
    String execute =
        "(Lorg/apache/http/HttpHost;Lorg/apache/http/HttpRequest;"
            + "Lorg/apache/http/protocol/HttpContext;)"
            + "Lorg/apache/http/client/methods/CloseableHttpResponse;";
    plan.method("doExecute", execute, CallAdvice.class)
        .method("doExecute", execute, ResponseAdvice.class);
  }
}
