package dev.tachograph.agent.instrument.spring;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import net.bytebuddy.asm.Advice;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** Plans for Spring's asynchronous methods. The task that Spring submits calls the method. */
public final class SpringAsyncInstrumentation extends FrameworkLibrary {
  private static final String INVOCATION = "org/aopalliance/intercept/MethodInvocation";

  @Override
  public String name() {
    return "springasync";
  }

  @Override
  public String[] classNames() {
    return new String[] {"org/springframework/aop/interceptor/AsyncExecutionInterceptor"};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    // The task is a lambda, whose name the compiler has made up.
    plan.callAnywhere(INVOCATION, "proceed", "()Ljava/lang/Object;", Proceed.class)
        .requireOneOfLast(1);
  }

  /** The task calls the method. */
  static final class Proceed {
    private Proceed() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Woven.Receiver MethodInvocation invocation) {
      return FrameworkProbe.call("springasync", invocation.getMethod(), invocation.getThis());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.Return @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.endedWith(started, returned, thrown);
    }
  }
}
