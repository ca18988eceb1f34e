package com.acme.retries;

import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Reactor. */
public final class ReactorCalls implements RetryCalls {
  private static boolean isRepeated(Throwable thrown) {
    return thrown instanceof Failure;
  }

  @Override
  public String call(Task task) {
    return Mono.fromCallable(task).retryWhen(Retry.max(3).filter(ReactorCalls::isRepeated)).block();
  }

  /** Reactor 3.4.0 may lose a retry that is due at once, so it waits long enough. */
  @Override
  public String callAsync(Task task) throws Exception {
    return Flux.defer(() -> Mono.fromCallable(task))
        .retryWhen(Retry.fixedDelay(3, Duration.ofMillis(30)).filter(ReactorCalls::isRepeated))
        .collectList()
        .toFuture()
        .get()
        .get(0);
  }

  /** The plain retry, which has no condition. */
  @Override
  public String callAgain(Task task) {
    return Mono.fromCallable(task).retry(3).block();
  }
}
