package dev.tachograph.agent.instrument.executor.spring;

import dev.tachograph.agent.instrument.executor.ExecutorLibrary;
import dev.tachograph.agent.weave.ClassPlan;

/** What Spring knows of the pools that its beans create, and of the tasks that it decorates. */
public final class SpringExecutorInstrumentation extends ExecutorLibrary {
  private static final String SCHEDULING = "org/springframework/scheduling/";
  private static final String BEAN = SCHEDULING + "concurrent/ExecutorConfigurationSupport";
  private static final String DECORATION = SCHEDULING + "support/DelegatingErrorHandlingRunnable";

  /** What calls the methods that are marked as asynchronous. */
  private static final String ASYNC =
      "org/springframework/aop/interceptor/AsyncExecutionAspectSupport";

  @Override
  public String[] classNames() {
    return new String[] {BEAN, DECORATION, ASYNC};
  }

  @Override
  protected void planExecutor(String className, ClassPlan plan) {
    switch (className) {
      case BEAN:
        plan.method("initialize", "()V", BeanNameAdvice.class);
        break;
      case ASYNC:
        // Before Spring 4.1 a failure was thrown in any case.
        plan.optionalMethod(
            "handleError",
            "(Ljava/lang/Throwable;Ljava/lang/reflect/Method;[Ljava/lang/Object;)V",
            AsyncErrorAdvice.class);
        break;
      default:
        plan.call("run", "()V", "java/lang/Runnable", "run", "()V", HandledErrorAdvice.class);
    }
  }
}
