package com.acme.retries;

import net.jodah.failsafe.Failsafe;
import net.jodah.failsafe.FailsafeExecutor;
import net.jodah.failsafe.RetryPolicy;

/** Failsafe 2. */
public final class Failsafe2Calls implements RetryCalls {
  private final FailsafeExecutor<String> failsafe =
      Failsafe.with(
          new RetryPolicy<String>().handle(Failure.class).handleResult(Task.BAD).withMaxRetries(3));

  @Override
  public String call(Task task) {
    return failsafe.get(task::call);
  }

  @Override
  public String callAsync(Task task) throws Exception {
    return failsafe.getAsync(task::call).get();
  }
}
