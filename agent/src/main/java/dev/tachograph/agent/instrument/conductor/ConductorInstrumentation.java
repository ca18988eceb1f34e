package dev.tachograph.agent.instrument.conductor;

import com.netflix.conductor.client.http.ConductorClientRequest;
import com.netflix.conductor.client.worker.Worker;
import com.netflix.conductor.common.metadata.tasks.Task;
import com.netflix.conductor.common.metadata.tasks.TaskResult;
import com.netflix.conductor.common.metadata.workflow.StartWorkflowRequest;
import com.netflix.conductor.common.utils.ExternalPayloadStorage.Operation;
import com.netflix.conductor.common.utils.ExternalPayloadStorage.PayloadType;
import com.sun.jersey.api.client.ClientRequest;
import com.sun.jersey.api.client.ClientResponse;
import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.conductor.ApiRequestProbe;
import dev.tachograph.bootstrap.conductor.WorkerProbe;
import dev.tachograph.bootstrap.conductor.WorkflowProbe;
import net.bytebuddy.asm.Advice;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

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
            StartWorkflow.class);
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
            UriTemplate.class);
        break;
      case METRICS_CONTAINER:
        plan.method(
            "recordWorkflowInputPayloadSize",
            "(" + STRING + STRING + "J)V",
            WorkflowInputSize.class);
        break;
      case JERSEY_CLIENT:
        String handle =
            "(Lcom/sun/jersey/api/client/ClientRequest;)Lcom/sun/jersey/api/client/ClientResponse;";
        // The status is told within the request, so its advice is the inner one.
        plan.method("handle", handle, JerseySend.class)
            .method("handle", handle, JerseyStatus.class);
        break;
      case JERSEY_OUTPUT:
        plan.method("write", "(I)V", BodyByte.class)
            .method("write", "([B)V", BodyBytes.class)
            .method("write", "([BII)V", BodyRange.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }

  private static void planTaskClient(ClassPlan plan) {
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
            PayloadLocation.class)
        .method("upload", "(" + STRING + "Ljava/io/InputStream;J)V", PayloadUpload.class);
  }

  private static void planConductorClient(ClassPlan plan) {
    plan.method(
            "execute",
            "(Lcom/netflix/conductor/client/http/ConductorClientRequest;"
                + "Lcom/fasterxml/jackson/core/type/TypeReference;)"
                + "Lcom/netflix/conductor/client/http/ConductorClientResponse;",
            Request.class)
        .method(
            "handleResponse",
            "(Lokhttp3/Response;Ljava/lang/reflect/Type;)Ljava/lang/Object;",
            OnResponse.class)
        .call(
            "serialize",
            "(" + STRING + "Ljava/lang/Object;)Lokhttp3/RequestBody;",
            "com/fasterxml/jackson/databind/ObjectMapper",
            "writeValueAsString",
            "(Ljava/lang/Object;)" + STRING,
            Serialize.class);
  }

  private static void planTaskRunner(ClassPlan plan) {
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

  private static void planTaskPollExecutor(ClassPlan plan) {
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

  /** Client 3 resolves the path template of the request that it sends next. */
  static final class UriTemplate {
    private UriTemplate() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) String path, @Woven.Field("root") String root) {
      ApiRequestProbe.templateResolved(path, root);
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

  /** A request of Jersey 1, which is ours if client 3 resolved a template for it. */
  static final class JerseySend {
    private JerseySend() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter() {
      return ApiRequestProbe.sendStarted();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Argument(0) ClientRequest request, @Advice.Enter @Nullable Object started) {
      ApiRequestProbe.sendEnded(started, request.getMethod());
    }
  }

  /** The response to the request that Jersey 1 has just sent. */
  static final class JerseyStatus {
    private JerseyStatus() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return ClientResponse response) {
      ApiRequestProbe.responded(response.getStatus());
    }
  }

  /** One byte of a request body, on its way to the connection. */
  static final class BodyByte {
    private BodyByte() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {
      ApiRequestProbe.bodyWritten(1);
    }
  }

  /** Bytes of a request body, on their way to the connection. */
  static final class BodyBytes {
    private BodyBytes() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) byte[] bytes) {
      ApiRequestProbe.bodyWritten(bytes.length);
    }
  }

  /** Bytes of a request body, on their way to the connection. */
  static final class BodyRange {
    private BodyRange() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(2) int length) {
      ApiRequestProbe.bodyWritten(length);
    }
  }

  /** Inputs that a poll fetches from external storage belong to the task type polled for. */
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

  /** A location in external storage, asked for once before every upload and download. */
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

  /** A request to the server, by the method through which all others go. */
  static final class Request {
    private Request() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter() {
      return ApiRequestProbe.requestStarted();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Argument(0) ConductorClientRequest request,
        @Advice.Enter @Nullable Object started) {
      ApiRequestProbe.requestEnded(started, request.getMethod().name(), request.getPath());
    }
  }

  /** The response to the request under way. */
  static final class OnResponse {
    private OnResponse() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) Response response) {
      ApiRequestProbe.responded(response.code());
    }
  }

  /** A request body, as the SDK has just written it. */
  static final class Serialize {
    private Serialize() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return @Nullable String json) {
      ApiRequestProbe.bodySerialized(json);
    }
  }

  /** {@code TaskRunner}'s call of the worker. */
  static final class Execute {
    private Execute() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Woven.Field("taskType") String taskType) {
      return WorkerProbe.executionStarted(taskType);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.Field("taskType") String taskType,
        @Advice.Enter long start,
        @Advice.Thrown @Nullable Throwable thrown) {
      WorkerProbe.executionEnded(taskType, start, thrown);
    }
  }

  /** {@code TaskRunner} works for one task type, which its callees are not told. */
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

  /** A runner is told to stop; its last poll may still be under way. */
  static final class PollingEnd {
    private PollingEnd() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object runner) {
      WorkerProbe.pollingEnded(runner);
    }
  }

  /** One round of {@code TaskRunner}: it collects free slots, then polls for as many tasks. */
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

  /** {@code TaskRunner} takes one execution slot after another until there is none. */
  static final class Slot {
    private Slot() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return boolean free) {
      WorkerProbe.slotTried(free);
    }
  }

  /** A worker thread died; only client 6 and later have a method for it. */
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
    static long enter(@Advice.Argument(0) Task task) {
      return WorkerProbe.executionStarted(task.getTaskDefName());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Argument(0) Task task,
        @Advice.Enter long start,
        @Advice.Thrown @Nullable Throwable thrown) {
      WorkerProbe.executionEnded(task.getTaskDefName(), start, thrown);
    }
  }

  /** {@code TaskPollExecutor} reports the result of a task, whose type the result does not hold. */
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
