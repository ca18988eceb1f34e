package com.acme.retries;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;

/** Failsafe 3. */
public final class Failsafe3Calls implements RetryCalls {
  /** Another policy within, which sees each attempt, and repeats nothing. */
  private final FailsafeExecutor<String> failsafe =
      Failsafe.with(
          RetryPolicy.<String>builder()
              .handle(Failure.class)
              .handleResult(Task.BAD)
              .withMaxRetries(3)
              .build(),
          CircuitBreaker.<String>builder().withFailureThreshold(1000).build());

  @Override
  public String call(Task task) {
    return failsafe.get(task::call);
  }

  @Override
  public String callAsync(Task task) throws Exception {
    return failsafe.getAsync(task::call).get();
  }
}
