package com.example.shipping;

import com.netflix.conductor.client.worker.Worker;
import com.netflix.conductor.common.metadata.tasks.Task;
import com.netflix.conductor.common.metadata.tasks.TaskResult;
import java.util.concurrent.ThreadLocalRandom;

/** A flaky worker: every fifth call fails, and the server lets it try again. */
final class BookCarrier implements Worker {
  static final String TASK_TYPE = "book_carrier";

  @Override
  public String getTaskDefName() {
    return TASK_TYPE;
  }

  @Override
  public TaskResult execute(Task task) {
    Work.takeAbout(40);
    if (ThreadLocalRandom.current().nextInt(5) == 0) {
      throw new IllegalStateException("the carrier has no free van");
    }
    TaskResult result = new TaskResult(task);
    result.setStatus(TaskResult.Status.COMPLETED);
    return result;
  }
}
