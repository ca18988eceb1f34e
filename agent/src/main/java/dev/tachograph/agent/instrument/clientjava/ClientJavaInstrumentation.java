package dev.tachograph.agent.instrument.clientjava;

import dev.tachograph.agent.instrument.adopt.RegistryLibrary;
import dev.tachograph.agent.weave.ClassPlan;

/**
 * Plans for client_java 1. All its servers and servlets make a scrape handler for the registry that
 * they serve.
 */
public final class ClientJavaInstrumentation extends RegistryLibrary {
  private static final String REGISTRY = "io/prometheus/metrics/model/registry/PrometheusRegistry";
  private static final String HANDLER =
      "io/prometheus/metrics/exporter/common/PrometheusScrapeHandler";
  private static final String PROPERTIES = "io/prometheus/metrics/config/PrometheusProperties";

  @Override
  public String name() {
    return "clientjava";
  }

  @Override
  public String[] classNames() {
    return new String[] {REGISTRY, HANDLER};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case REGISTRY:
        plan.method("<init>", "()V", Created.class, constants());
        break;
      case HANDLER:
        plan.method(
            "<init>", "(L" + PROPERTIES + ";L" + REGISTRY + ";)V", ServedSecond.class, constants());
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }
}
