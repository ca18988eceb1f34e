package com.acme.retries;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Resilience4j. */
public final class Resilience4jCalls implements RetryCalls {
  private final Retry retry =
      Retry.of(
          "orders",
          RetryConfig.<String>custom()
              .maxAttempts(4)
              .waitDuration(Duration.ofMillis(10))
              .retryExceptions(Failure.class)
              .retryOnResult(Task.BAD::equals)
              .build());

  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

  @Override
  public String call(Task task) throws Exception {
    return retry.executeSupplier(task::call);
  }

  @Override
  public String callAsync(Task task) throws Exception {
    return retry
        .executeCompletionStage(scheduler, () -> CompletableFuture.supplyAsync(task::call))
        .toCompletableFuture()
        .get();
  }

  /** The decorator for what may throw anything takes another way. */
  @Override
  public String callAgain(Task task) throws Exception {
    return retry.executeCallable(task);
  }
}
