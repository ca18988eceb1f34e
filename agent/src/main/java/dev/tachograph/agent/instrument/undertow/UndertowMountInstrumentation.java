package dev.tachograph.agent.instrument.undertow;

import dev.tachograph.agent.instrument.mount.MountableLibrary;
import dev.tachograph.agent.weave.ClassPlan;

/** Plans for the place where all of Undertow's protocols hand a request to the handlers. */
public final class UndertowMountInstrumentation extends MountableLibrary {
  private static final String SERVER = "io/undertow/server/";

  @Override
  public String[] classNames() {
    return new String[] {SERVER + "Connectors"};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    plan.offered(
        "executeRootHandler",
        "(L" + SERVER + "HttpHandler;L" + SERVER + "HttpServerExchange;)V",
        PROBE,
        "undertow",
        1,
        0);
  }
}
