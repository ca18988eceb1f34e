package com.acme.retries;

import java.time.Duration;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.core.retry.Retryable;

/** The retry in the core of Spring 7. */
public final class SpringCoreCalls implements RetryCalls {
  private final RetryTemplate template =
      new RetryTemplate(
          RetryPolicy.builder()
              .maxRetries(3)
              .delay(Duration.ofMillis(1))
              .includes(Failure.class)
              .build());

  @Override
  public String call(Task task) throws Exception {
    return template.execute(
        new Retryable<>() {
          @Override
          public String execute() {
            return task.call();
          }

          @Override
          public String getName() {
            return "orders";
          }
        });
  }

  /** What is repeated has no name of its own. */
  @Override
  public String callAgain(Task task) throws Exception {
    return template.execute(task::call);
  }
}
