package com.acme.conductor;

import com.netflix.conductor.sdk.workflow.task.InputParam;
import com.netflix.conductor.sdk.workflow.task.OutputParam;
import com.netflix.conductor.sdk.workflow.task.WorkerTask;

/** Workers that are plain methods with an annotation. */
public final class AnnotatedWorkers {
  private final Tally tally;

  AnnotatedWorkers(Tally tally) {
    this.tally = tally;
  }

  @WorkerTask(value = "t_annotated", pollingInterval = 20)
  public @OutputParam("doubled") int doubled(@InputParam("x") Integer x) {
    tally.add("executed.t_annotated");
    return 2 * x;
  }
}
