package com.acme.conductor;

import com.netflix.conductor.client.worker.Worker;
import com.netflix.conductor.common.metadata.workflow.StartWorkflowRequest;
import java.util.List;
import java.util.Map;

/** The few calls of a Conductor client that the program needs, the same for every client. */
public interface Conductor {
  /** Registers the task types and a workflow that runs them one after the other. */
  void define(String workflow, List<String> taskTypes);

  /** Returns the id of the started workflow. */
  String start(StartWorkflowRequest request);

  boolean isCompleted(String workflowId);

  /** Starts polling with one runner for all workers; the map gives the threads of each type. */
  void work(List<Worker> workers, Map<String, Integer> threads);

  /** Starts polling for the methods annotated in {@code bean}. */
  void workAnnotated(Object bean);

  /** Ends all polling and waits for the tasks in hand. */
  void rest();
}
