package com.acme.retries;

import java.util.Collections;
import org.springframework.retry.RetryCallback;
import org.springframework.retry.RetryContext;
import org.springframework.retry.policy.SimpleRetryPolicy;
import org.springframework.retry.support.DefaultRetryState;
import org.springframework.retry.support.RetryTemplate;

/** Spring Retry. */
public final class SpringRetryCalls implements RetryCalls {
  private final RetryTemplate template = new RetryTemplate();

  public SpringRetryCalls() {
    template.setRetryPolicy(
        new SimpleRetryPolicy(4, Collections.singletonMap(Failure.class, true)));
  }

  private static RetryCallback<String, Exception> named(Task task) {
    return context -> {
      context.setAttribute(RetryContext.NAME, "orders");
      return task.call();
    };
  }

  @Override
  public String call(Task task) throws Exception {
    return template.execute(named(task));
  }

  /** Each attempt is a call of its own, and its state leads to those before. */
  @Override
  public String callAgain(Task task) throws Exception {
    while (true) {
      try {
        return template.execute(named(task), new DefaultRetryState(task));
      } catch (Failure e) {
        // Once more.
      }
    }
  }
}
