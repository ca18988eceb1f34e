package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.ClassPlan;
import java.util.Collections;

/** The executors of the JDK, and what tells how their tasks end. */
public final class ExecutorInstrumentation extends ExecutorLibrary {
  /** The field of an executor that holds its monitor. */
  public static final String MONITOR = "tachograph$monitor";

  /** The constant that tells whether an executor has that field: 1 or 0. */
  public static final String KEPT = "kept";

  static final String SUBMISSION = "tachograph$submission";
  static final String PER_TASK = "Ljava/util/concurrent/ThreadPerTaskExecutor;";

  private static final String JUC = "java/util/concurrent/";
  private static final String POOL = JUC + "ThreadPoolExecutor";
  private static final String SCHEDULED_POOL = JUC + "ScheduledThreadPoolExecutor";
  private static final String FORK_JOIN_POOL = JUC + "ForkJoinPool";
  private static final String FORK_JOIN_TASK = JUC + "ForkJoinTask";
  private static final String FUTURE_TASK = JUC + "FutureTask";
  private static final String QUEUEING_FUTURE = JUC + "ExecutorCompletionService$QueueingFuture";
  private static final String FUTURE = JUC + "CompletableFuture";
  private static final String PER_TASK_EXECUTOR = JUC + "ThreadPerTaskExecutor";

