package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;

/** Plans for Conductor's clients. */
public final class ConductorInstrumentation implements LibraryInstrumentation {
  private static final String CLIENT = "com/netflix/conductor/client/";

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
  public void prepare() {
    FrameworkLibrary.prepareProbes();
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case TASK_CLIENT:
        ServicePlan.planTaskClient(plan);
        break;
      case WORKFLOW_CLIENT:
        ServicePlan.planWorkflowClient(plan);
        break;
      case PAYLOAD_STORAGE:
        ServicePlan.planPayloadStorage(plan);
        break;
      case METRICS_CONTAINER:
        ServicePlan.planMetricsContainer(plan);
        break;
      case TASK_RUNNER:
        RunnerPlan.planTaskRunner(plan);
        break;
      case TASK_POLL_EXECUTOR:
        RunnerPlan.planTaskPollExecutor(plan);
        break;
      case CONDUCTOR_CLIENT:
        RequestPlan.planConductorClient(plan);
        break;
      case CLIENT_BASE:
        RequestPlan.planClientBase(plan);
        break;
      case JERSEY_CLIENT:
        RequestPlan.planJerseyClient(plan);
        break;
      case JERSEY_OUTPUT:
        RequestPlan.planJerseyOutput(plan);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }
}
