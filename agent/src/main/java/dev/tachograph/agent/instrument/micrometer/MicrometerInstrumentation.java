package dev.tachograph.agent.instrument.micrometer;

import dev.tachograph.agent.instrument.adopt.RegistryLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.adopt.AdoptProbe;
import net.bytebuddy.asm.Advice;

/**
 * Plans for Micrometer's registries. Its Prometheus registries hold one of simpleclient's or of
 * client_java 1's. The application serves it once it has asked for the text, or once Spring Boot
 * has made the endpoint for it.
 */
public final class MicrometerInstrumentation extends RegistryLibrary {
  private static final String REGISTRY = "io/micrometer/core/instrument/MeterRegistry";
  private static final String OVER_SIMPLECLIENT =
      "io/micrometer/prometheus/PrometheusMeterRegistry";
  private static final String OVER_CLIENT_JAVA =
      "io/micrometer/prometheusmetrics/PrometheusMeterRegistry";

  /** In Spring Boot 2 and 3, and in 4. */
  private static final String ENDPOINT =
      "org/springframework/boot/actuate/metrics/export/prometheus/PrometheusScrapeEndpoint";

  private static final String ENDPOINT_4 =
      "org/springframework/boot/micrometer/metrics/autoconfigure/export/prometheus/"
          + "PrometheusScrapeEndpoint";

  private static final String SIMPLECLIENT_REGISTRY = "Lio/prometheus/client/CollectorRegistry;";
  private static final String CLIENT_JAVA_REGISTRY =
      "Lio/prometheus/metrics/model/registry/PrometheusRegistry;";

  @Override
  public String name() {
    return "micrometer";
  }

  @Override
  public String[] classNames() {
    return new String[] {REGISTRY, OVER_SIMPLECLIENT, OVER_CLIENT_JAVA, ENDPOINT, ENDPOINT_4};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case REGISTRY:
        plan.methodNamed("<init>", Created.class, constants());
        break;
      case OVER_SIMPLECLIENT:
        plan.methodNamed("scrape", ScrapedSimpleclient.class);
        break;
      case OVER_CLIENT_JAVA:
        plan.methodNamed("scrape", ScrapedClientJava.class);
        break;
      case ENDPOINT:
      case ENDPOINT_4:
        plan.optionalMethod("<init>", "(" + SIMPLECLIENT_REGISTRY + ")V", ServedSimpleclient.class)
            .optionalMethod("<init>", "(" + CLIENT_JAVA_REGISTRY + ")V", ServedClientJava.class)
            .optionalMethod(
                "<init>",
                "(" + CLIENT_JAVA_REGISTRY + "Ljava/util/Properties;)V",
                ServedClientJava.class)
            .requireOneOfLast(3);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }

  /** The application asks for the text. */
  static final class ScrapedSimpleclient {
    private ScrapedSimpleclient() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Woven.Field(value = "registry", type = SIMPLECLIENT_REGISTRY) Object registry) {
      AdoptProbe.served(registry, "simpleclient");
    }
  }

  /** The same, over client_java 1. */
  static final class ScrapedClientJava {
    private ScrapedClientJava() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Woven.Field(value = "registry", type = CLIENT_JAVA_REGISTRY) Object registry) {
      AdoptProbe.served(registry, "clientjava");
    }
  }

  /** The constructor of an endpoint. */
  static final class ServedSimpleclient {
    private ServedSimpleclient() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(0) Object registry) {
      AdoptProbe.served(registry, "simpleclient");
    }
  }

  /** The same, over client_java 1. */
  static final class ServedClientJava {
    private ServedClientJava() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(0) Object registry) {
      AdoptProbe.served(registry, "clientjava");
    }
  }
}
