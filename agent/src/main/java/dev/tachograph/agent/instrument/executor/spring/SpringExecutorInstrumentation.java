package dev.tachograph.agent.instrument.executor.spring;

import dev.tachograph.agent.instrument.executor.ExecutorLibrary;
import dev.tachograph.agent.weave.ClassPlan;

/** What Spring knows of the pools that its beans create, and of the tasks that it decorates. */
public final class SpringExecutorInstrumentation extends ExecutorLibrary {
  private static final String SCHEDULING = "org/springframework/scheduling/";
  private static final String BEAN = SCHEDULING + "concurrent/ExecutorConfigurationSupport";
  private static final String DECORATION = SCHEDULING + "support/DelegatingErrorHandlingRunnable";

  @Override
  public String[] classNames() {
    return new String[] {BEAN, DECORATION};
  }

  @Override
  protected void planExecutor(String className, ClassPlan plan) {
    if (className.equals(BEAN)) {
      plan.method("initialize", "()V", BeanNameAdvice.class);
    } else {
      plan.call("run", "()V", "java/lang/Runnable", "run", "()V", HandledErrorAdvice.class);
    }
  }
}
