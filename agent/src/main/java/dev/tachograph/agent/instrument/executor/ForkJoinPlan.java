package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.executor.ForkJoinProbe;
import java.util.concurrent.ForkJoinPool;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Advice for fork-join pools and their tasks. A field of each task holds the note of its
 * submission.
 */
final class ForkJoinPlan {
  static final String POOL = "java/util/concurrent/ForkJoinPool";
  static final String TASK = "java/util/concurrent/ForkJoinTask";
  static final String SUBMISSION = "tachograph$submission";

  private static final String JUC = "java/util/concurrent/";
  private static final String OF_TASK = "L" + TASK + ";";

  private ForkJoinPlan() {}

  static void planPool(ClassPlan plan) {
    boolean holds = tasksHoldNotes(plan);
    Class<?> push = holds ? ForkJoinPush.class : LoadedPush.class;
    Class<?> submit = holds ? ForkJoinSubmit.class : LoadedSubmit.class;
    Class<?> taken = holds ? ForkJoinTaken.class : LoadedTaken.class;
    String externalSubmit = "(" + OF_TASK + ")" + OF_TASK;
    String scan = "(Z)" + OF_TASK;
    plan.field(ExecutorInstrumentation.MONITOR)
        .method(
            "<init>",
            "(IL"
                + POOL
                + "$ForkJoinWorkerThreadFactory;Ljava/lang/Thread$UncaughtExceptionHandler;ZIII"
                + "Ljava/util/function/Predicate;JLjava/util/concurrent/TimeUnit;)V",
            ForkJoinCreated.class)
        .method("<init>", "(B)V", CommonPoolCreated.class)
        .callInMethodNamed(
            "createWorker",
            POOL + "$ForkJoinWorkerThreadFactory",
            "newThread",
            "(L" + POOL + ";)L" + JUC + "ForkJoinWorkerThread;",
            ForkJoinThread.class)
        .methodNamed("registerWorker", ForkJoinWorker.class)
        .methodNamed("deregisterWorker", ForkJoinWorkerExit.class)
        .method("shutdown", "()V", ForkJoinShutdown.class)
        .method("shutdownNow", "()Ljava/util/List;", ForkJoinShutdown.class)
        .optionalCall("pollSubmission", "()" + OF_TASK, POOL, "pollScan", scan, taken)
        .optionalCall("drainTasksTo", "(Ljava/util/Collection;)I", POOL, "pollScan", scan, taken)
        .optionalMethod("poolSubmit", "(Z" + OF_TASK + ")" + OF_TASK, submit)
        .optionalCall(
            "externalSubmit", externalSubmit, POOL, "externalPush", "(" + OF_TASK + ")V", push)
        .requireOneOfLast(2)
        .optionalCall(
            "externalSubmit",
            externalSubmit,
            POOL + "$WorkQueue",
            "push",
            "(" + OF_TASK + "L" + POOL + ";)V",
            push)
        .optionalCall(
            "externalSubmit",
            externalSubmit,
            POOL + "$WorkQueue",
            "push",
            "(" + OF_TASK + "L" + POOL + ";Z)V",
            push)
        .requireOneOfLast(2)
        .optionalMethod(
            "executeEnabledScheduledTask",
            "(L" + JUC + "DelayScheduler$ScheduledForkJoinTask;)V",
            push);
  }

  /**
   * Whether a field of a task holds its note. Advice in a class that was loaded before uses no
   * added fields, not even those of another class. Another agent may have caused only one of pool
   * and task to be loaded before. So both must have their fields.
   */
  private static boolean tasksHoldNotes(ClassPlan plan) {
    return !plan.loadedBefore() && plan.hasFields(POOL) && plan.hasFields(TASK);
  }

  static void planTask(ClassPlan plan) {
    boolean holds = tasksHoldNotes(plan);
    plan.field(SUBMISSION)
        .methodNamed("doExec", holds ? ForkJoinLeft.class : LoadedLeft.class)
        .callInMethodNamed(
            "doExec", TASK, "exec", "()Z", holds ? ForkJoinRun.class : LoadedRun.class)
        .method("trySetCancelled", "()I", holds ? ForkJoinCancel.class : LoadedCancel.class);
  }

  /** A task goes into a queue of a fork-join pool. */
  static final class ForkJoinPush {
    private ForkJoinPush() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @Woven.Store(value = ForkJoinPlan.SUBMISSION, argument = 0)
    static @Nullable Object enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Woven.AddedField(value = ForkJoinPlan.SUBMISSION, argument = 0) @Nullable Object earlier) {
      return ForkJoinProbe.submitted(monitor, pool, earlier);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object submission, @Advice.Thrown @Nullable Throwable thrown) {
      ForkJoinProbe.submitEnded(submission, thrown);
    }
  }

  /** As {@link ForkJoinPush}, for tasks without the field. */
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

  /** A task is submitted to a fork-join pool. */
  static final class ForkJoinSubmit {
    private ForkJoinSubmit() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @Woven.Store(value = ForkJoinPlan.SUBMISSION, argument = 1)
    static @Nullable Object enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Woven.AddedField(value = ForkJoinPlan.SUBMISSION, argument = 1) @Nullable Object earlier) {
      return ForkJoinProbe.submitted(monitor, pool, earlier);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object submission, @Advice.Thrown @Nullable Throwable thrown) {
      ForkJoinProbe.submitEnded(submission, thrown);
    }
  }

  /** As {@link ForkJoinSubmit}, for tasks without the field. */
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
        @Woven.AddedField(value = ForkJoinPlan.SUBMISSION, argument = Woven.AddedField.RETURNED)
            @Nullable Object submission,
        @Advice.Return @Nullable Object taken) {
      if (taken != null) {
        ForkJoinProbe.left(submission);
      }
    }
  }

  /** As {@link ForkJoinTaken}, for tasks without the field. */
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

  /** A thread no longer works for a fork-join pool. */
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

  /** A fork-join task has left its pool, whether it ran or was done before. */
  static final class ForkJoinLeft {
    private ForkJoinLeft() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.AddedField(ForkJoinPlan.SUBMISSION) @Nullable Object submission) {
      return ForkJoinProbe.takenUp(submission);
    }

    /** The task may have been submitted again by now, so this uses the note from the entry. */
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object submission) {
      ForkJoinProbe.left(submission);
    }
  }

  /** As {@link ForkJoinLeft}, for tasks without the field. */
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
        @Woven.AddedField(ForkJoinPlan.SUBMISSION) @Nullable Object submission,
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

  /** As {@link ForkJoinRun}, for tasks without the field. */
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
        @Woven.AddedField(ForkJoinPlan.SUBMISSION) @Nullable Object submission,
        @Advice.This(optional = true) Object task) {
      ForkJoinProbe.cancelled(submission, task);
    }
  }

  /** As {@link ForkJoinCancel}, for tasks without the field. */
  static final class LoadedCancel {
    private LoadedCancel() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object task) {
      ForkJoinProbe.cancelledWithoutField(task);
    }
  }
}
