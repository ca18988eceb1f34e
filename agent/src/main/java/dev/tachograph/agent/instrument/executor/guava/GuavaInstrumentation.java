package dev.tachograph.agent.instrument.executor.guava;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.weave.ClassPlan;

/** The future that Guava's listening executors make of a task. */
public final class GuavaInstrumentation implements LibraryInstrumentation {
  private static final String FUTURE =
      "com/google/common/util/concurrent/TrustedListenableFutureTask";

  /** The descriptor of the future's class. */
  static final String FUTURE_TYPE = "L" + FUTURE + ";";

  @Override
  public String name() {
    return ExecutorInstrumentation.NAME;
  }

  @Override
  public String[] classNames() {
    return new String[] {FUTURE + "$TrustedFutureInterruptibleTask"};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    ExecutorInstrumentation.prepareProbes();
    plan.callInMethodNamed(
        "runInterruptibly",
        "java/util/concurrent/Callable",
        "call",
        "()Ljava/lang/Object;",
        FutureBodyAdvice.class);
  }
}
