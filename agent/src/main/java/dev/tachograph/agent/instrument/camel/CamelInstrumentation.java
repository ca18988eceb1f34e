package dev.tachograph.agent.instrument.camel;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.framework.RouteProbe;
import net.bytebuddy.asm.Advice;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;
import org.jspecify.annotations.Nullable;

/**
 * Plans for Camel. An advice of each route makes the unit of work of an exchange, and is called
 * again when the route is done with it, on whatever thread.
 */
public final class CamelInstrumentation extends FrameworkLibrary {
  private static final String ADVICE = "CamelInternalProcessor$UnitOfWorkProcessorAdvice";
  private static final String CAMEL = "org/apache/camel/";

  @Override
  public String name() {
    return "camel";
  }

  @Override
  public String[] classNames() {
    return new String[] {CAMEL + "impl/engine/" + ADVICE, CAMEL + "processor/" + ADVICE};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    String unit = "L" + CAMEL + "spi/UnitOfWork;";
    plan.method("before", "(L" + CAMEL + "Exchange;)" + unit, Before.class)
        .method("after", "(L" + CAMEL + "Exchange;" + unit + ")V", After.class);
  }

  /**
   * A route gets an exchange. Its headers may be made only when somebody looks at one, and that may
   * fail.
   */
  static final class Before {
    private Before() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This Object route,
        @Woven.Field("routeId") @Nullable String routeId,
        @Advice.Argument(0) Exchange exchange) {
      Object begun =
          RouteProbe.begins(
              "camel",
              route,
              exchange,
              routeId,
              exchange.getFromRouteId(),
              exchange.getFromEndpoint());
      if (begun != null) {
        RouteProbe.sent(begun, exchange.getIn().getHeader("CamelMessageTimestamp"));
      }
    }
  }

  /** A route is done with an exchange. A failure that was handled is a property of it. */
  static final class After {
    private After() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object route, @Advice.Argument(0) Exchange exchange) {
      RouteProbe.ends(
          route,
          exchange,
          exchange.getException(),
          ExchangeHelper.isFailureHandled(exchange)
              ? exchange.getProperty("CamelExceptionCaught")
              : null);
    }
  }
}
