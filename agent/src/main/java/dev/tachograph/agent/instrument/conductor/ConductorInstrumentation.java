package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;

/** Where Conductor's clients are woven. */
public final class ConductorInstrumentation implements LibraryInstrumentation {
  private static final String CLIENT = "com/netflix/conductor/client/";
  private static final String TASK = "Lcom/netflix/conductor/common/metadata/tasks/Task;";
  private static final String TASK_RESULT =
      "Lcom/netflix/conductor/common/metadata/tasks/TaskResult;";
  private static final String STRING = "Ljava/lang/String;";
  private static final String LIST = "Ljava/util/List;";

  private static final String TASK_CLIENT = CLIENT + "http/TaskClient";
  private static final String WORKFLOW_CLIENT = CLIENT + "http/WorkflowClient";
  private static final String PAYLOAD_STORAGE = CLIENT + "http/PayloadStorage";
  private static final String CONDUCTOR_CLIENT = CLIENT + "http/ConductorClient";
  private static final String TASK_RUNNER = CLIENT + "automator/TaskRunner";
  private static final String TASK_POLL_EXECUTOR = CLIENT + "automator/TaskPollExecutor";
  private static final String CLIENT_BASE = CLIENT + "http/ClientBase";
  private static final String METRICS_CONTAINER = CLIENT + "telemetry/MetricsContainer";
  private static final String JERSEY_CLIENT = "com/sun/jersey/api/client/Client";
  private static final String JERSEY_OUTPUT = "com/sun/jersey/api/client/CommittingOutputStream";
  private static final String WORKER = CLIENT + "worker/Worker";

  @Override
  public String name() {
    return "conductor";
  }

  @Override
  public String[] classNames() {
    return new String[] {
      TASK_CLIENT,
      WORKFLOW_CLIENT,
      PAYLOAD_STORAGE,
      CONDUCTOR_CLIENT,
      TASK_RUNNER,
      TASK_POLL_EXECUTOR,
      CLIENT_BASE,
      METRICS_CONTAINER,
      JERSEY_CLIENT,
      JERSEY_OUTPUT
    };
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case TASK_CLIENT:
        planTaskClient(plan);
        break;
      case WORKFLOW_CLIENT:
        plan.method(
            "startWorkflow",
            "(Lcom/netflix/conductor/common/metadata/workflow/StartWorkflowRequest;)" + STRING,
            StartWorkflowAdvice.class);
        break;
      case PAYLOAD_STORAGE:
        planPayloadStorage(plan);
        break;
      case CONDUCTOR_CLIENT:
        planConductorClient(plan);
        break;
      case TASK_RUNNER:
        planTaskRunner(plan);
        break;
      case TASK_POLL_EXECUTOR:
        planTaskPollExecutor(plan);
        break;
      case CLIENT_BASE:
        plan.method(
            "getURIBuilder",
            "(" + STRING + "[Ljava/lang/Object;)Ljavax/ws/rs/core/UriBuilder;",
            UriTemplateAdvice.class);
        break;
      case METRICS_CONTAINER:
        plan.method(
            "recordWorkflowInputPayloadSize",
            "(" + STRING + STRING + "J)V",
            WorkflowInputSizeAdvice.class);
        break;
      case JERSEY_CLIENT:
        String handle =
            "(Lcom/sun/jersey/api/client/ClientRequest;)Lcom/sun/jersey/api/client/ClientResponse;";
        // The status is told within the request, so its advice is the inner one.
        plan.method("handle", handle, JerseySendAdvice.class)
            .method("handle", handle, JerseyStatusAdvice.class);
        break;
      case JERSEY_OUTPUT:
        plan.method("write", "(I)V", BodyByteAdvice.class)
            .method("write", "([B)V", BodyBytesAdvice.class)
            .method("write", "([BII)V", BodyRangeAdvice.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }

  private static void planTaskClient(ClassPlan plan) {
    String batchByDomain = "(" + STRING + STRING + STRING + "II)" + LIST;
    String batchByType = "(" + STRING + STRING + "II)" + LIST;
    String single = "(" + STRING + STRING + STRING + ")" + TASK;
    plan.method("batchPollTasksInDomain", batchByDomain, PollSubjectAdvice.class)
        .method("batchPollTasksInDomain", batchByDomain, PollAdvice.class)
        .method("batchPollTasksByTaskType", batchByType, PollSubjectAdvice.class)
        .method("batchPollTasksByTaskType", batchByType, PollAdvice.class)
        .method("pollTask", single, PollSubjectAdvice.class)
        .method("pollTask", single, PollAdvice.class)
        .method("updateTask", "(" + TASK_RESULT + ")V", UpdateAdvice.class)
        .optionalMethod("updateTask", "(" + TASK_RESULT + STRING + ")V", TypedUpdateAdvice.class)
        .optionalMethod("updateTaskV2", "(" + TASK_RESULT + ")" + TASK, UpdateAdvice.class)
        .optionalMethod(
            "updateTaskV2", "(" + TASK_RESULT + STRING + ")" + TASK, TypedUpdateAdvice.class);
  }

  private static void planPayloadStorage(ClassPlan plan) {
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
            PayloadLocationAdvice.class)
        .method("upload", "(" + STRING + "Ljava/io/InputStream;J)V", PayloadUploadAdvice.class);
  }

