package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.executor.FutureProbe;
import dev.tachograph.bootstrap.executor.ThreadPerTaskProbe;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Advice that finds the outcome of tasks that keep their exception to themselves. */
final class FuturePlan {
  static final String FUTURE_TASK = "java/util/concurrent/FutureTask";
  static final String QUEUEING = "java/util/concurrent/ExecutorCompletionService$QueueingFuture";
  static final String FUTURE = "java/util/concurrent/CompletableFuture";

  private FuturePlan() {}

  static void planFutureTask(ClassPlan plan) {
    String callable = "java/util/concurrent/Callable";
    plan.method("run", "()V", FutureRun.class)
        .call("run", "()V", callable, "call", "()Ljava/lang/Object;", FutureBody.class)
        .call("runAndReset", "()Z", callable, "call", "()Ljava/lang/Object;", FutureBody.class);
  }

  static void planQueueing(ClassPlan plan) {
    plan.method("done", "()V", CompletionQueued.class);
  }

  static void planCompletableFuture(String className, ClassPlan plan) {
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
        // In this order: the run must have begun when the stage becomes known.
        plan.method("run", "()V", StageRun.class).method("run", "()V", Stage.class);
        break;
      default:
        plan.method("tryFire", "(I)L" + FUTURE + ";", Stage.class);
    }
  }

  /** A future of a completion service is done and goes into the queue of the service. */
  static final class CompletionQueued {
    private CompletionQueued() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object decoration,
        @Woven.Field("task") @Nullable Future<?> decorated) {
      FutureProbe.decoratedEnded(decoration, decorated);
    }
  }

  /** A FutureTask's {@code run} is called, perhaps after it is done. */
  static final class FutureRun {
    private FutureRun() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object future, @Woven.Field("state") int state) {
      FutureProbe.ran(future, state);
    }
  }

  /** A FutureTask calls its callable. */
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

  /** A stage completes with the exception of its function. */
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

  /** A task of a CompletableFuture runs, perhaps on a thread of its own. */
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

  /** A task of a CompletableFuture is about to complete a stage. */
  static final class Stage {
    private Stage() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object task,
        @Woven.Field("dep") @Nullable CompletableFuture<?> stage) {
      FutureProbe.stageStarted(task, stage);
    }
  }
}
