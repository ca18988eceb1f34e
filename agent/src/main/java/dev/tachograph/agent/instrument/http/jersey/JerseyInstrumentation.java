package dev.tachograph.agent.instrument.http.jersey;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;

/**
 * Where Jersey knows the templates of calls. A target fills in a variable as soon as it is told its
 * value, so the template is noted right before that, and handed on from target to target, from
 * there to the request, and to its copies. A connector takes the request to the client, on the
 * caller's thread or on another.
 */
public final class JerseyInstrumentation implements LibraryInstrumentation {
  /** Where a target keeps its builder, whose type advice cannot name. */
  static final String BUILDER = "tachographBuilder";

  private static final String JERSEY = "org/glassfish/jersey/";
  private static final String CLIENT = JERSEY + "client/";
  private static final String TARGET = CLIENT + "JerseyWebTarget";
  private static final String REQUEST = CLIENT + "ClientRequest";
  private static final String URL_CONNECTOR = CLIENT + "internal/HttpUrlConnector";
  private static final String EARLIER_URL_CONNECTOR = CLIENT + "HttpUrlConnector";
  private static final String RETURNS_TARGET = ")L" + TARGET + ";";
  private static final String CALL = "(L" + REQUEST + ";)L" + CLIENT + "ClientResponse;";
  private static final String ASYNC_CALL =
      "(L" + REQUEST + ";L" + CLIENT + "spi/AsyncConnectorCallback;)Ljava/util/concurrent/Future;";

  @Override
  public String name() {
    return "jersey";
  }

  @Override
  public String[] classNames() {
    return new String[] {
      TARGET,
      REQUEST,
      URL_CONNECTOR,
      EARLIER_URL_CONNECTOR,
      JERSEY + "apache/connector/ApacheConnector",
      JERSEY + "apache5/connector/Apache5Connector",
      JERSEY + "jetty/connector/JettyConnector",
      JERSEY + "jnh/connector/JavaNetHttpConnector"
    };
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case TARGET:
        planTarget(plan);
        break;
      case REQUEST:
        plan.method(
                "<init>",
                "(Ljava/net/URI;L"
                    + CLIENT
                    + "ClientConfig;L"
                    + JERSEY
                    + "internal/PropertiesDelegate;)V",
                RequestAdvice.class)
            .method("<init>", "(L" + REQUEST + ";)V", CopyAdvice.class);
        break;
      case URL_CONNECTOR:
      case EARLIER_URL_CONNECTOR:
        // Below what calls the application back.
        plan.method("_apply", CALL, CallAdvice.class);
        break;
      default:
        plan.method("apply", CALL, CallAdvice.class).method("apply", ASYNC_CALL, CallAdvice.class);
    }
  }

  private static void planTarget(ClassPlan plan) {
    String nameAndValues = "(Ljava/lang/String;[Ljava/lang/Object;";
    String made = ";L" + CLIENT + "ClientConfig;)V";
    plan.field(BUILDER)
        .optionalMethod("<init>", "(Ljavax/ws/rs/core/UriBuilder" + made, TargetMadeAdvice.class)
        .optionalMethod("<init>", "(Ljakarta/ws/rs/core/UriBuilder" + made, TargetMadeAdvice.class)
        .requireOneOfLast(2)
        .methodsLike("resolveTemplate", "(", RETURNS_TARGET, ResolveAdvice.class)
        .method("queryParam", nameAndValues + RETURNS_TARGET, TargetAdvice.class)
        .method("matrixParam", nameAndValues + RETURNS_TARGET, TargetAdvice.class)
        .method("path", "(Ljava/lang/String;" + RETURNS_TARGET, PathAdvice.class)
        .methodsLike(
            "request", "(", ")L" + CLIENT + "JerseyInvocation$Builder;", StartAdvice.class);
  }
}
