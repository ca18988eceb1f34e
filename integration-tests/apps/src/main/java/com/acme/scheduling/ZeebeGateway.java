package com.acme.scheduling;

import io.camunda.zeebe.gateway.protocol.GatewayGrpc;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivatedJob;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ThrowErrorRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ThrowErrorResponse;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The part of Zeebe's gateway that workers ask. It gives a job out again while it has retries. */
final class ZeebeGateway extends GatewayGrpc.GatewayImplBase {
  private final List<ActivatedJob> waiting = new ArrayList<>();
  private final List<ActivatedJob> given = new ArrayList<>();
  private final Server server;

  ZeebeGateway() throws IOException {
    server = ServerBuilder.forPort(0).addService(this).build().start();
  }

  int port() {
    return server.getPort();
  }

  void close() {
    server.shutdownNow();
  }

  /** Has a job run, and again as often as there are retries. */
  synchronized void offer(String type, int retries) {
    waiting.add(
        ActivatedJob.newBuilder()
            .setKey(waiting.size() + given.size() + 1)
            .setType(type)
            .setRetries(retries)
            .setCustomHeaders("{}")
            .setVariables("{}")
            .build());
  }

  @Override
  public void activateJobs(
      ActivateJobsRequest request, StreamObserver<ActivateJobsResponse> observer) {
    ActivateJobsResponse.Builder jobs = ActivateJobsResponse.newBuilder();
    synchronized (this) {
      for (ActivatedJob job : new ArrayList<>(waiting)) {
        if (job.getType().equals(request.getType())) {
          waiting.remove(job);
          given.add(job);
          jobs.addJobs(job);
        }
      }
    }
    observer.onNext(jobs.build());
    observer.onCompleted();
  }

  @Override
  public void completeJob(
      CompleteJobRequest request, StreamObserver<CompleteJobResponse> observer) {
    observer.onNext(CompleteJobResponse.getDefaultInstance());
    observer.onCompleted();
  }

  @Override
  public void failJob(FailJobRequest request, StreamObserver<FailJobResponse> observer) {
    synchronized (this) {
      for (ActivatedJob job : new ArrayList<>(given)) {
        if (job.getKey() == request.getJobKey() && request.getRetries() > 0) {
          given.remove(job);
          waiting.add(job.toBuilder().setRetries(request.getRetries()).build());
        }
      }
    }
    observer.onNext(FailJobResponse.getDefaultInstance());
    observer.onCompleted();
  }

  @Override
  public void throwError(ThrowErrorRequest request, StreamObserver<ThrowErrorResponse> observer) {
    observer.onNext(ThrowErrorResponse.getDefaultInstance());
    observer.onCompleted();
  }
}
