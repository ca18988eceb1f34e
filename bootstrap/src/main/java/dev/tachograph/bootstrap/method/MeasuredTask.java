package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.task.TaskExecutions;
import dev.tachograph.bootstrap.task.TaskProbe;
import org.jspecify.annotations.Nullable;

/** A method whose calls are executions of tasks. */
public final class MeasuredTask extends MeasuredMethod {
  private final Template taskType;

  public MeasuredTask(Template taskType) {
    super(fixed(taskType));
    this.taskType = taskType;
  }

  private static @Nullable TaskExecutions fixed(Template taskType) {
    String type = taskType.fixed();
    return type == null ? null : ruled(type);
  }

  private static TaskExecutions ruled(@Nullable String type) {
    TaskExecutions executions = TaskProbe.executions(type);
    executions.ruled();
    return executions;
  }

  /** A call whose task type needs its result. */
  private static final class Begun {
    final TaskExecutions executions;
    final @Nullable String @Nullable [] texts;

    Begun(TaskExecutions executions, @Nullable String @Nullable [] texts) {
      this.executions = executions;
      this.texts = texts;
    }
  }

  @Override
  Object seriesOf(@Nullable Object self, Object[] arguments) {
    if (!needsResult()) {
      return ruled(taskType.of(self, arguments, null));
    }
    @Nullable String[] texts = taskType.begun(self, arguments);
    return new Begun(ruled(taskType.ended(texts, null)), texts);
  }

  @Override
  public boolean needsResult() {
    return taskType.needsResult();
  }

  @Override
  Object series(Object begun, @Nullable Object result) {
    Begun call = (Begun) begun;
    TaskExecutions executions = ruled(taskType.ended(call.texts, result));
    if (executions != call.executions) {
      executions.started();
      call.executions.withdrawn();
    }
    return executions;
  }

  private static TaskExecutions executions(Object series) {
    return series instanceof TaskExecutions ? (TaskExecutions) series : ((Begun) series).executions;
  }

  @Override
  boolean begun(Object series) {
    TaskExecutions executions = executions(series);
    if (executions.isRunningHere()) {
      return false;
    }
    executions.started();
    return true;
  }

  @Override
  void ended(Object series, long nanos, long end, @Nullable Throwable failure) {
    executions(series).ended(nanos, end, failure);
  }

  @Override
  void withdrawn(Object series) {
    executions(series).withdrawn();
  }
}
