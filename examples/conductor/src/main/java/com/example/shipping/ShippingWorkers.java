package com.example.shipping;

import com.netflix.conductor.client.automator.TaskRunnerConfigurer;
import com.netflix.conductor.client.http.ConductorClient;
import com.netflix.conductor.client.http.MetadataClient;
import com.netflix.conductor.client.http.TaskClient;
import com.netflix.conductor.client.http.WorkflowClient;
import com.netflix.conductor.sdk.workflow.executor.task.AnnotatedWorkerExecutor;
import java.util.List;

/** Starts the workers for the three steps of a workflow, and two such workflows every second. */
public final class ShippingWorkers {
  private static final long MILLIS_BETWEEN_ORDERS = 500;
  private static final int POLL_TIMEOUT_MILLIS = 100;

  private ShippingWorkers() {}

  /**
   * Runs until Ctrl-C.
   *
   * @param args the server's API, such as {@code http://localhost:8080/api}
   */
  public static void main(String[] args) throws InterruptedException {
    if (args.length != 1) {
      System.err.println("usage: ShippingWorkers URL");
      System.exit(2);
    }
    ConductorClient client = ConductorClient.builder().basePath(args[0]).build();
    ShippingWorkflow.register(new MetadataClient(client));
    startWorkers(new TaskClient(client));
    startWorkflows(new WorkflowClient(client));
  }

  private static void startWorkers(TaskClient tasks) {
    new TaskRunnerConfigurer.Builder(tasks, List.of(new PackParcel(), new BookCarrier()))
        .withThreadCount(4)
        .withTaskPollTimeout(POLL_TIMEOUT_MILLIS)
        .build()
        .init();
    AnnotatedWorkerExecutor annotated = new AnnotatedWorkerExecutor(tasks);
    annotated.addBean(new Notifications());
    annotated.startPolling();
    System.out.println("The workers are waiting for tasks.");
  }

  private static void startWorkflows(WorkflowClient workflows) throws InterruptedException {
    for (long orderNumber = 1; ; orderNumber++) {
      try {
        workflows.startWorkflow(ShippingWorkflow.start(orderNumber));
      } catch (RuntimeException e) {
        System.out.println("Order " + orderNumber + " was not started: " + e.getMessage());
      }
      Thread.sleep(MILLIS_BETWEEN_ORDERS);
    }
  }
}
