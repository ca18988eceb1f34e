package dev.tachograph.agent.instrument.conductor;

import com.netflix.conductor.client.worker.Worker;
import com.netflix.conductor.common.metadata.tasks.Task;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.conductor.WorkerProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Advice for the runners of all versions: they poll for tasks, execute them and report the results.
 */
final class RunnerPlan {
  private static final String CLIENT = "com/netflix/conductor/client/";
  private static final String TASK = "Lcom/netflix/conductor/common/metadata/tasks/Task;";
  private static final String TASK_RESULT =
      "Lcom/netflix/conductor/common/metadata/tasks/TaskResult;";
  private static final String LIST = "Ljava/util/List;";
  private static final String WORKER = CLIENT + "worker/Worker";

  private RunnerPlan() {}

  static void planTaskRunner(ClassPlan plan) {
    planTask(plan, Execute.class, RunnerSubject.class);
    plan.method("pollAndExecute", "()V", Polling.class)
        .method("shutdown", "(I)V", PollingEnd.class)
        .method("pollTasksForWorker", "()" + LIST, RunnerSubject.class)
        .method("pollTasksForWorker", "()" + LIST, PollRound.class)
        .call("pollTasksForWorker", "()" + LIST, WORKER, "paused", "()Z", Paused.class)
        .call(
            "pollTasksForWorker",
            "()" + LIST,
            "java/util/concurrent/Semaphore",
            "tryAcquire",
            "()Z",
            Slot.class)
        .optionalMethod(
            "onUncaughtException", "(Ljava/lang/Thread;Ljava/lang/Throwable;)V", Uncaught.class);
  }

  static void planTaskPollExecutor(ClassPlan plan) {
    String pollAndExecute = "(L" + WORKER + ";)V";
    planTask(plan, LegacyExecute.class, LegacyUpdateSubject.class);
    plan.method("pollAndExecute", pollAndExecute, LegacyRound.class)
        .method("shutdown", "(I)V", PollingEnd.class)
        .call("pollAndExecute", pollAndExecute, WORKER, "paused", "()Z", Paused.class)
        .call(
            "pollAndExecute",
            pollAndExecute,
            CLIENT + "automator/PollingSemaphore",
            "availableSlots",
            "()I",
            Slots.class);
  }

  /** Plans what runners of all versions do with a task: they execute it, then report the result. */
  private static void planTask(ClassPlan plan, Class<?> execute, Class<?> updateSubject) {
    plan.call(
            "executeTask",
            "(L" + WORKER + ";" + TASK + ")V",
            WORKER,
            "execute",
            "(" + TASK + ")" + TASK_RESULT,
            execute)
        .method(
            "updateTaskResult", "(I" + TASK + TASK_RESULT + "L" + WORKER + ";)V", updateSubject);
  }

  /** {@code TaskRunner}'s call of the worker. */
  static final class Execute {
    private Execute() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Woven.Field("taskType") String taskType, @Advice.Argument(0) Task task) {
      return WorkerProbe.executionStarted(taskType, task.getScheduledTime(), task.getRetryCount());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object execution, @Advice.Thrown @Nullable Throwable thrown) {
      WorkerProbe.executionEnded(execution, thrown);
    }
  }

  /**
   * {@code TaskRunner} works for one task type, and does not pass it to the methods that it calls.
   */
  static final class RunnerSubject {
    private RunnerSubject() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable String enter(@Woven.Field("taskType") String taskType) {
      return WorkerProbe.subjectEntered(taskType);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable String outer) {
      WorkerProbe.subjectLeft(outer);
    }
  }

  /** The life of a {@code TaskRunner}: it polls until it is shut down. */
  static final class Polling {
    private Polling() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object runner, @Woven.Field("taskType") String taskType) {
      WorkerProbe.polling(runner, taskType);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.This(optional = true) Object runner) {
      WorkerProbe.pollingEnded(runner);
    }
  }

  /** A runner gets the order to stop. Its last poll may still be in flight. */
  static final class PollingEnd {
    private PollingEnd() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object runner) {
      WorkerProbe.pollingEnded(runner);
    }
  }

  /** One round of {@code TaskRunner}: it takes free slots, then polls for as many tasks. */
  static final class PollRound {
    private PollRound() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {
      WorkerProbe.roundStarted();
    }
  }

  /** The runner asks whether a worker is paused. */
  static final class Paused {
    private Paused() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return boolean paused) {
      WorkerProbe.pauseChecked(paused);
    }
  }

  /** {@code TaskRunner} takes one execution slot after another until none is free. */
  static final class Slot {
    private Slot() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return boolean free) {
      WorkerProbe.slotTried(free);
    }
  }

  /** A worker thread died. Only client 6 and later have a method for this. */
  static final class Uncaught {
    private Uncaught() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(1) Throwable failure) {
      WorkerProbe.uncaught(failure);
    }
  }

  /** {@code TaskPollExecutor}'s call of the worker. */
  static final class LegacyExecute {
    private LegacyExecute() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.Argument(0) Task task) {
      return WorkerProbe.executionStarted(
          task.getTaskDefName(), task.getScheduledTime(), task.getRetryCount());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object execution, @Advice.Thrown @Nullable Throwable thrown) {
      WorkerProbe.executionEnded(execution, thrown);
    }
  }

  /**
   * {@code TaskPollExecutor} reports the result of a task. The result does not hold the task type.
   */
  static final class LegacyUpdateSubject {
    private LegacyUpdateSubject() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable String enter(@Advice.Argument(1) Task task) {
      return WorkerProbe.subjectEntered(task.getTaskDefName());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable String outer) {
      WorkerProbe.subjectLeft(outer);
    }
  }

  /** A round of {@code TaskPollExecutor}, which polls for all workers in turn. */
  static final class LegacyRound {
    private LegacyRound() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable String enter(
        @Advice.This(optional = true) Object runner, @Advice.Argument(0) Worker worker) {
      String taskType = worker.getTaskDefName();
      WorkerProbe.polling(runner, taskType);
      return WorkerProbe.subjectEntered(taskType);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable String outer) {
      WorkerProbe.subjectLeft(outer);
    }
  }

  /** {@code TaskPollExecutor} asks how many execution slots are free. */
  static final class Slots {
    private Slots() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return int free) {
      WorkerProbe.slotsCounted(free);
    }
  }
}
