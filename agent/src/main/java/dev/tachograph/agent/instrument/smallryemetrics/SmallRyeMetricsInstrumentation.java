package dev.tachograph.agent.instrument.smallryemetrics;

import dev.tachograph.agent.instrument.adopt.RegistryLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.adopt.AdoptProbe;
import net.bytebuddy.asm.Advice;

/**
 * Plans for the registries of SmallRye Metrics. The application serves all of them once its
 * endpoint is asked.
 */
public final class SmallRyeMetricsInstrumentation extends RegistryLibrary {
  private static final String REGISTRY = "io/smallrye/metrics/MetricsRegistryImpl";
  private static final String ENDPOINT = "io/smallrye/metrics/MetricsRequestHandler";

  @Override
  public String name() {
    return "smallryemetrics";
  }

  @Override
  public String[] classNames() {
    return new String[] {REGISTRY, ENDPOINT};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    if (className.equals(REGISTRY)) {
      plan.methodNamed("<init>", Created.class, constants());
    } else {
      plan.methodNamed("handleRequest", Asked.class, constants());
    }
  }

  /** The endpoint shows the registries of its class loader. */
  static final class Asked {
    private Asked() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object endpoint, @Woven.Constant(LIBRARY) String library) {
      AdoptProbe.servedAll(endpoint, library);
    }
  }
}
