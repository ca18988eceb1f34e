package dev.tachograph.agent.instrument.reactornetty;

import dev.tachograph.agent.instrument.mount.MountableLibrary;
import dev.tachograph.agent.weave.ClassPlan;

/** Plans for what applies the handler of a Reactor Netty server, and so of Spring WebFlux. */
public final class ReactorNettyMountInstrumentation extends MountableLibrary {
  @Override
  public String[] classNames() {
    return new String[] {"reactor/netty/http/server/HttpServer$HttpServerHandle"};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    plan.offered(
        "onStateChange",
        "(Lreactor/netty/Connection;Lreactor/netty/ConnectionObserver$State;)V",
        PROBE,
        "reactornetty",
        0,
        1);
  }
}
