package dev.tachograph.agent.instrument.vertx;

import dev.tachograph.agent.instrument.mount.MountableLibrary;
import dev.tachograph.agent.weave.ClassPlan;

/**
 * Plans for what stands before the handler of a Vert.x server's requests by HTTP/1. Those by HTTP/2
 * have no such place.
 */
public final class VertxMountInstrumentation extends MountableLibrary {
  private static final String PACKAGE = "io/vertx/core/http/";

  @Override
  public String[] classNames() {
    return new String[] {
      PACKAGE + "impl/Http1xServerRequestHandler",
      // Since 5.1.
      PACKAGE + "impl/http1/Http1ServerRequestHandler"
    };
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    plan.offered("handle", "(L" + PACKAGE + "HttpServerRequest;)V", PROBE, "vertx", 0);
  }
}