  private static final String TASK = "L" + FORK_JOIN_TASK + ";";

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
      FORK_JOIN_POOL,
      FORK_JOIN_TASK,
      FUTURE_TASK,
      QUEUEING_FUTURE,
      FUTURE,
      FUTURE + "$ThreadPerTaskExecutor",
      FUTURE + "$AsyncSupply",
      FUTURE + "$AsyncRun",
      FUTURE + "$Completion",
      PER_TASK_EXECUTOR,
      PER_TASK_EXECUTOR + "$TaskRunner",
      PER_TASK_EXECUTOR + "$ThreadBoundFuture"
    };
    String[] all = new String[others.length + STAGES.length];
    System.arraycopy(others, 0, all, 0, others.length);
    for (int i = 0; i < STAGES.length; i++) {
      all[others.length + i] = FUTURE + '$' + STAGES[i];
    }
    return all;
  }

  @Override
  protected void planExecutor(String className, ClassPlan plan) {
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
        planScheduledPool(plan);
        break;
      case FORK_JOIN_POOL:
        planForkJoinPool(plan);
        break;
      case FORK_JOIN_TASK:
        planForkJoinTask(plan);
        break;
      case FUTURE_TASK:
        planFutureTask(plan);
        break;
      case QUEUEING_FUTURE:
        plan.method("done", "()V", CompletionQueuedAdvice.class);
        break;
      default:
        if (className.startsWith(PER_TASK_EXECUTOR)) {
          planPerTask(className, plan);
        } else {
          planCompletableFuture(className, plan);
        }
    }
  }

  private static void planScheduledPool(ClassPlan plan) {
    plan.method(
            "delayedExecute", "(L" + JUC + "RunnableScheduledFuture;)V", PoolScheduleAdvice.class)
        .call(
            "reExecutePeriodic",
            "(L" + JUC + "RunnableScheduledFuture;)V",
            JUC + "BlockingQueue",
            "add",
            "(Ljava/lang/Object;)Z",
            ScheduledAgainAdvice.class)
        .call(
            "onShutdown",
            "()V",
            JUC + "BlockingQueue",
            "remove",
            "(Ljava/lang/Object;)Z",
            ScheduledRemoveAdvice.class);
  }

  private static void planForkJoinPool(ClassPlan plan) {
    boolean holds = tasksHoldNotes(plan);
    Class<?> push = holds ? ForkJoinPushAdvice.class : LoadedPushAdvice.class;
    Class<?> submit = holds ? ForkJoinSubmitAdvice.class : LoadedSubmitAdvice.class;
    Class<?> taken = holds ? ForkJoinTakenAdvice.class : LoadedTakenAdvice.class;
    String externalSubmit = "(" + TASK + ")" + TASK;
    String scan = "(Z)" + TASK;
    plan.field(MONITOR)
        .method(
            "<init>",
            "(IL"
                + FORK_JOIN_POOL
                + "$ForkJoinWorkerThreadFactory;Ljava/lang/Thread$UncaughtExceptionHandler;ZIII"
                + "Ljava/util/function/Predicate;JLjava/util/concurrent/TimeUnit;)V",
            ForkJoinCreatedAdvice.class)
        .method("<init>", "(B)V", CommonPoolCreatedAdvice.class)
        .callInMethodNamed(
            "createWorker",
            FORK_JOIN_POOL + "$ForkJoinWorkerThreadFactory",
            "newThread",
            "(L" + FORK_JOIN_POOL + ";)L" + JUC + "ForkJoinWorkerThread;",
            ForkJoinThreadAdvice.class)
        .methodNamed("registerWorker", ForkJoinWorkerAdvice.class)
        .methodNamed("deregisterWorker", ForkJoinWorkerExitAdvice.class)
        .method("shutdown", "()V", ForkJoinShutdownAdvice.class)
        .method("shutdownNow", "()Ljava/util/List;", ForkJoinShutdownAdvice.class)
        .optionalCall("pollSubmission", "()" + TASK, FORK_JOIN_POOL, "pollScan", scan, taken)
        .optionalCall(
            "drainTasksTo", "(Ljava/util/Collection;)I", FORK_JOIN_POOL, "pollScan", scan, taken)
        .optionalMethod("poolSubmit", "(Z" + TASK + ")" + TASK, submit)
        .optionalCall(
            "externalSubmit",
            externalSubmit,
            FORK_JOIN_POOL,
            "externalPush",
            "(" + TASK + ")V",
            push)
        .requireOneOfLast(2)
        .optionalCall(
            "externalSubmit",
            externalSubmit,
            FORK_JOIN_POOL + "$WorkQueue",
            "push",
            "(" + TASK + "L" + FORK_JOIN_POOL + ";)V",
            push)
        .optionalCall(
            "externalSubmit",
            externalSubmit,
            FORK_JOIN_POOL + "$WorkQueue",
            "push",
            "(" + TASK + "L" + FORK_JOIN_POOL + ";Z)V",
            push)
        .requireOneOfLast(2)
        .optionalMethod(
            "executeEnabledScheduledTask",
            "(L" + JUC + "DelayScheduler$ScheduledForkJoinTask;)V",
            push);
  }

  /**
   * Whether a task has its note in a field. Code of a class that was loaded before does not know of
   * added fields, not even of another class's, so pool and task go together: another agent may have
   * loaded one of them.
   */
  private static boolean tasksHoldNotes(ClassPlan plan) {
    return !plan.loadedBefore() && plan.hasFields(FORK_JOIN_POOL) && plan.hasFields(FORK_JOIN_TASK);
  }

  private static void planForkJoinTask(ClassPlan plan) {
    boolean holds = tasksHoldNotes(plan);
    plan.field(SUBMISSION)
        .methodNamed("doExec", holds ? ForkJoinLeftAdvice.class : LoadedLeftAdvice.class)
        .callInMethodNamed(
            "doExec",
            FORK_JOIN_TASK,
            "exec",
            "()Z",
            holds ? ForkJoinRunAdvice.class : LoadedRunAdvice.class)
        .method(
            "trySetCancelled",
            "()I",
            holds ? ForkJoinCancelAdvice.class : LoadedCancelAdvice.class);
  }

  private static void planFutureTask(ClassPlan plan) {
    String callable = JUC + "Callable";
    plan.method("run", "()V", FutureRunAdvice.class)
        .call("run", "()V", callable, "call", "()Ljava/lang/Object;", FutureBodyAdvice.class)
        .call(
            "runAndReset", "()Z", callable, "call", "()Ljava/lang/Object;", FutureBodyAdvice.class);
  }

  private static void planCompletableFuture(String className, ClassPlan plan) {
    switch (className) {
      case FUTURE:
        plan.method("completeThrowable", "(Ljava/lang/Throwable;)Z", StageFailureAdvice.class)
            .callInMethodNamed(
                "uniWhenComplete",
                "java/util/function/BiConsumer",
                "accept",
                "(Ljava/lang/Object;Ljava/lang/Object;)V",
                StageActionAdvice.class);
        break;
      case FUTURE + "$ThreadPerTaskExecutor":
        plan.method("execute", "(Ljava/lang/Runnable;)V", StageExecuteAdvice.class);
        break;
      case FUTURE + "$Completion":
        plan.method("run", "()V", StageRunAdvice.class);
        break;
      case FUTURE + "$AsyncSupply":
      case FUTURE + "$AsyncRun":
        // In this order, so that a run which begins here is there when the stage becomes known.
        plan.method("run", "()V", StageRunAdvice.class).method("run", "()V", StageAdvice.class);
        break;
      default:
        plan.method("tryFire", "(I)L" + FUTURE + ";", StageAdvice.class);
    }
  }

  private static void planPerTask(String className, ClassPlan plan) {
    plan.field(MONITOR);
    switch (className) {
      case PER_TASK_EXECUTOR:
        plan.methodNamed(
                "<init>",
                PerTaskCreatedAdvice.class,
                Collections.singletonMap(KEPT, plan.addsFields() ? 1 : 0))
            .method("start", "(Ljava/lang/Runnable;)Ljava/lang/Thread;", PerTaskStartAdvice.class)
            .method("start", "(Ljava/lang/Thread;)V", PerTaskThreadAdvice.class)
            .method(
                "submit",
                "(Ljava/util/concurrent/Callable;)Ljava/util/concurrent/Future;",
                PerTaskSubmitAdvice.class)
            .method("shutdown", "()V", PerTaskShutdownAdvice.class)
            .method("shutdownNow", "()Ljava/util/List;", PerTaskShutdownAdvice.class);
        break;
      case PER_TASK_EXECUTOR + "$TaskRunner":
        if (holdsMonitor(plan)) {
          plan.methodNamed("<init>", PerTaskMonitorAdvice.class);
        }
        plan.call("run", "()V", "java/lang/Runnable", "run", "()V", PerTaskRunAdvice.class);
        break;
      default:
        if (plan.isDirectSubclassOf(FUTURE_TASK)) {
          // In the first updates of JDK 21 it has no run of its own.
          plan.methodNamed("<init>", PerTaskFutureTaskAdvice.class);
          break;
        }
        plan.methodNamed(
                "<init>", holdsMonitor(plan) ? PerTaskFutureAdvice.class : LoadedFutureAdvice.class)
            .method("run", "()V", PerTaskFutureRunAdvice.class);
    }
  }

  /** Whether what a thread runs can be given the monitor that its executor holds. */
  private static boolean holdsMonitor(ClassPlan plan) {
    return plan.addsFields() && plan.hasFields(PER_TASK_EXECUTOR);
  }
}