  private static void planConductorClient(ClassPlan plan) {
    plan.method(
            "execute",
            "(Lcom/netflix/conductor/client/http/ConductorClientRequest;"
                + "Lcom/fasterxml/jackson/core/type/TypeReference;)"
                + "Lcom/netflix/conductor/client/http/ConductorClientResponse;",
            RequestAdvice.class)
        .method(
            "handleResponse",
            "(Lokhttp3/Response;Ljava/lang/reflect/Type;)Ljava/lang/Object;",
            ResponseAdvice.class)
        .call(
            "serialize",
            "(" + STRING + "Ljava/lang/Object;)Lokhttp3/RequestBody;",
            "com/fasterxml/jackson/databind/ObjectMapper",
            "writeValueAsString",
            "(Ljava/lang/Object;)" + STRING,
            SerializeAdvice.class);
  }

  private static void planTaskRunner(ClassPlan plan) {
    planTask(plan, ExecuteAdvice.class, RunnerSubjectAdvice.class);
    plan.method("pollAndExecute", "()V", PollingAdvice.class)
        .method("shutdown", "(I)V", PollingEndAdvice.class)
        .method("pollTasksForWorker", "()" + LIST, RunnerSubjectAdvice.class)
        .method("pollTasksForWorker", "()" + LIST, PollRoundAdvice.class)
        .call("pollTasksForWorker", "()" + LIST, WORKER, "paused", "()Z", PausedAdvice.class)
        .call(
            "pollTasksForWorker",
            "()" + LIST,
            "java/util/concurrent/Semaphore",
            "tryAcquire",
            "()Z",
            SlotAdvice.class)
        .optionalMethod(
            "onUncaughtException",
            "(Ljava/lang/Thread;Ljava/lang/Throwable;)V",
            UncaughtAdvice.class);
  }

  private static void planTaskPollExecutor(ClassPlan plan) {
    String pollAndExecute = "(L" + WORKER + ";)V";
    planTask(plan, LegacyExecuteAdvice.class, LegacyUpdateSubjectAdvice.class);
    plan.method("pollAndExecute", pollAndExecute, LegacyRoundAdvice.class)
        .method("shutdown", "(I)V", PollingEndAdvice.class)
        .call("pollAndExecute", pollAndExecute, WORKER, "paused", "()Z", PausedAdvice.class)
        .call(
            "pollAndExecute",
            pollAndExecute,
            CLIENT + "automator/PollingSemaphore",
            "availableSlots",
            "()I",
            SlotsAdvice.class);
  }

  /** What a runner of any version does with a task: it has it executed, then reports the result. */
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
}
