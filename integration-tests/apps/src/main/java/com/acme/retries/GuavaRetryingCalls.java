package com.acme.retries;

import com.github.rholder.retry.Retryer;
import com.github.rholder.retry.RetryerBuilder;
import com.github.rholder.retry.StopStrategies;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Guava-retrying. */
public final class GuavaRetryingCalls implements RetryCalls {
  private final Retryer<String> retryer =
      RetryerBuilder.<String>newBuilder()
          .retryIfExceptionOfType(Failure.class)
          .retryIfResult(Task.BAD::equals)
          .withStopStrategy(StopStrategies.stopAfterAttempt(4))
          .build();

  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  @Override
  public String call(Task task) throws Exception {
    return retryer.call(task);
  }

  @Override
  public String callAsync(Task task) throws Exception {
    return executor.submit(retryer.wrap(task)).get();
  }
}
