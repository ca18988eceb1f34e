package com.acme.scheduling;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.worker.JobHandler;
import java.io.IOException;
import java.net.URI;

/** Camunda 8's client, with a gateway in the same program. */
public final class CamundaCloudScheduler implements Scheduler {
  @Override
  public void run(Tally tally) throws Exception {
    ZeebeGateway gateway = new ZeebeGateway();
    try (CamundaClient client =
        CamundaClient.newClientBuilder()
            .grpcAddress(URI.create("http://127.0.0.1:" + gateway.port()))
            .preferRestOverGrpc(false)
            .build()) {
      open(
          client,
          "pay",
          (jobs, job) -> {
            // The client is closed when all have been counted, which would fail such commands.
            jobs.newCompleteCommand(job.getKey()).send().join();
            tally.add("pay", false);
          });
      open(
          client,
          "ship",
          (jobs, job) -> {
            tally.add("ship", true);
            throw new IOException("no ship");
          });
      open(
          client,
          "refund",
          (jobs, job) -> {
            jobs.newFailCommand(job.getKey()).retries(0).errorMessage("no money").send().join();
            tally.add("refund", true);
          });
      open(
          client,
          "check",
          (jobs, job) -> {
            jobs.newThrowErrorCommand(job.getKey()).errorCode("refused").send().join();
            tally.add("check", true);
          });
      tally.rounds(
          () -> {
            for (String type : new String[] {"pay", "ship", "refund", "check"}) {
              gateway.offer(type, 2);
              gateway.offer(type, 2);
            }
            Tally.await(
                () ->
                    tally.total("pay") == 2
                        && tally.total("ship") == 4
                        && tally.total("refund") == 2
                        && tally.total("check") == 2);
          });
    } finally {
      gateway.close();
    }
  }

  private static void open(CamundaClient client, String type, JobHandler handler) {
    client.newWorker().jobType(type).handler(handler).open();
  }
}
