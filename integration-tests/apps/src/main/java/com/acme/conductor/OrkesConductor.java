package com.acme.conductor;

import com.netflix.conductor.client.worker.Worker;
import com.netflix.conductor.common.metadata.workflow.StartWorkflowRequest;
import com.netflix.conductor.common.run.Workflow;
import io.orkes.conductor.client.ApiClient;
import io.orkes.conductor.client.OrkesClients;
import io.orkes.conductor.client.http.OrkesMetadataClient;
import io.orkes.conductor.client.http.OrkesWorkflowClient;
import java.util.List;
import java.util.Map;

/** orkes-conductor-client 4.0.8: its own clients, and the runner of conductor-client. */
final class OrkesConductor implements Conductor {
  private final OrkesWorkflowClient workflows;
  private final OrkesMetadataClient metadata;
  private final ModernConductor runner;

  OrkesConductor(ApiClient client, int externalPayloadThresholdKb, Tally tally) {
    OrkesClients clients = new OrkesClients(client);
    this.workflows = clients.getWorkflowClient();
    this.metadata = clients.getMetadataClient();
    this.runner = new ModernConductor(client, externalPayloadThresholdKb, tally);
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
    runner.work(workers, threads);
  }

  @Override
  public void workAnnotated(Object bean) {
    runner.workAnnotated(bean);
  }

  @Override
  public void rest() {
    runner.rest();
  }
}
