package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.executor.ThreadPoolProbe;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.RejectedExecutionHandler;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Advice for the JDK's thread pool, and for the copies of it in other libraries.
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
            PoolCreated.class,
            Collections.singletonMap(ExecutorInstrumentation.KEPT, plan.addsFields() ? 1 : 0))
        .method("execute", RUN_TASK, PoolExecute.class)
        .argumentReplaced("execute", RUN_TASK, 0, TaskReplaced.class)
        .method("reject", RUN_TASK, PoolReject.class);
    planQueueAndWorkers(plan, "execute");
  }

  /**
   * Plans the queue and the workers, without submission and refusal.
   *
   * @param handsIn the method that submits a task, and takes it back if the pool has been shut down
   */
  public void planQueueAndWorkers(ClassPlan plan, String handsIn) {
    plan.optionalCall(handsIn, RUN_TASK, pool, "remove", BOOLEAN_OF_TASK, PoolTakeBack.class)
        // Tomcat 9.0.124 and 10.1.62 leave out their own method, which would count the task.
        .optionalCall(
            handsIn,
            RUN_TASK,
            "java/util/concurrent/BlockingQueue",
            "remove",
            "(Ljava/lang/Object;)Z",
            PoolTakeBack.class)
        .requireOneOfLast(2)
        .optionalCall("addWorker", ADD_WORKER, "java/lang/Thread", "start", "()V", PoolThread.class)
        .optionalCall(
            "addWorker",
            ADD_WORKER,
            "jdk/internal/vm/SharedThreadContainer",
            "start",
            "(Ljava/lang/Thread;)V",
            PoolContainedThread.class)
        .requireOneOfLast(2)
        .method("runWorker", "(L" + pool + "$Worker;)V", PoolWorker.class)
        .call(
            "runWorker",
            "(L" + pool + "$Worker;)V",
            "java/lang/Runnable",
            "run",
            "()V",
            PoolRun.class)
        .call(
            "runWorker",
            "(L" + pool + "$Worker;)V",
            pool,
            "beforeExecute",
            "(Ljava/lang/Thread;Ljava/lang/Runnable;)V",
            PoolPrepare.class)
        .method("processWorkerExit", "(L" + pool + "$Worker;Z)V", PoolWorkerExit.class)
        .method("remove", BOOLEAN_OF_TASK, PoolRemove.class)
        .method("purge", "()V", PoolPurge.class)
        .method("drainQueue", "()Ljava/util/List;", PoolDrain.class)
        .method("shutdown", "()V", PoolShutdown.class)
        .method("shutdownNow", "()Ljava/util/List;", PoolShutdown.class);
    if (plan.loadedBefore()) {
      plan.method("getTask", "()Ljava/lang/Runnable;", LoadedGetTask.class)
          .method(
              "beforeExecute",
              "(Ljava/lang/Thread;Ljava/lang/Runnable;)V",
              LoadedBeforeExecute.class);
    }
  }

  /** Plans the nested class of workers. Their loops may have begun before weaving. */
  public void planWorker(ClassPlan plan) {
    if (plan.loadedBefore()) {
      plan.method("unlock", "()V", LoadedUnlock.class);
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
        CallerRuns.class);
  }

  /** Plans the nested handler that drops the oldest waiting task. */
  public void planDropOldest(ClassPlan plan) {
    plan.call(
        "rejectedExecution",
        "(Ljava/lang/Runnable;L" + pool + ";)V",
        "java/util/concurrent/BlockingQueue",
        "poll",
        "()Ljava/lang/Object;",
        DropOldest.class);
  }

  /** The constructor of a thread pool that all others call. */
  static final class PoolCreated {
    private PoolCreated() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @Woven.Store(ExecutorInstrumentation.MONITOR)
    static @Nullable Object exit(
        @Advice.This(optional = true) Object pool,
        @Advice.Argument(1) int maxThreads,
        @Woven.Constant(ExecutorInstrumentation.KEPT) int kept) {
      return ThreadPoolProbe.created(pool, maxThreads, kept);
    }
  }

  /** A task is submitted to a thread pool. */
  static final class PoolExecute {
    private PoolExecute() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Advice.Argument(0) @Nullable Object task) {
      ThreadPoolProbe.submitted(monitor, pool, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Advice.Argument(0) @Nullable Object task,
        @Advice.Thrown @Nullable Throwable thrown) {
      ThreadPoolProbe.submitEnded(monitor, pool, task, thrown);
    }
  }

  /** A submission goes on with another object in the place of the task. */
  public static final class TaskReplaced {
    private TaskReplaced() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Woven.Replaced Object task,
        @Advice.Argument(0) Object other) {
      ThreadPoolProbe.replaced(monitor, pool, task, other);
    }
  }

  /** A thread pool gives a task to its rejection handler. */
  static final class PoolReject {
    private PoolReject() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Advice.Argument(0) @Nullable Object task) {
      return ThreadPoolProbe.rejectStarted(monitor, pool, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Woven.Field("handler") @Nullable RejectedExecutionHandler handler,
        @Advice.Thrown @Nullable Throwable thrown) {
      ThreadPoolProbe.rejectEnded(started, handler, thrown);
    }
  }

  /** A pool that has been shut down during a submission removes the task, to refuse it. */
  static final class PoolTakeBack {
    private PoolTakeBack() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {
      ThreadPoolProbe.takingBack();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit() {
      ThreadPoolProbe.takenBack();
    }
  }

  /** A thread pool starts a thread. */
  static final class PoolThread {
    private PoolThread() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Woven.Receiver Thread thread) {
      ThreadPoolProbe.threadStarts(monitor, pool, thread);
    }
  }

  /** As {@link PoolThread}, where a container starts threads. */
  static final class PoolContainedThread {
    private PoolContainedThread() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Advice.Argument(0) Thread thread) {
      ThreadPoolProbe.threadStarts(monitor, pool, thread);
    }
  }

  /** The loop of a worker. */
  static final class PoolWorker {
    private PoolWorker() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool) {
      ThreadPoolProbe.workerStarted(monitor, pool);
    }
  }

  /** A worker runs a task. */
  static final class PoolRun {
    private PoolRun() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Woven.Receiver Object task) {
      return ThreadPoolProbe.started(monitor, pool, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      ThreadPoolProbe.ended(started, thrown);
    }
  }

  /** A worker calls {@code beforeExecute}. */
  static final class PoolPrepare {
    private PoolPrepare() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Advice.Argument(1) Object task,
        @Advice.Thrown @Nullable Throwable thrown) {
      ThreadPoolProbe.prepared(monitor, pool, task, thrown);
    }
  }

  /** A worker ends. */
  static final class PoolWorkerExit {
    private PoolWorkerExit() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Advice.Argument(1) boolean abrupt) {
      ThreadPoolProbe.workerEnded(monitor, pool, abrupt);
    }
  }

  /** A task is removed from the queue. */
  static final class PoolRemove {
    private PoolRemove() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Advice.Argument(0) @Nullable Object task,
        @Advice.Return boolean removed) {
      ThreadPoolProbe.removed(monitor, pool, task, removed);
    }
  }

  /** Cancelled tasks are removed from the queue. */
  static final class PoolPurge {
    private PoolPurge() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool) {
      ThreadPoolProbe.purged(monitor, pool);
    }
  }

  /** All tasks are taken out of the queue. */
  static final class PoolDrain {
    private PoolDrain() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Advice.Return @Nullable List<?> tasks) {
      ThreadPoolProbe.drained(monitor, pool, tasks);
    }
  }

  /** A thread pool is shut down. */
  static final class PoolShutdown {
    private PoolShutdown() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool) {
      ThreadPoolProbe.shutDown(monitor, pool);
    }
  }

  /** A worker whose loop began before it could be woven gets its next task. */
  static final class LoadedGetTask {
    private LoadedGetTask() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {
      ThreadPoolProbe.workerAsks();
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object pool, @Advice.Return @Nullable Object task) {
      ThreadPoolProbe.workerGot(pool, task);
    }
  }

  /** A worker that was waiting for a task when the pool was woven has got one. */
  static final class LoadedBeforeExecute {
    private LoadedBeforeExecute() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object pool, @Advice.Argument(1) Object task) {
      ThreadPoolProbe.workerPrepares(pool, task);
    }
  }

  /** A worker whose loop began before it could be woven has run a task. */
  static final class LoadedUnlock {
    private LoadedUnlock() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {
      ThreadPoolProbe.workerReleased();
    }
  }

  /** The rejection handler that lets the caller run the task. */
  static final class CallerRuns {
    private CallerRuns() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Woven.Receiver Object task) {
      return ThreadPoolProbe.callerStarted(task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      ThreadPoolProbe.ended(started, thrown);
    }
  }

  /** The rejection handler that drops the oldest task in the queue. */
  static final class DropOldest {
    private DropOldest() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return @Nullable Object victim) {
      ThreadPoolProbe.oldestDropped(victim);
    }
  }
}
