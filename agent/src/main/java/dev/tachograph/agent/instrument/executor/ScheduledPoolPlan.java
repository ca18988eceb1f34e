package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.executor.ThreadPoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Advice for the JDK's pool of scheduled tasks, in addition to that of {@link ThreadPoolPlan}. */
final class ScheduledPoolPlan {
  private static final String JUC = "java/util/concurrent/";

  private ScheduledPoolPlan() {}

  static void plan(ClassPlan plan) {
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

  /** A task with a due time is submitted to a thread pool. */
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

  /** A pool that is shut down removes a task from its queue. */
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
}
