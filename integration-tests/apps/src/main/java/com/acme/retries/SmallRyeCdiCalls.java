package com.acme.retries;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.eclipse.microprofile.faulttolerance.Asynchronous;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.jboss.weld.environment.se.Weld;

/** MicroProfile's annotations at a bean, whose calls SmallRye Fault Tolerance intercepts. */
public final class SmallRyeCdiCalls implements RetryCalls {
  private final Orders orders =
      new Weld().addBeanClasses(Orders.class).initialize().select(Orders.class).get();

  /** The bean. */
  public static class Orders {
    @Retry(maxRetries = 3, delay = 1, jitter = 0, retryOn = Failure.class)
    public String take(Task task) {
      return task.call();
    }

    @Asynchronous
    @Retry(maxRetries = 3, delay = 1, jitter = 0, retryOn = Failure.class)
    public CompletionStage<String> take(Task task, Executor executor) {
      return CompletableFuture.supplyAsync(task::call, executor);
    }
  }

  @Override
  public String call(Task task) {
    return orders.take(task);
  }

  @Override
  public String callAsync(Task task) throws Exception {
    return orders.take(task, ForkJoinPool.commonPool()).toCompletableFuture().get();
  }
}
