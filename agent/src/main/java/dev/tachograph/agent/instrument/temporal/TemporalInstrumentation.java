package dev.tachograph.agent.instrument.temporal;

import com.google.protobuf.Timestamp;
import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponseOrBuilder;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.internal.worker.ActivityTask;
import io.temporal.internal.worker.ActivityTaskHandler;
import io.temporal.internal.worker.WorkflowTaskHandler;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Plans for Temporal's SDK. One handler runs activities, local ones too, and another the tasks of
 * workflows. Both return a failure as a result.
 */
public final class TemporalInstrumentation extends FrameworkLibrary {
  private static final String INTERNAL = "io/temporal/internal/";
  private static final String RESPONSES = "io/temporal/api/workflowservice/v1/";
  private static final String ACTIVITIES = INTERNAL + "activity/ActivityTaskHandlerImpl";
  private static final String WORKFLOWS = INTERNAL + "replay/ReplayWorkflowTaskHandler";
  private static final String WORKFLOW_RESULT =
      ")L" + INTERNAL + "worker/WorkflowTaskHandler$Result;";

  @Override
  public String name() {
    return "temporal";
  }

  @Override
  public String[] classNames() {
    return new String[] {ACTIVITIES, WORKFLOWS};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    if (className.equals(ACTIVITIES)) {
      plan.method(
          "handle",
          "(L"
              + INTERNAL
              + "worker/ActivityTask;Lcom/uber/m3/tally/Scope;Z)L"
              + INTERNAL
              + "worker/ActivityTaskHandler$Result;",
          Activity.class);
    } else {
      plan.method(
          "handleWorkflowTask",
          "(L" + RESPONSES + "PollWorkflowTaskQueueResponse;" + WORKFLOW_RESULT,
          Workflow.class);
      // Later versions have one more parameter.
      plan.methodsLike(
          "failureToWFTResult",
          "(L" + RESPONSES + "PollWorkflowTaskQueueResponseOrBuilder;Ljava/lang/Throwable;",
          WORKFLOW_RESULT,
          WorkflowFailure.class);
    }
  }

  /** An attempt of an activity. */
  static final class Activity {
    private Activity() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.Argument(0) ActivityTask task) {
      PollActivityTaskQueueResponseOrBuilder response = task.getResponse();
      Timestamp scheduled = response.getCurrentAttemptScheduledTime();
      return FrameworkProbe.job(
          "temporal",
          response.getActivityType().getName(),
          scheduled.getSeconds() * 1000 + scheduled.getNanos() / 1_000_000,
          response.getAttempt() > 1);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.Return ActivityTaskHandler.@Nullable Result result,
        @Advice.Thrown @Nullable Throwable thrown) {
      ActivityTaskHandler.Result.TaskFailedResult failed =
          result == null ? null : result.getTaskFailed();
      FrameworkProbe.ended(started, failed == null ? thrown : failed.getFailure());
    }
  }

  /** A task of a workflow. */
  static final class Workflow {
    private Workflow() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.Argument(0) PollWorkflowTaskQueueResponse task) {
      Timestamp scheduled = task.getScheduledTime();
      return FrameworkProbe.jobOfKind(
          "temporal",
          "workflow",
          task.getWorkflowType().getName(),
          scheduled.getSeconds() * 1000 + scheduled.getNanos() / 1_000_000,
          task.getAttempt() > 1);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.ended(started, thrown);
    }
  }

  /** A Throwable of a task becomes a result: that of the task, or that of the whole workflow. */
  static final class WorkflowFailure {
    private WorkflowFailure() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Argument(1) Throwable failure,
        @Advice.Return WorkflowTaskHandler.@Nullable Result result) {
      FrameworkProbe.failureKept(result == null || result.getTaskFailed() == null ? null : failure);
    }
  }
}
