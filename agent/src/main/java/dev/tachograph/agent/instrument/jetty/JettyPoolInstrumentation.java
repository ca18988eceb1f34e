package dev.tachograph.agent.instrument.jetty;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.executor.ExecutorLibrary;
import dev.tachograph.agent.instrument.executor.ThreadPoolPlan;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.executor.WorkerLoopProbe;
import java.util.Collections;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Plans for Jetty's QueuedThreadPool and its reserved threads. */
public final class JettyPoolInstrumentation extends ExecutorLibrary {
  private static final String THREAD = "org/eclipse/jetty/util/thread/";
  private static final String POOL = THREAD + "QueuedThreadPool";
  private static final String RUNNER = POOL + "$Runner";
  private static final String RESERVED = THREAD + "ReservedThreadExecutor";

  /** The descriptor of the pool's class. */
  static final String POOL_TYPE = "L" + POOL + ";";

  private static final String OF_TASK = "(Ljava/lang/Runnable;)V";
  private static final String OFFERED = "(Ljava/lang/Runnable;)Z";

  @Override
  public String[] classNames() {
    return new String[] {
      POOL,
      RUNNER,
      // In early versions the runner is one of the anonymous classes.
      POOL + "$",
      RESERVED,
      RESERVED + "$ReservedThread"
    };
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case POOL:
        planPool(plan);
        break;
      case RUNNER:
        plan.method("run", "()V", Worker.class);
        planRunner(plan);
        break;
      case RESERVED:
        String executor = "java/util/concurrent/Executor";
        plan.call("startReservedThread", "()V", executor, "execute", OF_TASK, Reserve.class)
            // Jetty 9.4.7.
            .call("tryExecute", OFFERED, executor, "execute", OF_TASK, Reserve.class)
            .requireOneOfLast(2);
        break;
      case RESERVED + "$ReservedThread":
        plan.call("run", "()V", "java/lang/Runnable", "run", "()V", ReservedRun.class);
        break;
      default:
        planRunner(plan);
    }
  }

  private static void planPool(ClassPlan plan) {
    plan.field(ExecutorInstrumentation.MONITOR);
    Map<String, Object> kept =
        Collections.singletonMap(ExecutorInstrumentation.KEPT, plan.addsFields() ? 1 : 0);
    plan.methodNamed("<init>", PoolCreated.class, kept)
        .method("doStart", "()V", PoolStart.class)
        .method("doStop", "()V", PoolStop.class)
        .method("execute", OF_TASK, PoolExecute.class)
        .argumentReplaced("execute", OF_TASK, 0, ThreadPoolPlan.TaskReplaced.class);
    if (plan.loadedBefore()) {
      // A reserved thread may be waiting in code that was not woven. Its task would be missed.
      plan.method("runJob", OF_TASK, LoadedRunJob.class);
    } else {
      plan.optionalMethod("tryExecute", OFFERED, PoolOffer.class)
          .argumentReplaced("tryExecute", OFFERED, 0, ThreadPoolPlan.TaskReplaced.class);
    }
  }

  private static void planRunner(ClassPlan plan) {
    if (plan.hasFields(POOL)) {
      plan.optionalCall("run", "()V", POOL, "runJob", OF_TASK, RunJob.class)
          .optionalCall("doRunJob", OF_TASK, POOL, "runJob", OF_TASK, RunJob.class);
    }
  }

  /** A worker's loop. */
  static final class Worker {
    private Worker() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Woven.Field(type = JettyPoolInstrumentation.POOL_TYPE) Object pool) {
      WorkerLoopProbe.workerStarted(pool);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.Field(type = JettyPoolInstrumentation.POOL_TYPE) Object pool,
        @Advice.Thrown @Nullable Throwable thrown) {
      WorkerLoopProbe.workerEnded(pool, thrown);
    }
  }

  /** A pool reserves a thread. */
  static final class Reserve {
    private Reserve() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {
      WorkerLoopProbe.ownWorkStarted();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit() {
      WorkerLoopProbe.ownWorkEnded();
    }
  }

  /** A reserved thread runs a task. */
  static final class ReservedRun {
    private ReservedRun() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Woven.Receiver Object task) {
      return WorkerLoopProbe.started(task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      WorkerLoopProbe.ended(started, thrown);
    }
  }

  /** A constructor of a pool. The innermost one returns first and creates the monitor. */
  static final class PoolCreated {
    private PoolCreated() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @Woven.Store(ExecutorInstrumentation.MONITOR)
    static @Nullable Object exit(
        @Advice.This(optional = true) Object pool,
        @Woven.Field("_maxThreads") int maxThreads,
        @Woven.Constant(ExecutorInstrumentation.KEPT) int kept) {
      return WorkerLoopProbe.created(pool, maxThreads, kept);
    }
  }

  /** A pool is started, perhaps not for the first time. */
  static final class PoolStart {
    private PoolStart() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Woven.Field("_maxThreads") int maxThreads) {
      WorkerLoopProbe.opened(monitor, pool, maxThreads);
    }
  }

  /** A pool has been stopped, and will not run the tasks left in its queue. */
  static final class PoolStop {
    private PoolStop() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool) {
      WorkerLoopProbe.stopped(monitor, pool);
    }
  }

  /** A task is submitted to a pool. */
  static final class PoolExecute {
    private PoolExecute() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Advice.Argument(0) @Nullable Object task) {
      WorkerLoopProbe.submitted(monitor, pool, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Advice.Argument(0) @Nullable Object task,
        @Advice.Thrown @Nullable Throwable thrown) {
      WorkerLoopProbe.submitEnded(monitor, pool, task, thrown);
    }
  }

  /** A worker tells its pool to run a task. The worker's loop may have begun before weaving. */
  static final class LoadedRunJob {
    private LoadedRunJob() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Advice.This(optional = true) Object pool, @Advice.Argument(0) Object task) {
      return WorkerLoopProbe.startedBy(pool, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      WorkerLoopProbe.ended(started, thrown);
    }
  }

  /** A worker tells its pool to run a task. */
  static final class RunJob {
    private RunJob() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Woven.Receiver Object pool, @Advice.Argument(0) Object task) {
      return WorkerLoopProbe.startedBy(pool, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      WorkerLoopProbe.ended(started, thrown);
    }
  }

  /** A pool offers a task to its reserved threads. */
  static final class PoolOffer {
    private PoolOffer() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Advice.Argument(0) @Nullable Object task) {
      WorkerLoopProbe.offered(monitor, pool, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Advice.Argument(0) @Nullable Object task,
        @Advice.Return boolean taken) {
      WorkerLoopProbe.offerEnded(monitor, pool, task, taken);
    }
  }
}
