package dev.tachograph.agent.instrument.executor.spring;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.weave.ClassPlan;

/** What Spring knows of the pools that its beans create, and of the tasks that it decorates. */
public final class SpringExecutorInstrumentation implements LibraryInstrumentation {
  private static final String SCHEDULING = "org/springframework/scheduling/";
  private static final String BEAN = SCHEDULING + "concurrent/ExecutorConfigurationSupport";
  private static final String DECORATION = SCHEDULING + "support/DelegatingErrorHandlingRunnable";

  @Override
  public String name() {
    return ExecutorInstrumentation.NAME;
  }

  @Override
  public String[] classNames() {
    return new String[] {BEAN, DECORATION};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    ExecutorInstrumentation.prepareProbes();
    if (className.equals(BEAN)) {
      plan.method("initialize", "()V", BeanNameAdvice.class);
    } else {
      plan.call("run", "()V", "java/lang/Runnable", "run", "()V", HandledErrorAdvice.class);
    }
  }
}
