package dev.tachograph.agent.instrument.dropwizard;

import dev.tachograph.agent.instrument.adopt.RegistryLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import java.util.Collections;

/**
 * Plans for Dropwizard's registries, and for what carries one into a registry of client_java's,
 * which is served with that one.
 */
public final class DropwizardInstrumentation extends RegistryLibrary {
  private static final String REGISTRY = "com/codahale/metrics/MetricRegistry";
  private static final String REGISTRY_5 = "io/dropwizard/metrics5/MetricRegistry";
  private static final String INTO_SIMPLECLIENT =
      "io/prometheus/client/dropwizard/DropwizardExports";
  private static final String INTO_CLIENT_JAVA =
      "io/prometheus/metrics/instrumentation/dropwizard/DropwizardExports";
  private static final String FROM_5_INTO_CLIENT_JAVA =
      "io/prometheus/metrics/instrumentation/dropwizard5/DropwizardExports";

  @Override
  public String name() {
    return "dropwizard";
  }

  @Override
  public String[] classNames() {
    return new String[] {
      REGISTRY, REGISTRY_5, INTO_SIMPLECLIENT, INTO_CLIENT_JAVA, FROM_5_INTO_CLIENT_JAVA
    };
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    boolean isRegistry = className.equals(REGISTRY) || className.equals(REGISTRY_5);
    boolean isOf5 = className.equals(REGISTRY_5) || className.equals(FROM_5_INTO_CLIENT_JAVA);
    plan.methodNamed(
        "<init>",
        isRegistry ? Created.class : Served.class,
        Collections.singletonMap(LIBRARY, isOf5 ? "dropwizard5" : name()));
  }
}
