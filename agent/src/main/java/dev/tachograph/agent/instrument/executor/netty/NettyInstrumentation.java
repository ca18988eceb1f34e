package dev.tachograph.agent.instrument.executor.netty;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.executor.ExecutorLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import java.util.Collections;
import java.util.Map;

/** Netty's executors with one thread, among them its event loops. */
public final class NettyInstrumentation extends ExecutorLibrary {
  private static final String CONCURRENT = "io/netty/util/concurrent/";
  private static final String LOOP = CONCURRENT + "SingleThreadEventExecutor";
  private static final String EXECUTOR = CONCURRENT + "AbstractEventExecutor";
  private static final String SCHEDULED = CONCURRENT + "AbstractScheduledEventExecutor";
  private static final String SCHEDULED_TASK = CONCURRENT + "ScheduledFutureTask";
  private static final String PROMISE_TASK = CONCURRENT + "PromiseTask";
  private static final String DEFAULT_EXECUTOR = CONCURRENT + "DefaultEventExecutor";
  private static final String DEFAULT_LOOP = "io/netty/channel/DefaultEventLoop";
  private static final String LOOP_PER_CHANNEL = "io/netty/channel/ThreadPerChannelEventLoop";

  /** The constant that names the class of the executors that are measured. */
  static final String MEASURED = "measured";

  private static final int ANONYMOUS = 9;

  private static final String OF_TASK = "(Ljava/lang/Runnable;)V";
  private static final String TAKE = "()Ljava/lang/Runnable;";

  @Override
  public String[] classNames() {
    String[] named = {
      LOOP,
      EXECUTOR,
      SCHEDULED,
      SCHEDULED_TASK,
      PROMISE_TASK,
      DEFAULT_EXECUTOR,
      DEFAULT_LOOP,
      LOOP_PER_CHANNEL
    };
    String[] all = new String[named.length + ANONYMOUS];
    System.arraycopy(named, 0, all, 0, named.length);
    for (int i = 1; i <= ANONYMOUS; i++) {
      // One of them is the body of the thread; which one, differs from version to version.
      all[named.length + i - 1] = LOOP + '$' + i;
    }
    return all;
  }

  @Override
  protected void planExecutor(String className, ClassPlan plan) {
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
        planBody(plan, SCHEDULED_TASK, ScheduledRunAdvice.class);
        plan.method("run", "()V", ScheduledDoneAdvice.class);
        break;
      case PROMISE_TASK:
        planBody(plan, PROMISE_TASK, PromiseAdvice.class);
        break;
      default:
        plan.optionalCall("run", "()V", LOOP, "run", "()V", LoopThreadAdvice.class);
    }
  }

  private static void planLoop(ClassPlan plan) {
    plan.field(ExecutorInstrumentation.MONITOR);
    Map<String, Object> kept =
        Collections.singletonMap(ExecutorInstrumentation.KEPT, plan.addsFields() ? 1 : 0);
    plan.methodNamed("<init>", LoopCreatedAdvice.class, kept)
        .method("execute", OF_TASK, LoopExecuteAdvice.class)
        .optionalMethod("lazyExecute", OF_TASK, LoopExecuteAdvice.class)
        .method("runAllTasksFrom", "(Ljava/util/Queue;)Z", LoopWorkAdvice.class)
        .method("runAllTasks", "(J)Z", LoopWorkAdvice.class)
        .optionalMethod("runScheduledAndExecutorTasks", "(I)Z", LoopWorkAdvice.class)
        .optionalMethod("drainTasks", "()I", LoopEndAdvice.class)
        .method("shutdown", "()V", LoopShutdownAdvice.class)
        .method(
            "shutdownGracefully",
            "(JJLjava/util/concurrent/TimeUnit;)L" + CONCURRENT + "Future;",
            LoopShutdownAdvice.class)
        .method("takeTask", TAKE, LoopTakeAdvice.class)
        .method("pollTask", TAKE, LoopTakeAdvice.class)
        .method("updateLastExecutionTime", "()V", LoopAsksAdvice.class)
        .method("confirmShutdown", "()Z", LoopAsksAdvice.class);
  }

  private static void planRun(ClassPlan plan, String inMethod, String inDescriptor) {
    plan.optionalCall(inMethod, inDescriptor, "java/lang/Runnable", "run", "()V", RunAdvice.class);
  }

  private static void planScheduled(ClassPlan plan) {
    String task = "(L" + SCHEDULED_TASK + ";)";
    plan.method(
            "schedule",
            task + "L" + CONCURRENT + "ScheduledFuture;",
            ScheduleAdvice.class,
            Collections.singletonMap(MEASURED, LOOP.replace('/', '.')))
        .method("removeScheduled", task + "V", ScheduledCancelAdvice.class)
        .call(
            "cancelScheduledTasks",
            "()V",
            SCHEDULED_TASK,
            "cancelWithoutRemove",
            "(Z)Z",
            ScheduledDropAdvice.class);
  }

  private static void planBody(ClassPlan plan, String owner, Class<?> advice) {
    String object = "()Ljava/lang/Object;";
    plan.optionalCall("run", "()V", owner, "runTask", object, advice)
        .optionalCall("run", "()V", "java/util/concurrent/Callable", "call", object, advice)
        .requireOneOfLast(2);
  }
}
