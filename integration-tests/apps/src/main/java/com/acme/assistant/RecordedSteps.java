package com.acme.assistant;

import dev.tachograph.api.Operations;
import java.io.IOException;
import java.util.Collections;

/** Records the steps by itself, each in another form. */
final class RecordedSteps implements Steps {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Steps steps;

  RecordedSteps(Steps steps) {
    this.steps = steps;
  }

  @Override
  public Intent intent(String text) {
    long start = System.nanoTime();
    try {
      Intent intent = steps.intent(text);
      Operations.record("intent", true, seconds(start));
      return intent;
    } catch (RuntimeException e) {
      Operations.record("intent", false, seconds(start), e.getClass().getSimpleName());
      throw e;
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / NANOS_PER_SECOND;
  }

  @Override
  public Plan plan(Intent intent) {
    try (Operations.Call call = Operations.start("plan")) {
      try {
        return steps.plan(intent);
      } catch (RuntimeException e) {
        throw call.failed(e);
      }
    }
  }

  @Override
  public String execute(Plan plan) throws IOException {
    try (Operations.Call call =
        Operations.start("execute", Collections.singletonMap("task_type", plan.getType()))) {
      try {
        return steps.execute(plan);
      } catch (IOException e) {
        throw call.failed(e);
      }
    }
  }
}
