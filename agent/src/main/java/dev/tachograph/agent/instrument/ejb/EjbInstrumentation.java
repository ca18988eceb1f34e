package dev.tachograph.agent.instrument.ejb;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import dev.tachograph.bootstrap.framework.TriggerProbe;
import net.bytebuddy.asm.Advice;
import org.jboss.invocation.InterceptorContext;
import org.jspecify.annotations.Nullable;

/**
 * Plans for the timers of enterprise beans. When one fires in WildFly, an invoker calls the first
 * of the interceptors around the bean's method. What it throws goes to the service, which logs it.
 * In Liberty, a wrapper calls the method or the interceptors, and keeps what they throw.
 */
public final class EjbInstrumentation extends FrameworkLibrary {
  private static final String LIBERTY = "com/ibm/ejs/container/TimedObjectWrapper";

  @Override
  public String name() {
    return "ejb";
  }

  @Override
  public String[] classNames() {
    return new String[] {"org/jboss/as/ejb3/timerservice/TimedObjectInvokerImpl", LIBERTY};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    if (className.equals(LIBERTY)) {
      plan.methodNamed("invokeCallback", Callback.class)
          .callAnywhere(
              "com/ibm/ejs/container/EJSDeployedSupport",
              "setUncheckedLocalException",
              "(Ljava/lang/Throwable;)V",
              Failure.class)
          .requireOneOfLast(1);
      return;
    }
    plan.callAnywhere(
            "org/jboss/invocation/Interceptor",
            "processInvocation",
            "(Lorg/jboss/invocation/InterceptorContext;)Ljava/lang/Object;",
            Timeout.class)
        .requireOneOfLast(1);
  }

  /** A timer of Liberty's calls one of a bean's methods. */
  static final class Callback {
    private Callback() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.Field(value = "methodInfos", type = "[Lcom/ibm/ejs/container/EJBMethodInfoImpl;")
            Object[] methods,
        @Advice.Argument(1) int number)
        throws ReflectiveOperationException {
      return TriggerProbe.firingOf("ejb", methods[number]);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.endedAsKept(started, thrown);
    }
  }

  /** Liberty keeps what a bean's method has thrown. */
  static final class Failure {
    private Failure() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) @Nullable Throwable failure) {
      FrameworkProbe.failureKept(failure);
    }
  }

  /** A timer of WildFly's calls a bean's method. */
  static final class Timeout {
    private Timeout() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(0) InterceptorContext invocation) {
      return TriggerProbe.timedFiring("ejb", invocation.getMethod(), invocation.getTimer());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.ended(started, thrown);
    }
  }
}
