package com.acme.conductor;

import com.netflix.conductor.client.automator.TaskRunnerConfigurer;
import com.netflix.conductor.client.config.ConductorClientConfiguration;
import com.netflix.conductor.client.events.taskrunner.TaskRunnerEvent;
import com.netflix.conductor.client.http.ConductorClient;
import com.netflix.conductor.client.http.MetadataClient;
import com.netflix.conductor.client.http.TaskClient;
import com.netflix.conductor.client.http.WorkflowClient;
import com.netflix.conductor.client.worker.Worker;
import com.netflix.conductor.common.metadata.workflow.StartWorkflowRequest;
import com.netflix.conductor.common.run.Workflow;
import com.netflix.conductor.sdk.workflow.executor.task.AnnotatedWorkerExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** conductor-client 4.0.8 and later. */
final class ModernConductor implements Conductor {
  private final TaskClient tasks;
  private final WorkflowClient workflows;
  private final MetadataClient metadata;
  private final Tally tally;
  private final List<Runnable> running = new ArrayList<>();

  ModernConductor(ConductorClient client, int externalPayloadThresholdKb, Tally tally) {
    ConductorClientConfiguration configuration = new ExternalPayloads(externalPayloadThresholdKb);
    this.tasks = new TaskClient(client, configuration);
    this.workflows = new WorkflowClient(client, configuration);
    this.metadata = new MetadataClient(client);
    this.tally = tally;
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
    TaskRunnerConfigurer.Builder builder =
        new TaskRunnerConfigurer.Builder(tasks, workers)
            .withTaskThreadCount(threads)
            .withTaskPollTimeout(100)
            .withSleepWhenRetry(10)
            .withShutdownGracePeriodSeconds(20);
    listen(builder, "TaskExecutionQueueFull", "event.full.");
    listen(builder, "TaskPaused", "event.paused.");
    TaskRunnerConfigurer runner = builder.build();
    runner.init();
    running.add(runner::shutdown);
  }

  @Override
  public void workAnnotated(Object bean) {
    AnnotatedWorkerExecutor executor = new AnnotatedWorkerExecutor(tasks, 20);
    executor.addBean(bean);
    executor.startPolling();
    running.add(executor::shutdown);
  }

  @Override
  public void rest() {
    running.forEach(Runnable::run);
    running.clear();
  }

  /** Only the newer clients publish these events: they are looked up by name. */
  @SuppressWarnings("unchecked")
  private void listen(TaskRunnerConfigurer.Builder builder, String event, String key) {
    try {
      Class<? extends TaskRunnerEvent> type =
          (Class<? extends TaskRunnerEvent>)
              Class.forName("com.netflix.conductor.client.events.taskrunner." + event);
      builder.withListener(type, e -> tally.add(key + e.getTaskType()));
    } catch (ClassNotFoundException e) {
      // This client has no such event; there is nothing to compare with then.
    }
  }
}
