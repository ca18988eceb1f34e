package com.example.shipping;

import com.netflix.conductor.sdk.workflow.task.InputParam;
import com.netflix.conductor.sdk.workflow.task.OutputParam;
import com.netflix.conductor.sdk.workflow.task.WorkerTask;

/** A worker by annotation. */
public final class Notifications {
  static final String TASK_TYPE = "notify_customer";

  /** Returns what the customer was told. */
  @WorkerTask(TASK_TYPE)
  @OutputParam("message")
  public String notifyCustomer(@InputParam("orderNumber") long orderNumber) {
    Work.takeAbout(8);
    return "Order " + orderNumber + " is on its way.";
  }
}
