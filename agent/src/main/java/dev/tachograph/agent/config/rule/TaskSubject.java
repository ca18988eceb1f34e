package dev.tachograph.agent.config.rule;

/** Each call is the execution of a task. */
public final class TaskSubject extends RuleSubject {
  private final CallTemplate taskType;

  public TaskSubject(CallTemplate taskType) {
    this.taskType = taskType;
  }

  public CallTemplate taskType() {
    return taskType;
  }

  @Override
  void requireParameters(int parameters) {
    requireParameters("the task type", taskType, parameters);
  }

  @Override
  public String toString() {
    return taskType.text();
  }
}
