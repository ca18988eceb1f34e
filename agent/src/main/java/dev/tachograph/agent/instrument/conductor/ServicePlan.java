package dev.tachograph.agent.instrument.conductor;

import com.netflix.conductor.common.metadata.tasks.TaskResult;
import com.netflix.conductor.common.metadata.workflow.StartWorkflowRequest;
import com.netflix.conductor.common.utils.ExternalPayloadStorage.Operation;
import com.netflix.conductor.common.utils.ExternalPayloadStorage.PayloadType;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.conductor.WorkerProbe;
import dev.tachograph.bootstrap.conductor.WorkflowProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Advice for the clients of tasks, workflows and external payloads. */
final class ServicePlan {
  private static final String TASK = "Lcom/netflix/conductor/common/metadata/tasks/Task;";
  private static final String TASK_RESULT =
      "Lcom/netflix/conductor/common/metadata/tasks/TaskResult;";
  private static final String STRING = "Ljava/lang/String;";
  private static final String LIST = "Ljava/util/List;";

  private ServicePlan() {}

  static void planTaskClient(ClassPlan plan) {
    String batchByDomain = "(" + STRING + STRING + STRING + "II)" + LIST;
    String batchByType = "(" + STRING + STRING + "II)" + LIST;
    String single = "(" + STRING + STRING + STRING + ")" + TASK;
    plan.method("batchPollTasksInDomain", batchByDomain, PollSubject.class)
        .method("batchPollTasksInDomain", batchByDomain, Poll.class)
        .method("batchPollTasksByTaskType", batchByType, PollSubject.class)
        .method("batchPollTasksByTaskType", batchByType, Poll.class)
        .method("pollTask", single, PollSubject.class)
        .method("pollTask", single, Poll.class)
        .method("updateTask", "(" + TASK_RESULT + ")V", Update.class)
        .optionalMethod("updateTask", "(" + TASK_RESULT + STRING + ")V", TypedUpdate.class)
        .optionalMethod("updateTaskV2", "(" + TASK_RESULT + ")" + TASK, Update.class)
        .optionalMethod("updateTaskV2", "(" + TASK_RESULT + STRING + ")" + TASK, TypedUpdate.class);
  }

  static void planPayloadStorage(ClassPlan plan) {
    String storage = "Lcom/netflix/conductor/common/utils/ExternalPayloadStorage$";
    plan.method(
            "getLocation",
            "("
                + storage
                + "Operation;"
                + storage
                + "PayloadType;"
                + STRING
                + ")Lcom/netflix/conductor/common/run/ExternalStorageLocation;",
            PayloadLocation.class)
        .method("upload", "(" + STRING + "Ljava/io/InputStream;J)V", PayloadUpload.class);
  }

  static void planWorkflowClient(ClassPlan plan) {
    plan.method(
        "startWorkflow",
        "(Lcom/netflix/conductor/common/metadata/workflow/StartWorkflowRequest;)" + STRING,
        StartWorkflow.class);
  }

  static void planMetricsContainer(ClassPlan plan) {
    plan.method(
        "recordWorkflowInputPayloadSize", "(" + STRING + STRING + "J)V", WorkflowInputSize.class);
  }

  /** Inputs that a poll fetches from external storage belong to the task type of the poll. */
  static final class PollSubject {
    private PollSubject() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable String enter(@Advice.Argument(0) String taskType) {
      return WorkerProbe.subjectEntered(taskType);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable String outer) {
      WorkerProbe.subjectLeft(outer);
    }
  }

  /** A poll: {@code TaskClient}'s methods whose first argument is the task type. */
  static final class Poll {
    private Poll() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Advice.Argument(0) String taskType) {
      return WorkerProbe.pollStarted(taskType);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Argument(0) String taskType,
        @Advice.Enter long start,
        @Advice.Thrown @Nullable Throwable thrown) {
      WorkerProbe.pollEnded(taskType, start, thrown);
    }
  }

  /** An attempt to report a result whose task type only the runner knows. */
  static final class Update {
    private Update() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Advice.Argument(0) TaskResult result) {
      return WorkerProbe.updateStarted(result.isExtendLease());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter long start, @Advice.Thrown @Nullable Throwable thrown) {
      WorkerProbe.updateEnded(null, start, thrown);
    }
  }

  /** An attempt to report a result together with its task type. */
  static final class TypedUpdate {
    private TypedUpdate() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Advice.Argument(0) TaskResult result) {
      return WorkerProbe.updateStarted(result.isExtendLease());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Argument(1) @Nullable String taskType,
        @Advice.Enter long start,
        @Advice.Thrown @Nullable Throwable thrown) {
      WorkerProbe.updateEnded(taskType, start, thrown);
    }
  }

  /** A request for a location in external storage: one before every upload and download. */
  static final class PayloadLocation {
    private PayloadLocation() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Argument(0) Operation operation, @Advice.Argument(1) PayloadType payloadType) {
      WorkerProbe.externalPayload(operation.name(), payloadType.name());
    }
  }

  /** A payload on its way to external storage, with its size in bytes. */
  static final class PayloadUpload {
    private PayloadUpload() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(2) long bytes) {
      WorkflowProbe.inputMeasured(bytes);
    }
  }

  /** The start of a workflow. */
  static final class StartWorkflow {
    private StartWorkflow() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable String enter(@Advice.Argument(0) StartWorkflowRequest request) {
      return WorkflowProbe.startEntered(request.getName());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Argument(0) StartWorkflowRequest request,
        @Advice.Enter @Nullable String outer,
        @Advice.Thrown @Nullable Throwable thrown) {
      WorkflowProbe.startEnded(outer, request.getName(), request.getVersion(), thrown);
    }
  }

  /** Client 3 measures the input of every workflow that it starts. */
  static final class WorkflowInputSize {
    private WorkflowInputSize() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(2) long bytes) {
      WorkflowProbe.inputMeasured(bytes);
    }
  }
}
