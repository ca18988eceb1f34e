package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.method.CallEnd;
import dev.tachograph.bootstrap.method.Subscriptions;
import dev.tachograph.bootstrap.support.ProbeErrors;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions to what a function has made of a message. Each is a task, but within a message
 * it is a layer of that. While a thread subscribes, it runs the task.
 */
final class TaskSubscriptions extends Subscriptions {
  private final FrameworkTasks tasks;

  TaskSubscriptions(FrameworkTasks tasks) {
    this.tasks = tasks;
  }

  @Override
  protected @Nullable CallEnd begin() {
    FrameworkThread thread = FrameworkThread.current();
    return thread.runs(UnitKind.MESSAGE)
        ? null
        : new FrameworkCall(UnitKind.MESSAGE, tasks, thread.call, true);
  }

  @Override
  protected void enter(@Nullable CallEnd begun) {
    try {
      FrameworkThread thread = FrameworkThread.current();
      if (begun instanceof FrameworkCall && thread.call == ((FrameworkCall) begun).outer) {
        thread.call = (FrameworkCall) begun;
      }
    } catch (Throwable t) {
      ProbeErrors.report(t, "ChannelProbe");
    }
  }

  @Override
  protected void leave(@Nullable CallEnd begun) {
    if (begun instanceof FrameworkCall) {
      FrameworkThread.leave((FrameworkCall) begun);
    }
  }
}
