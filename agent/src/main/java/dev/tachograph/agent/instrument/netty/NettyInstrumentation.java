package dev.tachograph.agent.instrument.netty;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.executor.ExecutorLibrary;
import dev.tachograph.agent.instrument.executor.ThreadPoolPlan;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.executor.EventLoopTimerProbe;
import dev.tachograph.bootstrap.executor.FutureProbe;
import dev.tachograph.bootstrap.executor.ThreadPoolProbe;
import dev.tachograph.bootstrap.executor.WorkerLoopProbe;
import java.util.Collections;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Plans for Netty's executors with one thread, among them its event loops. */
public final class NettyInstrumentation extends ExecutorLibrary {
  private static final String CONCURRENT = "io/netty/util/concurrent/";
  private static final String LOOP = CONCURRENT + "SingleThreadEventExecutor";

  /** One of the anonymous classes in a loop is the body of its thread. */
  private static final String THREAD_BODY = LOOP + "$";

  private static final String EXECUTOR = CONCURRENT + "AbstractEventExecutor";
  private static final String SCHEDULED = CONCURRENT + "AbstractScheduledEventExecutor";
  private static final String SCHEDULED_TASK = CONCURRENT + "ScheduledFutureTask";
  private static final String PROMISE_TASK = CONCURRENT + "PromiseTask";
  private static final String DEFAULT_EXECUTOR = CONCURRENT + "DefaultEventExecutor";
  private static final String DEFAULT_LOOP = "io/netty/channel/DefaultEventLoop";
  private static final String LOOP_PER_CHANNEL = "io/netty/channel/ThreadPerChannelEventLoop";

  /** The constant that names the class of the measured executors. */
  static final String MEASURED = "measured";

  private static final String OF_TASK = "(Ljava/lang/Runnable;)V";
  private static final String TAKE = "()Ljava/lang/Runnable;";

