package com.acme.assistant;

import io.micrometer.core.annotation.Timed;
import io.opentelemetry.instrumentation.annotations.SpanAttribute;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import java.io.IOException;

/** Has annotations on the steps, of two libraries that need not be there. */
final class AnnotatedSteps implements Steps {
  private final Steps steps;

  AnnotatedSteps(Steps steps) {
    this.steps = steps;
  }

  @Override
  @Timed("intent")
  public Intent intent(String text) {
    return steps.intent(text);
  }

  @Override
  @WithSpan
  public Plan plan(Intent intent) {
    return steps.plan(intent);
  }

  @Override
  public String execute(Plan plan) throws IOException {
    return execute(plan.getType(), plan);
  }

  @WithSpan("execute")
  private String execute(@SpanAttribute("task_type") String type, Plan plan) throws IOException {
    return steps.execute(plan);
  }
}
