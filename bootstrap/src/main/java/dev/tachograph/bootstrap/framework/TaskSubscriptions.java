package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.method.CallEnd;
import dev.tachograph.bootstrap.method.Subscriptions;

/** The subscriptions to what a function has made of a message. Each is a task. */
final class TaskSubscriptions extends Subscriptions {
  private final FrameworkTasks tasks;

  TaskSubscriptions(FrameworkTasks tasks) {
    this.tasks = tasks;
  }

  @Override
  protected CallEnd begin() {
    return new FrameworkCall(UnitKind.MESSAGE, tasks, null);
  }
}
