package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.executor.ForkJoinProbe;
import dev.tachograph.bootstrap.executor.FutureProbe;
import dev.tachograph.bootstrap.executor.ThreadPerTaskProbe;
import dev.tachograph.bootstrap.executor.ThreadPoolProbe;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

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
        plan.method("done", "()V", CompletionQueued.class);
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
    plan.method("delayedExecute", "(L" + JUC + "RunnableScheduledFuture;)V", PoolSchedule.class)
        .call(
            "reExecutePeriodic",
            "(L" + JUC + "RunnableScheduledFuture;)V",
            JUC + "BlockingQueue",
            "add",
            "(Ljava/lang/Object;)Z",
            ScheduledAgain.class)
        .call(
            "onShutdown",
            "()V",
            JUC + "BlockingQueue",
            "remove",
            "(Ljava/lang/Object;)Z",
            ScheduledRemove.class);
  }

  private static void planForkJoinPool(ClassPlan plan) {
    boolean holds = tasksHoldNotes(plan);
    Class<?> push = holds ? ForkJoinPush.class : LoadedPush.class;
    Class<?> submit = holds ? ForkJoinSubmit.class : LoadedSubmit.class;
    Class<?> taken = holds ? ForkJoinTaken.class : LoadedTaken.class;
    String externalSubmit = "(" + TASK + ")" + TASK;
    String scan = "(Z)" + TASK;
    plan.field(MONITOR)
        .method(
            "<init>",
            "(IL"
                + FORK_JOIN_POOL
                + "$ForkJoinWorkerThreadFactory;Ljava/lang/Thread$UncaughtExceptionHandler;ZIII"
                + "Ljava/util/function/Predicate;JLjava/util/concurrent/TimeUnit;)V",
            ForkJoinCreated.class)
        .method("<init>", "(B)V", CommonPoolCreated.class)
        .callInMethodNamed(
            "createWorker",
            FORK_JOIN_POOL + "$ForkJoinWorkerThreadFactory",
            "newThread",
            "(L" + FORK_JOIN_POOL + ";)L" + JUC + "ForkJoinWorkerThread;",
            ForkJoinThread.class)
        .methodNamed("registerWorker", ForkJoinWorker.class)
        .methodNamed("deregisterWorker", ForkJoinWorkerExit.class)
        .method("shutdown", "()V", ForkJoinShutdown.class)
        .method("shutdownNow", "()Ljava/util/List;", ForkJoinShutdown.class)
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
        .methodNamed("doExec", holds ? ForkJoinLeft.class : LoadedLeft.class)
        .callInMethodNamed(
            "doExec", FORK_JOIN_TASK, "exec", "()Z", holds ? ForkJoinRun.class : LoadedRun.class)
        .method("trySetCancelled", "()I", holds ? ForkJoinCancel.class : LoadedCancel.class);
  }

  private static void planFutureTask(ClassPlan plan) {
    String callable = JUC + "Callable";
    plan.method("run", "()V", FutureRun.class)
        .call("run", "()V", callable, "call", "()Ljava/lang/Object;", FutureBody.class)
        .call("runAndReset", "()Z", callable, "call", "()Ljava/lang/Object;", FutureBody.class);
  }

  private static void planCompletableFuture(String className, ClassPlan plan) {
    switch (className) {
      case FUTURE:
        plan.method("completeThrowable", "(Ljava/lang/Throwable;)Z", StageFailure.class)
            .callInMethodNamed(
                "uniWhenComplete",
                "java/util/function/BiConsumer",
                "accept",
                "(Ljava/lang/Object;Ljava/lang/Object;)V",
                StageAction.class);
        break;
      case FUTURE + "$ThreadPerTaskExecutor":
        plan.method("execute", "(Ljava/lang/Runnable;)V", StageExecute.class);
        break;
      case FUTURE + "$Completion":
        plan.method("run", "()V", StageRun.class);
        break;
      case FUTURE + "$AsyncSupply":
      case FUTURE + "$AsyncRun":
        // In this order, so that a run which begins here is there when the stage becomes known.
        plan.method("run", "()V", StageRun.class).method("run", "()V", Stage.class);
        break;
      default:
        plan.method("tryFire", "(I)L" + FUTURE + ";", Stage.class);
    }
  }

  private static void planPerTask(String className, ClassPlan plan) {
    plan.field(MONITOR);
    switch (className) {
      case PER_TASK_EXECUTOR:
        plan.methodNamed(
                "<init>",
                PerTaskCreated.class,
                Collections.singletonMap(KEPT, plan.addsFields() ? 1 : 0))
            .method("start", "(Ljava/lang/Runnable;)Ljava/lang/Thread;", PerTaskStart.class)
            .method("start", "(Ljava/lang/Thread;)V", PerTaskThread.class)
            .method(
                "submit",
                "(Ljava/util/concurrent/Callable;)Ljava/util/concurrent/Future;",
                PerTaskSubmit.class)
            .method("shutdown", "()V", PerTaskShutdown.class)
            .method("shutdownNow", "()Ljava/util/List;", PerTaskShutdown.class);
        break;
      case PER_TASK_EXECUTOR + "$TaskRunner":
        if (holdsMonitor(plan)) {
          plan.methodNamed("<init>", PerTaskMonitor.class);
        }
        plan.call("run", "()V", "java/lang/Runnable", "run", "()V", PerTaskRun.class);
        break;
      default:
        if (!plan.declares("run", "()V")) {
          // In the first updates of JDK 21 it has no run of its own.
          plan.methodNamed("<init>", PerTaskFutureTask.class);
          break;
        }
        plan.methodNamed("<init>", holdsMonitor(plan) ? PerTaskFuture.class : LoadedFuture.class)
            .method("run", "()V", PerTaskFutureRun.class);
    }
  }

  /** Whether what a thread runs can be given the monitor that its executor holds. */
  private static boolean holdsMonitor(ClassPlan plan) {
    return plan.addsFields() && plan.hasFields(PER_TASK_EXECUTOR);
  }

  /** A completion service is done with a future, and puts it where it is asked for. */
  static final class CompletionQueued {
    private CompletionQueued() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object decoration,
        @Woven.Field("task") @Nullable Future<?> decorated) {
      FutureProbe.decoratedEnded(decoration, decorated);
    }
  }

  /** A thread pool is handed a task with a time of its own. */
  static final class PoolSchedule {
    private PoolSchedule() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object pool, @Advice.Argument(0) @Nullable Object task) {
      ThreadPoolProbe.scheduled(null, pool, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object pool,
        @Advice.Argument(0) @Nullable Object task,
        @Advice.Thrown @Nullable Throwable thrown) {
      ThreadPoolProbe.submitEnded(null, pool, task, thrown);
    }
  }

  /** A periodic task that has run goes back into the queue. */
  static final class ScheduledAgain {
    private ScheduledAgain() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object pool, @Advice.Argument(0) @Nullable Object task) {
      ThreadPoolProbe.scheduled(null, pool, task);
    }
  }

  /** A shut down pool removes a task from its queue. */
  static final class ScheduledRemove {
    private ScheduledRemove() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object pool,
        @Advice.Argument(0) @Nullable Object task,
        @Advice.Return boolean removed) {
      ThreadPoolProbe.removed(null, pool, task, removed);
    }
  }

  /** A task goes into a queue of a fork-join pool. */
  static final class ForkJoinPush {
    private ForkJoinPush() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @Woven.Store(value = ExecutorInstrumentation.SUBMISSION, argument = 0)
    static @Nullable Object enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Woven.AddedField(value = ExecutorInstrumentation.SUBMISSION, argument = 0)
            @Nullable Object earlier) {
      return ForkJoinProbe.submitted(monitor, pool, earlier);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object submission, @Advice.Thrown @Nullable Throwable thrown) {
      ForkJoinProbe.submitEnded(submission, thrown);
    }
  }

  /** As {@link ForkJoinPush}, for tasks that have no field. */
  static final class LoadedPush {
    private LoadedPush() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Advice.Argument(0) Object task) {
      return ForkJoinProbe.submittedWithoutField(monitor, pool, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object submission, @Advice.Thrown @Nullable Throwable thrown) {
      ForkJoinProbe.submitEnded(submission, thrown);
    }
  }

  /** A fork-join pool is handed a task. */
  static final class ForkJoinSubmit {
    private ForkJoinSubmit() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @Woven.Store(value = ExecutorInstrumentation.SUBMISSION, argument = 1)
    static @Nullable Object enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Woven.AddedField(value = ExecutorInstrumentation.SUBMISSION, argument = 1)
            @Nullable Object earlier) {
      return ForkJoinProbe.submitted(monitor, pool, earlier);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object submission, @Advice.Thrown @Nullable Throwable thrown) {
      ForkJoinProbe.submitEnded(submission, thrown);
    }
  }

  /** As {@link ForkJoinSubmit}, for tasks that have no field. */
  static final class LoadedSubmit {
    private LoadedSubmit() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Advice.Argument(1) Object task) {
      return ForkJoinProbe.submittedWithoutField(monitor, pool, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object submission, @Advice.Thrown @Nullable Throwable thrown) {
      ForkJoinProbe.submitEnded(submission, thrown);
    }
  }

  /** A subclass of a fork-join pool takes a task out of its queues. */
  static final class ForkJoinTaken {
    private ForkJoinTaken() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Woven.AddedField(
                value = ExecutorInstrumentation.SUBMISSION,
                argument = Woven.AddedField.RETURNED)
            @Nullable Object submission,
        @Advice.Return @Nullable Object taken) {
      if (taken != null) {
        ForkJoinProbe.left(submission);
      }
    }
  }

  /** As {@link ForkJoinTaken}, for tasks that have no field. */
  static final class LoadedTaken {
    private LoadedTaken() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return @Nullable Object task) {
      ForkJoinProbe.takenWithoutField(task);
    }
  }

  /** The constructor of a fork-join pool that all others call. */
  static final class ForkJoinCreated {
    private ForkJoinCreated() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @Woven.Store(ExecutorInstrumentation.MONITOR)
    static @Nullable Object exit(
        @Advice.This(optional = true) Object pool,
        @Advice.Argument(0) int parallelism,
        @Advice.Argument(1) Object factory) {
      return ForkJoinProbe.created(pool, parallelism, factory);
    }
  }

  /** The constructor of the common pool. */
  static final class CommonPoolCreated {
    private CommonPoolCreated() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @Woven.Store(ExecutorInstrumentation.MONITOR)
    static @Nullable Object exit(@Advice.This(optional = true) ForkJoinPool pool) {
      return ForkJoinProbe.commonPoolCreated(pool, pool.getParallelism());
    }
  }

  /** The factory of a fork-join pool makes a thread. */
  static final class ForkJoinThread {
    private ForkJoinThread() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Advice.Return @Nullable Object thread) {
      ForkJoinProbe.threadMade(monitor, pool, thread);
    }
  }

  /** A thread begins to work for a fork-join pool. */
  static final class ForkJoinWorker {
    private ForkJoinWorker() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool) {
      ForkJoinProbe.workerStarted(monitor, pool);
    }
  }

  /** A thread works no longer for a fork-join pool. */
  static final class ForkJoinWorkerExit {
    private ForkJoinWorkerExit() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Advice.Argument(0) @Nullable Object worker,
        @Advice.Argument(1) @Nullable Throwable thrown) {
      ForkJoinProbe.workerEnded(monitor, pool, worker, thrown);
    }
  }

  /** A fork-join pool is shut down. */
  static final class ForkJoinShutdown {
    private ForkJoinShutdown() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool) {
      ForkJoinProbe.shutDown(monitor, pool);
    }
  }

  /** A fork-join task is through, whether it ran or was done before. */
  static final class ForkJoinLeft {
    private ForkJoinLeft() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.AddedField(ExecutorInstrumentation.SUBMISSION) @Nullable Object submission) {
      return ForkJoinProbe.takenUp(submission);
    }

    /** By now it may have been handed in anew, which is not what is through. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object submission) {
      ForkJoinProbe.left(submission);
    }
  }

  /** As {@link ForkJoinLeft}, for tasks that have no field. */
  static final class LoadedLeft {
    private LoadedLeft() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return ForkJoinProbe.entered();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.This(optional = true) Object task, @Advice.Enter long entered) {
      ForkJoinProbe.leftWithoutField(task, entered);
    }
  }

  /** A fork-join task runs. */
  static final class ForkJoinRun {
    private ForkJoinRun() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.AddedField(ExecutorInstrumentation.SUBMISSION) @Nullable Object submission,
        @Advice.This(optional = true) Object task) {
      return ForkJoinProbe.started(submission, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.This(optional = true) Object task,
        @Advice.Thrown @Nullable Throwable thrown) {
      ForkJoinProbe.ended(started, task, thrown);
    }
  }

  /** As {@link ForkJoinRun}, for tasks that have no field. */
  static final class LoadedRun {
    private LoadedRun() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.This(optional = true) Object task) {
      return ForkJoinProbe.startedWithoutField(task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.This(optional = true) Object task,
        @Advice.Thrown @Nullable Throwable thrown) {
      ForkJoinProbe.ended(started, task, thrown);
    }
  }

  /** A fork-join task is cancelled. */
  static final class ForkJoinCancel {
    private ForkJoinCancel() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.AddedField(ExecutorInstrumentation.SUBMISSION) @Nullable Object submission,
        @Advice.This(optional = true) Object task) {
      ForkJoinProbe.cancelled(submission, task);
    }
  }

  /** As {@link ForkJoinCancel}, for tasks that have no field. */
  static final class LoadedCancel {
    private LoadedCancel() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object task) {
      ForkJoinProbe.cancelledWithoutField(task);
    }
  }

  /** A FutureTask is run, which it may not need any more. */
  static final class FutureRun {
    private FutureRun() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object future, @Woven.Field("state") int state) {
      FutureProbe.ran(future, state);
    }
  }

  /** A FutureTask calls what it was made of. */
  static final class FutureBody {
    private FutureBody() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object future) {
      FutureProbe.bodyStarted(future);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object future, @Advice.Thrown @Nullable Throwable thrown) {
      FutureProbe.bodyEnded(future, thrown);
    }
  }

  /** A stage completes with what its function has thrown. */
  static final class StageFailure {
    private StageFailure() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object stage) {
      FutureProbe.stageFailed(stage);
    }
  }

  /** A stage calls an action whose failure it may keep to itself. */
  static final class StageAction {
    private StageAction() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object stage, @Advice.Thrown @Nullable Throwable thrown) {
      FutureProbe.stageCalled(stage, thrown);
    }
  }

  /** The executor of CompletableFuture that starts a thread for each task. */
  static final class StageExecute {
    private StageExecute() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object executor, @Advice.Argument(0) @Nullable Object task) {
      ThreadPerTaskProbe.stageSubmitted(executor, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object executor,
        @Advice.Argument(0) @Nullable Object task,
        @Advice.Thrown @Nullable Throwable thrown) {
      ThreadPerTaskProbe.submitEnded(null, executor, task, thrown);
    }
  }

  /** A task of a CompletableFuture runs, on a thread of its own perhaps. */
  static final class StageRun {
    private StageRun() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.This(optional = true) Object task) {
      return ThreadPerTaskProbe.stageStarted(task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      ThreadPerTaskProbe.ended(started, thrown);
    }
  }

  /** A task of a CompletableFuture is to complete a stage. */
  static final class Stage {
    private Stage() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object task,
        @Woven.Field("dep") @Nullable CompletableFuture<?> stage) {
      FutureProbe.stageStarted(task, stage);
    }
  }

  /** The constructor of the executor that starts a thread for each task. */
  static final class PerTaskCreated {
    private PerTaskCreated() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @Woven.Store(ExecutorInstrumentation.MONITOR)
    static @Nullable Object exit(
        @Advice.This(optional = true) Object executor,
        @Woven.Constant(ExecutorInstrumentation.KEPT) int kept) {
      return ThreadPerTaskProbe.created(executor, kept);
    }
  }

  /** A thread is to be started for a task. */
  static final class PerTaskStart {
    private PerTaskStart() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object executor,
        @Advice.Argument(0) @Nullable Object task) {
      ThreadPerTaskProbe.submitted(monitor, executor, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object executor,
        @Advice.Argument(0) @Nullable Object task,
        @Advice.Thrown @Nullable Throwable thrown) {
      ThreadPerTaskProbe.submitEnded(monitor, executor, task, thrown);
    }
  }

  /** The thread of a task is started. */
  static final class PerTaskThread {
    private PerTaskThread() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object executor,
        @Advice.Argument(0) Thread thread) {
      ThreadPoolProbe.threadStarts(monitor, executor, thread);
    }
  }

  /** A thread is to be started for a callable. */
  static final class PerTaskSubmit {
    private PerTaskSubmit() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object executor,
        @Advice.Thrown @Nullable Throwable thrown) {
      ThreadPerTaskProbe.futureSubmitEnded(monitor, executor, thrown);
    }
  }

  /** The executor that starts a thread for each task is shut down. */
  static final class PerTaskShutdown {
    private PerTaskShutdown() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object executor) {
      ThreadPerTaskProbe.shutDown(monitor, executor);
    }
  }

  /** What the thread of a task runs is made: it gets the executor's monitor. */
  static final class PerTaskMonitor {
    private PerTaskMonitor() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @Woven.Store(ExecutorInstrumentation.MONITOR)
    static @Nullable Object exit(
        @Woven.AddedField(value = ExecutorInstrumentation.MONITOR, argument = 0)
            @Nullable Object monitor) {
      return ThreadPerTaskProbe.handedOn(monitor);
    }
  }

  /** The thread of a task runs it. */
  static final class PerTaskRun {
    private PerTaskRun() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Woven.Field(value = "executor", type = ExecutorInstrumentation.PER_TASK) Object executor,
        @Woven.Receiver Object task) {
      return ThreadPerTaskProbe.started(monitor, executor, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      ThreadPerTaskProbe.ended(started, thrown);
    }
  }

  /** A future is made that is a FutureTask, for a thread of its own. */
  static final class PerTaskFutureTask {
    private PerTaskFutureTask() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object future, @Advice.Argument(0) Object executor) {
      ThreadPerTaskProbe.futureTaskMade(executor, future);
    }
  }

  /** The constructor of a future that has a thread of its own, and gets the executor's monitor. */
  static final class PerTaskFuture {
    private PerTaskFuture() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @Woven.Store(ExecutorInstrumentation.MONITOR)
    static @Nullable Object exit(
        @Woven.AddedField(value = ExecutorInstrumentation.MONITOR, argument = 0)
            @Nullable Object monitor,
        @Advice.This(optional = true) Object future,
        @Advice.Argument(0) Object executor) {
      return ThreadPerTaskProbe.futureMade(monitor, executor, future);
    }
  }

  /** As {@link PerTaskFuture}, where there is no field for the monitor. */
  static final class LoadedFuture {
    private LoadedFuture() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object future, @Advice.Argument(0) Object executor) {
      ThreadPerTaskProbe.futureMade(null, executor, future);
    }
  }

  /** The thread of a future runs it. */
  static final class PerTaskFutureRun {
    private PerTaskFutureRun() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Woven.Field(value = "executor", type = ExecutorInstrumentation.PER_TASK) Object executor,
        @Advice.This(optional = true) Object future) {
      return ThreadPerTaskProbe.started(monitor, executor, future);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      ThreadPerTaskProbe.ended(started, thrown);
    }
  }
}
