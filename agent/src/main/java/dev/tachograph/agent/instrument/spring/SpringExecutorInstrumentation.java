package dev.tachograph.agent.instrument.spring;

import dev.tachograph.agent.instrument.executor.ExecutorLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.executor.FutureProbe;
import dev.tachograph.bootstrap.executor.ThreadPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Plans for the pools that Spring's beans create, and for the tasks that Spring decorates. */
public final class SpringExecutorInstrumentation extends ExecutorLibrary {
  private static final String SCHEDULING = "org/springframework/scheduling/";
  private static final String BEAN = SCHEDULING + "concurrent/ExecutorConfigurationSupport";
  private static final String DECORATION = SCHEDULING + "support/DelegatingErrorHandlingRunnable";

  /** The class that calls methods marked as asynchronous. */
  private static final String ASYNC =
      "org/springframework/aop/interceptor/AsyncExecutionAspectSupport";

  @Override
  public String[] classNames() {
    return new String[] {BEAN, DECORATION, ASYNC};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case BEAN:
        plan.method("initialize", "()V", BeanName.class);
        break;
      case ASYNC:
        // Spring before 4.1 threw a failure in any case.
        plan.optionalMethod(
            "handleError",
            "(Ljava/lang/Throwable;Ljava/lang/reflect/Method;[Ljava/lang/Object;)V",
            AsyncError.class);
        break;
      default:
        plan.call("run", "()V", "java/lang/Runnable", "run", "()V", HandledError.class);
    }
  }

  /** A bean creates its pool. The pool gets the name of the bean. */
  static final class BeanName {
    private BeanName() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable String enter(@Woven.Field("beanName") @Nullable String name) {
      return ThreadPoolProbe.nameKnown(name);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable String outer) {
      ThreadPoolProbe.nameGone(outer);
    }
  }

  /**
   * An asynchronous method has failed. The task that called it may keep the exception to itself.
   */
  static final class AsyncError {
    private AsyncError() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) @Nullable Throwable thrown) {
      FutureProbe.failureKept(thrown);
    }
  }

  /**
   * A decorated task calls the application's. If that fails, an error handler gets the exception.
   */
  static final class HandledError {
    private HandledError() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Thrown @Nullable Throwable thrown) {
      FutureProbe.failureKept(thrown);
    }
  }
}
