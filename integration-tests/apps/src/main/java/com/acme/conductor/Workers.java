package com.acme.conductor;

import com.netflix.conductor.client.worker.Worker;
import com.netflix.conductor.common.metadata.tasks.Task;
import com.netflix.conductor.common.metadata.tasks.TaskResult;

/** The workers. What a worker does follows from its task type: {@code <anything>_<kind>}. */
final class Workers {
  private Workers() {}

  static Worker of(String taskType, Tally tally) {
    String kind = taskType.substring(taskType.lastIndexOf('_') + 1);
    switch (kind) {
      case "plain":
        return new PlainWorker(taskType, tally);
      case "flaky":
        return new FlakyWorker(taskType, tally);
      case "wrapped":
        return new WrappingWorker(new WrappingWorker(new PlainWorker(taskType, tally)));
      case "created":
        return Worker.create(
            taskType,
            task -> {
              tally.add("executed." + taskType);
              return completed(task);
            });
      case "slow":
        return new SlowWorker(taskType, tally);
      case "paused":
        return new PausedWorker(taskType, tally);
      case "fatal":
        return new FatalWorker(taskType, tally);
      case "bulky":
        return new BulkyWorker(taskType, tally);
      case "refusing":
        return new RefusingWorker(taskType, tally);
      default:
        throw new IllegalArgumentException("no worker of kind " + kind);
    }
  }

  static TaskResult completed(Task task) {
    TaskResult result = new TaskResult(task);
    result.setStatus(TaskResult.Status.COMPLETED);
    result.getOutputData().put("greeting", "grüß " + task.getInputData().get("x"));
    return result;
  }

  private abstract static class CountingWorker implements Worker {
    final String taskType;
    final Tally tally;

    CountingWorker(String taskType, Tally tally) {
      this.taskType = taskType;
      this.tally = tally;
    }

    @Override
    public String getTaskDefName() {
      return taskType;
    }

    @Override
    public int getPollingInterval() {
      return Integer.getInteger("polling.millis", 20);
    }
  }

  private static final class PlainWorker extends CountingWorker {
    PlainWorker(String taskType, Tally tally) {
      super(taskType, tally);
    }

    @Override
    public TaskResult execute(Task task) {
      tally.add("executed." + taskType);
      return completed(task);
    }
  }

  /** Throws on the first attempt of every third task. */
  private static final class FlakyWorker extends CountingWorker {
    FlakyWorker(String taskType, Tally tally) {
      super(taskType, tally);
    }

    @Override
    public TaskResult execute(Task task) {
      tally.add("executed." + taskType);
      int x = ((Number) task.getInputData().get("x")).intValue();
      if (x % 3 == 0 && task.getRetryCount() == 0) {
        tally.add("thrown." + taskType);
        throw new IllegalStateException("flaky x=" + x);
      }
      return completed(task);
    }
  }

  private static final class WrappingWorker implements Worker {
    private final Worker delegate;

    WrappingWorker(Worker delegate) {
      this.delegate = delegate;
    }

    @Override
    public String getTaskDefName() {
      return delegate.getTaskDefName();
    }

    @Override
    public int getPollingInterval() {
      return delegate.getPollingInterval();
    }

    @Override
    public TaskResult execute(Task task) {
      return delegate.execute(task);
    }
  }

  /** Keeps its slot busy for as long as the task's input says, in milliseconds. */
  private static final class SlowWorker extends CountingWorker {
    SlowWorker(String taskType, Tally tally) {
      super(taskType, tally);
    }

    @Override
    public TaskResult execute(Task task) {
      tally.add("executed." + taskType);
      try {
        Thread.sleep(((Number) task.getInputData().get("millis")).longValue());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return completed(task);
    }
  }

  private static final class PausedWorker extends CountingWorker {
    PausedWorker(String taskType, Tally tally) {
      super(taskType, tally);
    }

    @Override
    public boolean paused() {
      tally.add("paused." + taskType);
      return true;
    }

    @Override
    public TaskResult execute(Task task) {
      tally.add("executed." + taskType);
      return completed(task);
    }
  }

  private static final class FatalWorker extends CountingWorker {
    FatalWorker(String taskType, Tally tally) {
      super(taskType, tally);
    }

    @Override
    public TaskResult execute(Task task) {
      tally.add("executed." + taskType);
      tally.add("thrown." + taskType);
      throw new AssertionError("fatal");
    }
  }

  /** Answers with as many bytes as the task's input says. */
  private static final class BulkyWorker extends CountingWorker {
    BulkyWorker(String taskType, Tally tally) {
      super(taskType, tally);
    }

    @Override
    public TaskResult execute(Task task) {
      tally.add("executed." + taskType);
      TaskResult result = completed(task);
      Object bytes = task.getInputData().get("bytes");
      int length = bytes == null ? 0 : ((Number) bytes).intValue();
      result.getOutputData().put("blob", "b".repeat(length));
      Object blob = task.getInputData().get("blob");
      if (blob != null) {
        tally.add("received." + taskType + "." + blob.toString().length());
      }
      return result;
    }
  }

  /** Does not throw, but reports the task as failed. */
  private static final class RefusingWorker extends CountingWorker {
    RefusingWorker(String taskType, Tally tally) {
      super(taskType, tally);
    }

    @Override
    public TaskResult execute(Task task) {
      tally.add("executed." + taskType);
      TaskResult result = new TaskResult(task);
      result.setStatus(TaskResult.Status.FAILED);
      result.setReasonForIncompletion("refused");
      return result;
    }
  }
}
