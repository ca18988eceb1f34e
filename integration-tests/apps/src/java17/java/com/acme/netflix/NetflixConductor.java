package com.acme.netflix;

import com.acme.conductor.Conductor;
import com.acme.conductor.Definitions;
import com.acme.conductor.ExternalPayloads;
import com.netflix.conductor.client.automator.TaskRunnerConfigurer;
import com.netflix.conductor.client.config.ConductorClientConfiguration;
import com.netflix.conductor.client.http.ClientBase;
import com.netflix.conductor.client.http.MetadataClient;
import com.netflix.conductor.client.http.TaskClient;
import com.netflix.conductor.client.http.WorkflowClient;
import com.netflix.conductor.client.worker.Worker;
import com.netflix.conductor.common.metadata.workflow.StartWorkflowRequest;
import com.netflix.conductor.common.run.Workflow;
import com.sun.jersey.api.client.ClientHandler;
import com.sun.jersey.api.client.config.DefaultClientConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** conductor-client 3.15.0 of com.netflix.conductor, which speaks through Jersey 1. */
final class NetflixConductor implements Conductor {
  private final TaskClient tasks;
  private final WorkflowClient workflows;
  private final MetadataClient metadata;
  private final List<Runnable> running = new ArrayList<>();

  NetflixConductor(String url, int externalPayloadThresholdKb) {
    ConductorClientConfiguration configuration = new ExternalPayloads(externalPayloadThresholdKb);
    this.tasks = new TaskClient(new DefaultClientConfig(), configuration, (ClientHandler) null);
    this.workflows =
        new WorkflowClient(new DefaultClientConfig(), configuration, (ClientHandler) null);
    this.metadata =
        new MetadataClient(new DefaultClientConfig(), configuration, (ClientHandler) null);
    for (ClientBase client : List.of(tasks, workflows, metadata)) {
      client.setRootURI(url + "/");
    }
  }

  @Override
  public void define(String workflow, List<String> taskTypes) {
    metadata.registerTaskDefs(Definitions.tasks(taskTypes));
    metadata.updateWorkflowDefs(List.of(Definitions.workflow(workflow, taskTypes)));
  }

  @Override
  public String start(StartWorkflowRequest request) {
    return workflows.startWorkflow(request);
  }

  @Override
  public boolean isCompleted(String workflowId) {
    return workflows.getWorkflow(workflowId, false).getStatus()
        == Workflow.WorkflowStatus.COMPLETED;
  }

  @Override
  public void work(List<Worker> workers, Map<String, Integer> threads) {
    TaskRunnerConfigurer runner =
        new TaskRunnerConfigurer.Builder(tasks, workers)
            .withTaskThreadCount(threads)
            .withSleepWhenRetry(10)
            .withShutdownGracePeriodSeconds(20)
            .build();
    runner.init();
    running.add(runner::shutdown);
  }

  @Override
  public void workAnnotated(Object bean) {
    throw new UnsupportedOperationException("this client has no annotated workers");
  }

  @Override
  public void rest() {
    running.forEach(Runnable::run);
    running.clear();
  }
}
