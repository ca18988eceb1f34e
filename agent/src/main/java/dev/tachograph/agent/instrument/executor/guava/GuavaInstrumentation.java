package dev.tachograph.agent.instrument.executor.guava;

import dev.tachograph.agent.instrument.executor.ExecutorLibrary;
import dev.tachograph.agent.weave.ClassPlan;

/** The future that Guava's listening executors make of a task. */
public final class GuavaInstrumentation extends ExecutorLibrary {
  private static final String FUTURE =
      "com/google/common/util/concurrent/TrustedListenableFutureTask";

  /** The descriptor of the future's class. */
  static final String FUTURE_TYPE = "L" + FUTURE + ";";

  @Override
  public String[] classNames() {
    return new String[] {FUTURE + "$TrustedFutureInterruptibleTask"};
  }

  @Override
  protected void planExecutor(String className, ClassPlan plan) {
    plan.callInMethodNamed(
        "runInterruptibly",
        "java/util/concurrent/Callable",
        "call",
        "()Ljava/lang/Object;",
        FutureBodyAdvice.class);
  }
}
