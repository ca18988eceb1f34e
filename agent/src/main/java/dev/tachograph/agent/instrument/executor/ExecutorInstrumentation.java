package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.ClassPlan;

/** The executors of the JDK, and the futures that show how their tasks end. */
public final class ExecutorInstrumentation extends ExecutorLibrary {
  /** The field of an executor that holds its monitor. */
  public static final String MONITOR = "tachograph$monitor";

  /** The constant for whether an executor has that field: 1 or 0. */
  public static final String KEPT = "kept";

  private static final String JUC = "java/util/concurrent/";
  private static final String POOL = JUC + "ThreadPoolExecutor";
  private static final String SCHEDULED_POOL = JUC + "ScheduledThreadPoolExecutor";

  /** Stages by the class of the task that completes them. */
  private static final String[] STAGES = {
    "UniApply",
    "UniAccept",
    "UniRun",
    "UniWhenComplete",
    "UniHandle",
    "UniExceptionally",
    "UniComposeExceptionally",
    "UniCompose",
    "BiApply",
    "BiAccept",
    "BiRun",
    "OrApply",
    "OrAccept",
    "OrRun"
  };

  @Override
  public String[] classNames() {
    String[] others = {
      POOL,
      POOL + "$Worker",
      POOL + "$CallerRunsPolicy",
      POOL + "$DiscardOldestPolicy",
      SCHEDULED_POOL,
      ForkJoinPlan.POOL,
      ForkJoinPlan.TASK,
      FuturePlan.FUTURE_TASK,
      FuturePlan.QUEUEING,
      FuturePlan.FUTURE,
      FuturePlan.FUTURE + "$ThreadPerTaskExecutor",
      FuturePlan.FUTURE + "$AsyncSupply",
      FuturePlan.FUTURE + "$AsyncRun",
      FuturePlan.FUTURE + "$Completion",
      PerTaskPlan.EXECUTOR,
      PerTaskPlan.EXECUTOR + "$TaskRunner",
      PerTaskPlan.EXECUTOR + "$ThreadBoundFuture"
    };
    String[] all = new String[others.length + STAGES.length];
    System.arraycopy(others, 0, all, 0, others.length);
    for (int i = 0; i < STAGES.length; i++) {
      all[others.length + i] = FuturePlan.FUTURE + '$' + STAGES[i];
    }
    return all;
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    ThreadPoolPlan pools = new ThreadPoolPlan(POOL, JUC + "RejectedExecutionHandler");
    switch (className) {
      case POOL:
        pools.planPool(plan);
        break;
      case POOL + "$Worker":
        pools.planWorker(plan);
        break;
      case POOL + "$CallerRunsPolicy":
        pools.planCallerRuns(plan);
        break;
      case POOL + "$DiscardOldestPolicy":
        pools.planDropOldest(plan);
        break;
      case SCHEDULED_POOL:
        ScheduledPoolPlan.plan(plan);
        break;
      case ForkJoinPlan.POOL:
        ForkJoinPlan.planPool(plan);
        break;
      case ForkJoinPlan.TASK:
        ForkJoinPlan.planTask(plan);
        break;
      case FuturePlan.FUTURE_TASK:
        FuturePlan.planFutureTask(plan);
        break;
      case FuturePlan.QUEUEING:
        FuturePlan.planQueueing(plan);
        break;
      default:
        if (className.startsWith(PerTaskPlan.EXECUTOR)) {
          PerTaskPlan.plan(className, plan);
        } else {
          FuturePlan.planCompletableFuture(className, plan);
        }
    }
  }
}
