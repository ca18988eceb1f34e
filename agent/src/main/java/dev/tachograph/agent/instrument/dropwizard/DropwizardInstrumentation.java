package dev.tachograph.agent.instrument.dropwizard;

import dev.tachograph.agent.instrument.adopt.RegistryLibrary;
import dev.tachograph.agent.weave.ClassPlan;

/**
 * Plans for Dropwizard's registries, and for what carries one into a registry of client_java's,
 * which is served with that one.
 */
public final class DropwizardInstrumentation extends RegistryLibrary {
  private static final String REGISTRY = "com/codahale/metrics/MetricRegistry";
  private static final String INTO_SIMPLECLIENT =
      "io/prometheus/client/dropwizard/DropwizardExports";
  private static final String INTO_CLIENT_JAVA =
      "io/prometheus/metrics/instrumentation/dropwizard/DropwizardExports";

  @Override
  public String name() {
    return "dropwizard";
  }

  @Override
  public String[] classNames() {
    return new String[] {REGISTRY, INTO_SIMPLECLIENT, INTO_CLIENT_JAVA};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    plan.methodNamed(
        "<init>", className.equals(REGISTRY) ? Created.class : Served.class, constants());
  }
}
