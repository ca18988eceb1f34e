package dev.tachograph.agent.instrument.executor.tomcat;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.executor.ExecutorLibrary;
import dev.tachograph.agent.instrument.executor.ThreadPoolPlan;
import dev.tachograph.agent.weave.ClassPlan;
import java.util.Collections;

/** Tomcat's thread pool, and the endpoint that gives it its name. */
public final class TomcatInstrumentation extends ExecutorLibrary {
  private static final String POOL = "org/apache/tomcat/util/threads/ThreadPoolExecutor";
  private static final String ENDPOINT = "org/apache/tomcat/util/net/AbstractEndpoint";

  /** Internal name of the type of a copy's rejection handlers. */
  static final String HANDLER = POOL + "$RejectedExecutionHandler";

  private static final String EXECUTE_WITH_TIMEOUT =
      "(Ljava/lang/Runnable;JLjava/util/concurrent/TimeUnit;)V";

  private final ThreadPoolPlan copy = new ThreadPoolPlan(POOL, HANDLER);

  @Override
  public String[] classNames() {
    return new String[] {POOL, POOL + "$Worker", ENDPOINT};
  }

  @Override
  protected void planExecutor(String className, ClassPlan plan) {
    switch (className) {
      case ENDPOINT:
        plan.method("createExecutor", "()V", EndpointAdvice.class);
        break;
      case POOL:
        if (plan.isDirectSubclassOf("java/util/concurrent/ThreadPoolExecutor")) {
          plan.method("execute", EXECUTE_WITH_TIMEOUT, SubclassExecuteAdvice.class);
        } else {
          planCopy(plan);
        }
        break;
      default:
        copy.planWorker(plan);
    }
  }

  private void planCopy(ClassPlan plan) {
    plan.field(ExecutorInstrumentation.MONITOR);
    plan.call(
            "<init>",
            copy.constructor(),
            POOL,
            "prestartAllCoreThreads",
            "()I",
            PrestartAdvice.class,
            Collections.singletonMap(ExecutorInstrumentation.KEPT, plan.addsFields() ? 1 : 0))
        .method("execute", "(Ljava/lang/Runnable;)V", ExecuteAdvice.class)
        .optionalMethod("execute", EXECUTE_WITH_TIMEOUT, ExecuteAdvice.class)
        .method("reject", "(Ljava/lang/Runnable;)V", RejectAdvice.class);
    copy.planQueueAndWorkers(plan, "executeInternal");
  }
}
