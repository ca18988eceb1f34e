package dev.tachograph.agent.instrument.dbscheduler;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Plans for db-scheduler. It calls a task with its interceptors; before it had interceptors, it
 * called the task.
 */
public final class DbSchedulerInstrumentation extends FrameworkLibrary {
  private static final String PACKAGE = "com/github/kagkarlsson/scheduler/";
  private static final String ARGUMENTS_AND_RESULT =
      "(L"
          + PACKAGE
          + "task/TaskInstance;L"
          + PACKAGE
          + "task/ExecutionContext;)L"
          + PACKAGE
          + "task/CompletionHandler;";

  @Override
  public String name() {
    return "dbscheduler";
  }

  @Override
  public String[] classNames() {
    return new String[] {PACKAGE + "ExecutePicked"};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    plan.callAnywhere(PACKAGE + "event/ExecutionChain", "proceed", ARGUMENTS_AND_RESULT, Run.class)
        .callAnywhere(PACKAGE + "task/Task", "execute", ARGUMENTS_AND_RESULT, Run.class)
        .requireOneOfLast(2);
  }

  /** The scheduler calls a task. */
  static final class Run {
    private Run() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
        @Advice.Argument(0) TaskInstance<?> instance,
        @Advice.Argument(1) ExecutionContext context) {
      Execution execution = context.getExecution();
      return FrameworkProbe.job(
          "dbscheduler",
          instance.getTaskName(),
          execution.executionTime.toEpochMilli(),
          execution.consecutiveFailures > 0);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.ended(started, thrown);
    }
  }
}
