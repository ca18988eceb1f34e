package dev.tachograph.agent.instrument.tomcat;

import dev.tachograph.agent.instrument.mount.MountableLibrary;
import dev.tachograph.agent.weave.ClassPlan;

/** Plans for Tomcat's way from a connector to its containers. */
public final class TomcatMountInstrumentation extends MountableLibrary {
  private static final String ADAPTER = "org/apache/catalina/connector/CoyoteAdapter";

  @Override
  public String[] classNames() {
    return new String[] {ADAPTER};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    plan.offered(
        "service",
        "(Lorg/apache/coyote/Request;Lorg/apache/coyote/Response;)V",
        PROBE,
        "tomcat",
        0,
        1);
  }
}
