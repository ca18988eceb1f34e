package dev.tachograph.agent;

import dev.tachograph.bootstrap.executor.ExecutorMonitors;

/** Looks for tasks that have left unseen, before numbers go out for the last time. */
final class LastLook implements Runnable {
  @Override
  public void run() {
    try {
      ExecutorMonitors.lookForTheLastTime();
    } catch (Throwable e) {
      // The numbers go out as they are.
      return;
    }
  }
}