  @Override
  public String[] classNames() {
    return new String[] {
      LOOP,
      THREAD_BODY,
      EXECUTOR,
      SCHEDULED,
      SCHEDULED_TASK,
      PROMISE_TASK,
      DEFAULT_EXECUTOR,
      DEFAULT_LOOP,
      LOOP_PER_CHANNEL
    };
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case LOOP:
        planLoop(plan);
        break;
      case EXECUTOR:
        planRun(plan, "safeExecute", OF_TASK);
        planRun(plan, "runTask", OF_TASK);
        plan.requireOneOfLast(2);
        break;
      case DEFAULT_EXECUTOR:
      case DEFAULT_LOOP:
      case LOOP_PER_CHANNEL:
        planRun(plan, "run", "()V");
        break;
      case SCHEDULED:
        planScheduled(plan);
        break;
      case SCHEDULED_TASK:
        planBody(plan, SCHEDULED_TASK, ScheduledRun.class);
        plan.method("run", "()V", ScheduledDone.class);
        break;
      case PROMISE_TASK:
        planBody(plan, PROMISE_TASK, Promise.class);
        break;
      default:
        plan.optionalCall("run", "()V", LOOP, "run", "()V", LoopThread.class);
    }
  }

  private static void planLoop(ClassPlan plan) {
    plan.field(ExecutorInstrumentation.MONITOR);
    Map<String, Object> kept =
        Collections.singletonMap(ExecutorInstrumentation.KEPT, plan.addsFields() ? 1 : 0);
    plan.methodNamed("<init>", LoopCreated.class, kept)
        .method("execute", OF_TASK, LoopExecute.class)
        .optionalMethod("lazyExecute", OF_TASK, LoopExecute.class)
        .argumentReplaced("execute", OF_TASK, 0, ThreadPoolPlan.TaskReplaced.class)
        .argumentReplaced("lazyExecute", OF_TASK, 0, ThreadPoolPlan.TaskReplaced.class)
        .method("runAllTasksFrom", "(Ljava/util/Queue;)Z", LoopWork.class)
        .method("runAllTasks", "(J)Z", LoopWork.class)
        .optionalMethod("runScheduledAndExecutorTasks", "(I)Z", LoopWork.class)
        .optionalMethod("drainTasks", "()I", LoopEnd.class)
        .method("shutdown", "()V", LoopShutdown.class)
        .method(
            "shutdownGracefully",
            "(JJLjava/util/concurrent/TimeUnit;)L" + CONCURRENT + "Future;",
            LoopShutdown.class)
        .method("takeTask", TAKE, LoopTake.class)
        .method("pollTask", TAKE, LoopTake.class)
        .method("updateLastExecutionTime", "()V", LoopAsks.class)
        .method("confirmShutdown", "()Z", LoopAsks.class);
  }

  private static void planRun(ClassPlan plan, String inMethod, String inDescriptor) {
    plan.optionalCall(inMethod, inDescriptor, "java/lang/Runnable", "run", "()V", Run.class);
  }

  private static void planScheduled(ClassPlan plan) {
    String task = "(L" + SCHEDULED_TASK + ";)";
    plan.method(
            "schedule",
            task + "L" + CONCURRENT + "ScheduledFuture;",
            Schedule.class,
            Collections.singletonMap(MEASURED, LOOP.replace('/', '.')))
        .method("removeScheduled", task + "V", ScheduledCancel.class)
        .call(
            "cancelScheduledTasks",
            "()V",
            SCHEDULED_TASK,
            "cancelWithoutRemove",
            "(Z)Z",
            ScheduledDrop.class);
  }

  private static void planBody(ClassPlan plan, String owner, Class<?> advice) {
    String object = "()Ljava/lang/Object;";
    plan.optionalCall("run", "()V", owner, "runTask", object, advice)
        .optionalCall("run", "()V", "java/util/concurrent/Callable", "call", object, advice)
        .requireOneOfLast(2);
  }

  /** A scheduled task calls its body. */
  static final class ScheduledRun {
    private ScheduledRun() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.This(optional = true) Object task) {
      return EventLoopTimerProbe.started(task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.This(optional = true) Object task,
        @Advice.Thrown @Nullable Throwable thrown) {
      EventLoopTimerProbe.ended(started, task, thrown);
    }
  }

  /** A thread runs an object that may be a task. */
  static final class Run {
    private Run() {}

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

  /** The {@code run} of a scheduled task has ended: the task ran, or was put aside. */
  static final class ScheduledDone {
    private ScheduledDone() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object task, @Woven.Field("periodNanos") long period) {
      EventLoopTimerProbe.done(task, period);
    }
  }

  /** A task that is a promise calls its body. */
  static final class Promise {
    private Promise() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object promise) {
      FutureProbe.bodyStarted(promise);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object promise, @Advice.Thrown @Nullable Throwable thrown) {
      FutureProbe.bodyEnded(promise, thrown);
    }
  }

  /** A loop's thread works. */
  static final class LoopThread {
    private LoopThread() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Woven.Receiver Object loop) {
      WorkerLoopProbe.workerStarted(loop);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Woven.Receiver Object loop, @Advice.Thrown @Nullable Throwable thrown) {
      WorkerLoopProbe.workerEnded(loop, thrown);
    }
  }

  /** A constructor of a loop. The innermost one returns first and creates the monitor. */
  static final class LoopCreated {
    private LoopCreated() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @Woven.Store(ExecutorInstrumentation.MONITOR)
    static @Nullable Object exit(
        @Advice.This(optional = true) Object loop,
        @Woven.Constant(ExecutorInstrumentation.KEPT) int kept) {
      return WorkerLoopProbe.created(loop, 1, kept);
    }
  }

  /** A task is submitted to a loop. */
  static final class LoopExecute {
    private LoopExecute() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object loop,
        @Advice.Argument(0) @Nullable Object task) {
      WorkerLoopProbe.submitted(monitor, loop, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object loop,
        @Advice.Argument(0) @Nullable Object task,
        @Advice.Thrown @Nullable Throwable thrown) {
      WorkerLoopProbe.submitEnded(monitor, loop, task, thrown);
    }
  }

  /** A loop looks for tasks, on the thread that runs them. */
  static final class LoopWork {
    private LoopWork() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object loop) {
      WorkerLoopProbe.working(monitor, loop);
    }
  }

  /** A loop has ended and drops the tasks left in its queue. */
  static final class LoopEnd {
    private LoopEnd() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object loop) {
      WorkerLoopProbe.terminated(monitor, loop);
    }
  }

  /** A loop is shut down. */
  static final class LoopShutdown {
    private LoopShutdown() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object loop) {
      ThreadPoolProbe.shutDown(monitor, loop);
    }
  }

  /**
   * The loop takes a task out of the queue. A loop of an unknown class may run the task itself. So
   * the run of the task begins here, and that of the previous task has ended. If the call of {@code
   * run} is woven, the probe gets a more exact time.
   */
  static final class LoopTake {
    private LoopTake() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object loop) {
      WorkerLoopProbe.asks(monitor, loop);
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return @Nullable Object task) {
      WorkerLoopProbe.got(task);
    }
  }

  /** The loop calls a method that it calls between tasks. */
  static final class LoopAsks {
    private LoopAsks() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object loop) {
      WorkerLoopProbe.asks(monitor, loop);
    }
  }

  /** A task is scheduled on a loop. */
  static final class Schedule {
    private Schedule() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object loop,
        @Advice.Argument(0) Object task,
        @Woven.Constant(NettyInstrumentation.MEASURED) String measured) {
      EventLoopTimerProbe.submitted(loop, task, measured);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object loop,
        @Advice.Argument(0) Object task,
        @Advice.Thrown @Nullable Throwable thrown) {
      EventLoopTimerProbe.submitEnded(loop, task, thrown);
    }
  }

  /** A scheduled task was cancelled, and the loop takes it out of its queue. */
  static final class ScheduledCancel {
    private ScheduledCancel() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object loop, @Advice.Argument(0) Object task) {
      EventLoopTimerProbe.cancelled(loop, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit() {
      EventLoopTimerProbe.cancelEnded();
    }
  }

  /** A loop that ends cancels a scheduled task. */
  static final class ScheduledDrop {
    private ScheduledDrop() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This(optional = true) Object loop, @Woven.Receiver Object task) {
      EventLoopTimerProbe.dropped(loop, task);
    }
  }
}
