package dev.tachograph.agent.instrument.jetty;

import dev.tachograph.agent.instrument.mount.MountableLibrary;
import dev.tachograph.agent.weave.ClassPlan;

/** Plans for Jetty's server, which gets all requests before its handlers. */
public final class JettyMountInstrumentation extends MountableLibrary {
  private static final String PACKAGE = "org/eclipse/jetty/server/";
  private static final String BEFORE_12 = "(L" + PACKAGE + "HttpChannel;)V";
  private static final String SINCE_12 =
      "(L" + PACKAGE + "Request;L" + PACKAGE + "Response;Lorg/eclipse/jetty/util/Callback;)Z";

  @Override
  public String[] classNames() {
    return new String[] {PACKAGE + "Server"};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    if (plan.declares("handle", BEFORE_12)) {
      plan.offered("handle", BEFORE_12, PROBE, "jetty", 0);
    } else {
      plan.offered("handle", SINCE_12, PROBE, "jetty12", 0, 1, 2);
    }
  }
}
