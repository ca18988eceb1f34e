package dev.tachograph.agent.instrument.ejb;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import net.bytebuddy.asm.Advice;
import org.jboss.invocation.InterceptorContext;
import org.jspecify.annotations.Nullable;

/**
 * Plans for WildFly's timers of enterprise beans. When one fires, an invoker calls the first of the
 * interceptors around the bean's method. What it throws goes to the service, which logs it.
 */
public final class EjbInstrumentation extends FrameworkLibrary {
  @Override
  public String name() {
    return "ejb";
  }

  @Override
  public String[] classNames() {
    return new String[] {"org/jboss/as/ejb3/timerservice/TimedObjectInvokerImpl"};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    plan.callAnywhere(
            "org/jboss/invocation/Interceptor",
            "processInvocation",
            "(Lorg/jboss/invocation/InterceptorContext;)Ljava/lang/Object;",
            Timeout.class)
        .requireOneOfLast(1);
  }

  /** A timer calls a bean's method. */
  static final class Timeout {
    private Timeout() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(0) InterceptorContext invocation) {
      return FrameworkProbe.timedFiring("ejb", invocation.getMethod(), invocation.getTimer());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.ended(started, thrown);
    }
  }
}
