package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.task.TaskExecutions;
import dev.tachograph.bootstrap.task.TaskProbe;
import org.jspecify.annotations.Nullable;

/** A method whose calls are executions of tasks. */
public final class MeasuredTask extends MeasuredMethod {
  private final Template taskType;
  private final @Nullable TaskExecutions fixed;

  public MeasuredTask(Template taskType) {
    this.taskType = taskType;
    String type = taskType.fixed();
    this.fixed = type == null ? null : TaskProbe.executions(type);
  }

  @Override
  public boolean isFixed() {
    return fixed != null;
  }

  @Override
  Object series(@Nullable Object self, Object[] arguments) {
    TaskExecutions executions = fixed;
    return executions == null
        ? TaskProbe.executions(taskType.of(self, arguments, null))
        : executions;
  }

  @Override
  public boolean needsResult() {
    return taskType.needsResult();
  }

  @Override
  Object series(Object begun, @Nullable Object self, Object[] arguments, @Nullable Object result) {
    TaskExecutions executions = TaskProbe.executions(taskType.of(self, arguments, result));
    if (executions != begun) {
      executions.started();
      ((TaskExecutions) begun).withdrawn();
    }
    return executions;
  }

  @Override
  void begun(Object series) {
    ((TaskExecutions) series).started();
  }

  @Override
  void ended(Object series, long nanos, long end, @Nullable Throwable failure) {
    ((TaskExecutions) series).ended(nanos, end, failure);
  }

  @Override
  void withdrawn(Object series) {
    ((TaskExecutions) series).withdrawn();
  }
}
