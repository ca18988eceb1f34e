package com.acme.retries;

import io.smallrye.faulttolerance.api.FaultTolerance;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** SmallRye Fault Tolerance. */
public final class SmallRyeCalls implements RetryCalls {
  private final FaultTolerance<String> guard = with(FaultTolerance.<String>create());

  private final FaultTolerance<CompletionStage<String>> asyncGuard =
      with(FaultTolerance.<String>createAsync());

  private static <T> FaultTolerance<T> with(FaultTolerance.Builder<T, FaultTolerance<T>> builder) {
    return builder
        .withDescription("orders")
        .withRetry()
        .maxRetries(3)
        .delay(1, ChronoUnit.MILLIS)
        .jitter(0, ChronoUnit.MILLIS)
        .retryOn(Failure.class)
        .done()
        .build();
  }

  @Override
  public String call(Task task) throws Exception {
    return guard.call(task);
  }

  @Override
  public String callAsync(Task task) throws Exception {
    return asyncGuard
        .call(() -> CompletableFuture.supplyAsync(task::call))
        .toCompletableFuture()
        .get();
  }
}
