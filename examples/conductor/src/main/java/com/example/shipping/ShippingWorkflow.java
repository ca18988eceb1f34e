package com.example.shipping;

import com.netflix.conductor.client.http.MetadataClient;
import com.netflix.conductor.common.metadata.tasks.TaskDef;
import com.netflix.conductor.common.metadata.workflow.StartWorkflowRequest;
import com.netflix.conductor.common.metadata.workflow.WorkflowDef;
import com.netflix.conductor.common.metadata.workflow.WorkflowTask;
import java.util.List;
import java.util.Map;

/** What the server has to know: pack the parcel, book a carrier, notify the customer. */
final class ShippingWorkflow {
  private static final String NAME = "ship_order";
  private static final List<String> STEPS =
      List.of(PackParcel.TASK_TYPE, BookCarrier.TASK_TYPE, Notifications.TASK_TYPE);

  private ShippingWorkflow() {}

  static void register(MetadataClient metadata) {
    metadata.registerTaskDefs(STEPS.stream().map(ShippingWorkflow::task).toList());
    WorkflowDef workflow = new WorkflowDef();
    workflow.setName(NAME);
    workflow.setVersion(1);
    workflow.setTimeoutSeconds(0);
    workflow.setTasks(STEPS.stream().map(ShippingWorkflow::step).toList());
    metadata.updateWorkflowDefs(List.of(workflow));
  }

  static StartWorkflowRequest start(long orderNumber) {
    StartWorkflowRequest request = new StartWorkflowRequest();
    request.setName(NAME);
    request.setVersion(1);
    request.setInput(Map.of("orderNumber", orderNumber));
    return request;
  }

  private static TaskDef task(String taskType) {
    TaskDef task = new TaskDef(taskType);
    task.setRetryCount(5);
    task.setRetryDelaySeconds(1);
    return task;
  }

  private static WorkflowTask step(String taskType) {
    WorkflowTask step = new WorkflowTask();
    step.setName(taskType);
    step.setTaskReferenceName(taskType);
    step.setInputParameters(Map.of("orderNumber", "${workflow.input.orderNumber}"));
    return step;
  }
}
