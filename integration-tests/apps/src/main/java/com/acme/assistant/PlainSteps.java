package com.acme.assistant;

import dev.tachograph.api.Operations;
import java.io.FileNotFoundException;
import java.io.IOException;

/** The steps themselves. Nobody but their own loop knows of attempts, so it counts them. */
class PlainSteps implements Steps {
  private static final int ATTEMPTS = 3;

  @Override
  public Intent intent(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("nothing to do");
    }
    return new Intent(text);
  }

  @Override
  public Plan plan(Intent intent) {
    switch (intent.goal) {
      case "train":
        return new Plan("ml_training", 1);
      case "clean":
        return new Plan("data_processing", 0);
      case "mail":
        return new Plan("mail", ATTEMPTS);
      default:
        throw new IllegalStateException("no plan for " + intent.goal);
    }
  }

  @Override
  public String execute(Plan plan) throws IOException {
    for (int attempt = 1; ; attempt++) {
      Operations.retry("execute", attempt, "task_type", plan.getType());
      try {
        return attempt(plan, attempt);
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static String attempt(Plan plan, int attempt) throws IOException {
    if (attempt <= plan.failures) {
      throw new FileNotFoundException("attempt " + attempt);
    }
    return plan.getType() + " after " + attempt;
  }
}
