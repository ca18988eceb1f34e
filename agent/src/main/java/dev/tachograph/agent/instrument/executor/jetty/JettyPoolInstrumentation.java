package dev.tachograph.agent.instrument.executor.jetty;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.executor.ExecutorLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import java.util.Collections;
import java.util.Map;

/** Jetty's QueuedThreadPool and the threads that it reserves. */
public final class JettyPoolInstrumentation extends ExecutorLibrary {
  private static final String THREAD = "org/eclipse/jetty/util/thread/";
  private static final String POOL = THREAD + "QueuedThreadPool";
  private static final String RUNNER = POOL + "$Runner";
  private static final String RESERVED = THREAD + "ReservedThreadExecutor";

  /** The descriptor of the pool's class. */
  static final String POOL_TYPE = "L" + POOL + ";";

  private static final String OF_TASK = "(Ljava/lang/Runnable;)V";

  @Override
  public String[] classNames() {
    return new String[] {
      POOL,
      RUNNER,
      // Where the runner is in early versions, which have no name for it.
      POOL + "$1",
      POOL + "$2",
      POOL + "$3",
      RESERVED,
      RESERVED + "$ReservedThread"
    };
  }

  @Override
  protected void planExecutor(String className, ClassPlan plan) {
    switch (className) {
      case POOL:
        planPool(plan);
        break;
      case RUNNER:
        plan.method("run", "()V", WorkerAdvice.class);
        planRunner(plan);
        break;
      case RESERVED:
        plan.call(
            "startReservedThread",
            "()V",
            "java/util/concurrent/Executor",
            "execute",
            OF_TASK,
            ReserveAdvice.class);
        break;
      case RESERVED + "$ReservedThread":
        plan.call("run", "()V", "java/lang/Runnable", "run", "()V", ReservedRunAdvice.class);
        break;
      default:
        planRunner(plan);
    }
  }

  private static void planPool(ClassPlan plan) {
    plan.field(ExecutorInstrumentation.MONITOR);
    Map<String, Object> kept =
        Collections.singletonMap(ExecutorInstrumentation.KEPT, plan.addsFields() ? 1 : 0);
    plan.methodNamed("<init>", PoolCreatedAdvice.class, kept)
        .method("doStart", "()V", PoolStartAdvice.class)
        .method("doStop", "()V", PoolStopAdvice.class)
        .method("execute", OF_TASK, PoolExecuteAdvice.class);
    if (plan.loadedBefore()) {
      // A reserved thread may wait in code that was not woven, so what it is handed would be
      // missed.
      plan.method("runJob", OF_TASK, LoadedRunJobAdvice.class);
    } else {
      plan.optionalMethod("tryExecute", "(Ljava/lang/Runnable;)Z", PoolOfferAdvice.class);
    }
  }

  private static void planRunner(ClassPlan plan) {
    if (plan.hasFields(POOL)) {
      plan.optionalCall("run", "()V", POOL, "runJob", OF_TASK, RunJobAdvice.class)
          .optionalCall("doRunJob", OF_TASK, POOL, "runJob", OF_TASK, RunJobAdvice.class);
    }
  }
}
