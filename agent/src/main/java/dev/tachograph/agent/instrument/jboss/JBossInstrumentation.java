package dev.tachograph.agent.instrument.jboss;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.executor.ExecutorLibrary;
import dev.tachograph.agent.instrument.executor.ThreadPoolPlan;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.executor.FutureProbe;
import dev.tachograph.bootstrap.executor.HandoffPoolProbe;
import dev.tachograph.bootstrap.executor.ThreadPoolProbe;
import dev.tachograph.bootstrap.executor.WorkerLoopProbe;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Plans for the EnhancedQueueExecutor of JBoss Threads. */
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
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case POOL:
        planPool(plan);
        break;
      case WORKER:
        plan.method("run", "()V", Worker.class);
        break;
      case TASK:
        plan.optionalMethod("doRunWith", "(Ljava/lang/Runnable;Ljava/lang/Object;)V", RunWith.class)
            // The first call is in 3.4 and 3.5, the second in 3.2 and 3.3.
            .optionalCall(
                "run",
                "()V",
                THREADS + "ContextHandler",
                "runWith",
                "(Ljava/lang/Runnable;Ljava/lang/Object;)V",
                RunWith.class)
            .optionalCall("run", "()V", "java/lang/Runnable", "run", "()V", TaskRun.class)
            .requireOneOfLast(3)
            .method("handoff", "()Ljava/lang/Runnable;", Handoff.class);
        break;
      case SCHEDULED:
        plan.callOfOuter("submit", "()V", POOL, "tryExecute", "(L" + TASK + ";)I", Due.class)
            .method("submit", "()V", DueEnd.class);
        break;
      case WRAPPER:
        plan.call("run", "()V", "java/lang/Runnable", "run", "()V", WrappedRun.class);
        break;
      default:
        plan.methodNamed("performTask", ScheduledBody.class);
    }
  }

  private static void planPool(ClassPlan plan) {
    plan.field(ExecutorInstrumentation.MONITOR);
    plan.method(
            "<init>",
            "(L" + POOL + "$Builder;)V",
            PoolCreated.class,
            Collections.singletonMap(ExecutorInstrumentation.KEPT, plan.addsFields() ? 1 : 0))
        .method("execute", OF_TASK, Execute.class)
        .argumentReplaced("execute", OF_TASK, 0, ThreadPoolPlan.TaskReplaced.class)
        .methodNamed("rejectShutdown", Refuse.class)
        .methodNamed("rejectQueueFull", Refuse.class)
        .methodNamed("rejectNoThread", Refuse.class)
        .methodNamed("rejectException", Refuse.class)
        .method("shutdown", "(Z)V", Shutdown.class)
        .method("shutdownNow", "()Ljava/util/List;", ShutdownNow.class)
        .optionalCall("safeRun", OF_TASK, "java/lang/Runnable", "run", "()V", SafeRun.class);
  }

  /** A worker's loop. */
  static final class Worker {
    private Worker() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Woven.Field(type = JBossInstrumentation.POOL_TYPE) Object pool) {
      WorkerLoopProbe.workerStarted(pool);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.Field(type = JBossInstrumentation.POOL_TYPE) Object pool,
        @Advice.Thrown @Nullable Throwable thrown) {
      WorkerLoopProbe.workerEnded(pool, thrown);
    }
  }

  /** A task runs the task that it wraps. */
  static final class RunWith {
    private RunWith() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.Field(type = JBossInstrumentation.POOL_TYPE) Object pool,
        @Advice.Argument(0) Object task) {
      return HandoffPoolProbe.started(pool, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      HandoffPoolProbe.ended(started, thrown);
    }
  }

  /** As {@link RunWith}, in early versions, which call {@code run} themselves. */
  static final class TaskRun {
    private TaskRun() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.Field(type = JBossInstrumentation.POOL_TYPE) Object pool,
        @Woven.Receiver Object task) {
      return HandoffPoolProbe.started(pool, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      HandoffPoolProbe.ended(started, thrown);
    }
  }

  /** The pool hands a task over to another executor. */
  static final class Handoff {
    private Handoff() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.Field(type = JBossInstrumentation.POOL_TYPE) Object pool,
        @Woven.Field("delegate") Runnable task) {
      HandoffPoolProbe.handedOver(pool, task);
    }
  }

  /** A scheduled task is due and is submitted to the workers. */
  static final class Due {
    private Due() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.Field(type = JBossInstrumentation.POOL_TYPE) Object pool,
        @Advice.This(optional = true) Object task) {
      HandoffPoolProbe.submitted(null, pool, task);
    }
  }

  /** The submission of a scheduled task ended, perhaps with a failure. */
  static final class DueEnd {
    private DueEnd() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.Field(type = JBossInstrumentation.POOL_TYPE) Object pool,
        @Advice.This(optional = true) Object task,
        @Advice.Thrown @Nullable Throwable thrown) {
      HandoffPoolProbe.submitEnded(null, pool, task, null, thrown);
    }
  }

  /** A wrapper that keeps a class loader runs its task. */
  static final class WrappedRun {
    private WrappedRun() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Woven.Receiver Object task) {
      return HandoffPoolProbe.started(null, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      HandoffPoolProbe.ended(started, thrown);
    }
  }

  /** A scheduled task calls its body. */
  static final class ScheduledBody {
    private ScheduledBody() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object task) {
      FutureProbe.bodyStarted(task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object task, @Advice.Thrown @Nullable Throwable thrown) {
      FutureProbe.bodyEnded(task, thrown);
    }
  }

  /** A pool is created. */
  static final class PoolCreated {
    private PoolCreated() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @Woven.Store(ExecutorInstrumentation.MONITOR)
    static @Nullable Object exit(
        @Advice.This(optional = true) Object pool,
        @Woven.Constant(ExecutorInstrumentation.KEPT) int kept) {
      return HandoffPoolProbe.created(pool, kept);
    }
  }

  /** A task is submitted to a pool. */
  static final class Execute {
    private Execute() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Advice.Argument(0) @Nullable Object task) {
      HandoffPoolProbe.submitted(monitor, pool, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Advice.Argument(0) @Nullable Object task,
        @Woven.Field("handoffExecutor") @Nullable Executor other,
        @Advice.Thrown @Nullable Throwable thrown) {
      HandoffPoolProbe.submitEnded(monitor, pool, task, other, thrown);
    }
  }

  /** A pool gives a task to its other executor. */
  static final class Refuse {
    private Refuse() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.This(optional = true) Object pool) {
      HandoffPoolProbe.refused(pool);
    }
  }

  /** A pool is shut down. */
  static final class Shutdown {
    private Shutdown() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool) {
      ThreadPoolProbe.shutDown(monitor, pool);
    }
  }

  /** A pool is shut down and gives back the tasks that have not run. */
  static final class ShutdownNow {
    private ShutdownNow() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {
      HandoffPoolProbe.givingBack();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Advice.Return @Nullable List<?> tasks) {
      HandoffPoolProbe.givenBack(monitor, pool, tasks);
    }
  }

  /** A worker runs a task, which may wrap another one. */
  static final class SafeRun {
    private SafeRun() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Advice.This(optional = true) Object pool, @Woven.Receiver Object task) {
      return HandoffPoolProbe.started(pool, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      HandoffPoolProbe.ended(started, thrown);
    }
  }
}
