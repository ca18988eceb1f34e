package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.ClassPlan;
import java.util.Collections;

/**
 * Advice for a thread pool that is made like the JDK's: that itself, and the copies of it that
 * others carry.
 *
 * <p>A task is measured around the call of its {@code run} in the worker's loop, not by {@code
 * beforeExecute} and {@code afterExecute}, which subclasses override.
 */
public final class ThreadPoolPlan {
  private static final String RUN_TASK = "(Ljava/lang/Runnable;)V";
  private static final String BOOLEAN_OF_TASK = "(Ljava/lang/Runnable;)Z";

  private static final String ADD_WORKER = "(Ljava/lang/Runnable;Z)Z";

  private final String pool;
  private final String rejectedExecutionHandler;

  /**
   * @param pool internal name of the pool's class
   * @param rejectedExecutionHandler internal name of the type of its handlers
   */
  public ThreadPoolPlan(String pool, String rejectedExecutionHandler) {
    this.pool = pool;
    this.rejectedExecutionHandler = rejectedExecutionHandler;
  }

  /** The descriptor of the constructor that all others call. */
  public String constructor() {
    return "(IIJLjava/util/concurrent/TimeUnit;Ljava/util/concurrent/BlockingQueue;"
        + "Ljava/util/concurrent/ThreadFactory;L"
        + rejectedExecutionHandler
        + ";)V";
  }

  /** Plans the pool's class itself. */
  public void planPool(ClassPlan plan) {
    plan.field(ExecutorInstrumentation.MONITOR)
        .method(
            "<init>",
            constructor(),
            PoolCreatedAdvice.class,
            Collections.singletonMap(ExecutorInstrumentation.KEPT, plan.addsFields() ? 1 : 0))
        .method("execute", RUN_TASK, PoolExecuteAdvice.class)
        .method("reject", RUN_TASK, PoolRejectAdvice.class);
    planQueueAndWorkers(plan, "execute");
  }

  /**
   * Plans what becomes of tasks in the pool, without how they get there and how they are refused.
   *
   * @param handsIn the method that takes a task back if the pool is shut down meanwhile
   */
  public void planQueueAndWorkers(ClassPlan plan, String handsIn) {
    plan.call(handsIn, RUN_TASK, pool, "remove", BOOLEAN_OF_TASK, PoolTakeBackAdvice.class)
        .optionalCall(
            "addWorker", ADD_WORKER, "java/lang/Thread", "start", "()V", PoolThreadAdvice.class)
        .optionalCall(
            "addWorker",
            ADD_WORKER,
            "jdk/internal/vm/SharedThreadContainer",
            "start",
            "(Ljava/lang/Thread;)V",
            PoolContainedThreadAdvice.class)
        .requireOneOfLast(2)
        .method("runWorker", "(L" + pool + "$Worker;)V", PoolWorkerAdvice.class)
        .call(
            "runWorker",
            "(L" + pool + "$Worker;)V",
            "java/lang/Runnable",
            "run",
            "()V",
            PoolRunAdvice.class)
        .call(
            "runWorker",
            "(L" + pool + "$Worker;)V",
            pool,
            "beforeExecute",
            "(Ljava/lang/Thread;Ljava/lang/Runnable;)V",
            PoolPrepareAdvice.class)
        .method("processWorkerExit", "(L" + pool + "$Worker;Z)V", PoolWorkerExitAdvice.class)
        .method("remove", BOOLEAN_OF_TASK, PoolRemoveAdvice.class)
        .method("purge", "()V", PoolPurgeAdvice.class)
        .method("drainQueue", "()Ljava/util/List;", PoolDrainAdvice.class)
        .method("shutdown", "()V", PoolShutdownAdvice.class)
        .method("shutdownNow", "()Ljava/util/List;", PoolShutdownAdvice.class);
    if (plan.loadedBefore()) {
      plan.method("getTask", "()Ljava/lang/Runnable;", LoadedGetTaskAdvice.class)
          .method(
              "beforeExecute",
              "(Ljava/lang/Thread;Ljava/lang/Runnable;)V",
              LoadedBeforeExecuteAdvice.class);
    }
  }

  /** Plans the nested class of workers, whose loops may have begun before. */
  public void planWorker(ClassPlan plan) {
    if (plan.loadedBefore()) {
      plan.method("unlock", "()V", LoadedUnlockAdvice.class);
    }
  }

  /** Plans the nested handler that lets the caller run a task. */
  public void planCallerRuns(ClassPlan plan) {
    plan.call(
        "rejectedExecution",
        "(Ljava/lang/Runnable;L" + pool + ";)V",
        "java/lang/Runnable",
        "run",
        "()V",
        CallerRunsAdvice.class);
  }

  /** Plans the nested handler that drops the oldest waiting task. */
  public void planDropOldest(ClassPlan plan) {
    plan.call(
        "rejectedExecution",
        "(Ljava/lang/Runnable;L" + pool + ";)V",
        "java/util/concurrent/BlockingQueue",
        "poll",
        "()Ljava/lang/Object;",
        DropOldestAdvice.class);
  }
}
