package com.acme.retries;

import io.github.resilience4j.reactor.retry.RetryOperator;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Resilience4j's operator for Reactor. */
public final class Resilience4jReactorCalls implements RetryCalls {
  private final Retry retry =
      Retry.of(
          "orders",
          RetryConfig.<String>custom()
              .maxAttempts(4)
              .waitDuration(Duration.ofMillis(10))
              .retryExceptions(Failure.class)
              .retryOnResult(Task.BAD::equals)
              .build());

  @Override
  public String call(Task task) {
    return Mono.fromCallable(task).transform(RetryOperator.of(retry)).block();
  }
}
