package com.acme.conductor;

import com.netflix.conductor.common.metadata.tasks.TaskDef;
import com.netflix.conductor.common.metadata.workflow.WorkflowDef;
import com.netflix.conductor.common.metadata.workflow.WorkflowTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Task and workflow definitions. */
public final class Definitions {
  private Definitions() {}

  public static List<TaskDef> tasks(List<String> taskTypes) {
    List<TaskDef> definitions = new ArrayList<>();
    for (String taskType : taskTypes) {
      TaskDef definition = new TaskDef(taskType);
      definition.setOwnerEmail("worker@acme.com");
      definition.setRetryCount(3);
      definition.setRetryDelaySeconds(0);
      definition.setTimeoutSeconds(120);
      definition.setResponseTimeoutSeconds(60);
      definitions.add(definition);
    }
    return definitions;
  }

  /** The tasks run one after the other, each with the workflow's x. */
  public static WorkflowDef workflow(String name, List<String> taskTypes) {
    WorkflowDef workflow = new WorkflowDef();
    workflow.setName(name);
    workflow.setVersion(1);
    workflow.setOwnerEmail("worker@acme.com");
    for (String taskType : taskTypes) {
      WorkflowTask task = new WorkflowTask();
      task.setName(taskType);
      task.setTaskReferenceName(taskType + "_ref");
      task.setType("SIMPLE");
      task.setInputParameters(Map.of("x", "${workflow.input.x}"));
      workflow.getTasks().add(task);
    }
    return workflow;
  }
}
