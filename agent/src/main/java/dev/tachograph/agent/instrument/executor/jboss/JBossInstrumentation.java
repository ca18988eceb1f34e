package dev.tachograph.agent.instrument.executor.jboss;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.executor.ExecutorLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import java.util.Collections;

/** EnhancedQueueExecutor of JBoss Threads. */
public final class JBossInstrumentation extends ExecutorLibrary {
  private static final String THREADS = "org/jboss/threads/";
  private static final String POOL = THREADS + "EnhancedQueueExecutor";
  private static final String WORKER = POOL + "$ThreadBody";
  private static final String TASK = POOL + "$Task";
  private static final String SCHEDULED = POOL + "$AbstractScheduledFuture";
  private static final String WRAPPER = THREADS + "ContextClassLoaderSavingRunnable";

  /** The descriptor of the pool's class. */
  static final String POOL_TYPE = "L" + POOL + ";";

  private static final String OF_TASK = "(Ljava/lang/Runnable;)V";

  @Override
  public String[] classNames() {
    return new String[] {
      POOL,
      WORKER,
      TASK,
      WRAPPER,
      SCHEDULED,
      POOL + "$RunnableScheduledFuture",
      POOL + "$CallableScheduledFuture",
      POOL + "$FixedRateRunnableScheduledFuture",
      POOL + "$FixedDelayRunnableScheduledFuture"
    };
  }

  @Override
  protected void planExecutor(String className, ClassPlan plan) {
    switch (className) {
      case POOL:
        planPool(plan);
        break;
      case WORKER:
        plan.method("run", "()V", WorkerAdvice.class);
        break;
      case TASK:
        plan.optionalMethod(
                "doRunWith", "(Ljava/lang/Runnable;Ljava/lang/Object;)V", RunWithAdvice.class)
            // In 3.5, and in 3.2 to 3.4.
            .optionalCall(
                "run",
                "()V",
                THREADS + "ContextHandler",
                "runWith",
                "(Ljava/lang/Runnable;Ljava/lang/Object;)V",
                RunWithAdvice.class)
            .optionalCall("run", "()V", "java/lang/Runnable", "run", "()V", TaskRunAdvice.class)
            .requireOneOfLast(3)
            .method("handoff", "()Ljava/lang/Runnable;", HandoffAdvice.class);
        break;
      case SCHEDULED:
        plan.call("submit", "()V", POOL, "tryExecute", "(L" + TASK + ";)I", DueAdvice.class)
            .method("submit", "()V", DueEndAdvice.class);
        break;
      case WRAPPER:
        plan.call("run", "()V", "java/lang/Runnable", "run", "()V", WrappedRunAdvice.class);
        break;
      default:
        plan.methodNamed("performTask", ScheduledBodyAdvice.class);
    }
  }

  private static void planPool(ClassPlan plan) {
    plan.field(ExecutorInstrumentation.MONITOR);
    plan.method(
            "<init>",
            "(L" + POOL + "$Builder;)V",
            PoolCreatedAdvice.class,
            Collections.singletonMap(ExecutorInstrumentation.KEPT, plan.addsFields() ? 1 : 0))
        .method("execute", OF_TASK, ExecuteAdvice.class)
        .methodNamed("rejectShutdown", RefuseAdvice.class)
        .methodNamed("rejectQueueFull", RefuseAdvice.class)
        .methodNamed("rejectNoThread", RefuseAdvice.class)
        .methodNamed("rejectException", RefuseAdvice.class)
        .method("shutdown", "(Z)V", ShutdownAdvice.class)
        .method("shutdownNow", "()Ljava/util/List;", ShutdownNowAdvice.class)
        .optionalCall("safeRun", OF_TASK, "java/lang/Runnable", "run", "()V", SafeRunAdvice.class);
  }
}
