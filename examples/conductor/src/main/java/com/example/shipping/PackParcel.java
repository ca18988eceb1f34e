package com.example.shipping;

import com.netflix.conductor.client.worker.Worker;
import com.netflix.conductor.common.metadata.tasks.Task;
import com.netflix.conductor.common.metadata.tasks.TaskResult;

/** A plain worker that always succeeds. */
final class PackParcel implements Worker {
  static final String TASK_TYPE = "pack_parcel";

  @Override
  public String getTaskDefName() {
    return TASK_TYPE;
  }

  @Override
  public TaskResult execute(Task task) {
    Work.takeAbout(15);
    TaskResult result = new TaskResult(task);
    result.setStatus(TaskResult.Status.COMPLETED);
    result.addOutputData("parcel", "parcel-" + task.getInputData().get("orderNumber"));
    return result;
  }
}
