package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.executor.ThreadPerTaskProbe;
import dev.tachograph.bootstrap.executor.ThreadPoolProbe;
import java.util.Collections;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Advice for the executor that starts a thread for each task, mostly a virtual one. */
final class PerTaskPlan {
  static final String EXECUTOR = "java/util/concurrent/ThreadPerTaskExecutor";
  static final String PER_TASK = "L" + EXECUTOR + ";";

  private PerTaskPlan() {}

  static void plan(String className, ClassPlan plan) {
    plan.field(ExecutorInstrumentation.MONITOR);
    switch (className) {
      case EXECUTOR:
        plan.methodNamed(
                "<init>",
                PerTaskCreated.class,
                Collections.singletonMap(ExecutorInstrumentation.KEPT, plan.addsFields() ? 1 : 0))
            .method("start", "(Ljava/lang/Runnable;)Ljava/lang/Thread;", PerTaskStart.class)
            .method("start", "(Ljava/lang/Thread;)V", PerTaskThread.class)
            .method(
                "submit",
                "(Ljava/util/concurrent/Callable;)Ljava/util/concurrent/Future;",
                PerTaskSubmit.class)
            .method("shutdown", "()V", PerTaskShutdown.class)
            .method("shutdownNow", "()Ljava/util/List;", PerTaskShutdown.class);
        break;
      case EXECUTOR + "$TaskRunner":
        if (holdsMonitor(plan)) {
          plan.methodNamed("<init>", PerTaskMonitor.class);
        }
        plan.call("run", "()V", "java/lang/Runnable", "run", "()V", PerTaskRun.class);
        break;
      default:
        if (!plan.declares("run", "()V")) {
          // In the first updates of JDK 21 the class has no run of its own.
          plan.methodNamed("<init>", PerTaskFutureTask.class);
          break;
        }
        plan.methodNamed("<init>", holdsMonitor(plan) ? PerTaskFuture.class : LoadedFuture.class)
            .method("run", "()V", PerTaskFutureRun.class);
    }
  }

  /** Whether the object that a thread runs can hold the monitor of its executor. */
  private static boolean holdsMonitor(ClassPlan plan) {
    return plan.addsFields() && plan.hasFields(EXECUTOR);
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

  /** The executor is about to start a thread for a task. */
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

  /** The executor starts the thread of a task. */
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

  /** A callable is submitted. */
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

  /**
   * The constructor of the object that the thread of a task runs. The object gets the executor's
   * monitor.
   */
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
        @Woven.Field(value = "executor", type = PerTaskPlan.PER_TASK) Object executor,
        @Woven.Receiver Object task) {
      return ThreadPerTaskProbe.started(monitor, executor, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      ThreadPerTaskProbe.ended(started, thrown);
    }
  }

  /** The constructor of a FutureTask that has a thread of its own. */
  static final class PerTaskFutureTask {
    private PerTaskFutureTask() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object future, @Advice.Argument(0) Object executor) {
      ThreadPerTaskProbe.futureTaskMade(executor, future);
    }
  }

  /**
   * The constructor of a future that has a thread of its own. The future gets the executor's
   * monitor.
   */
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
        @Woven.Field(value = "executor", type = PerTaskPlan.PER_TASK) Object executor,
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
