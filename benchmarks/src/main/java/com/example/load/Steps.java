package com.example.load;

import io.micrometer.core.annotation.Timed;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.instrumentation.annotations.SpanAttribute;
import io.opentelemetry.instrumentation.annotations.WithSpan;

/** Steps of a business that do nothing. */
public class Steps {
  /** What a step is about. */
  public record Order(String type, int size) {}

  /** The agent's rule gives it two labels. */
  public void fixed() {}

  /** The agent's rule takes two labels from the order. */
  public void ofOrder(Order order) {}

  @Timed(
      value = "step",
      extraTags = {"type", "mail", "size", "small"},
      percentiles = {0.5, 0.75, 0.9, 0.95, 0.99})
  public void timed() {}

  @WithSpan("step")
  public void spanned(@SpanAttribute("type") String type, @SpanAttribute("size") String size) {}

  /** Whether an agent makes spans. */
  @WithSpan
  public boolean isInSpan() {
    return Span.current().isRecording();
  }

  public void plain() {}
}
