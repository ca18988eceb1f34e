package com.acme.annotated;

import io.opentelemetry.instrumentation.annotations.SpanAttribute;
import io.opentelemetry.instrumentation.annotations.WithSpan;

/** Steps with OpenTelemetry's annotations. */
public final class SpanSteps {
  @WithSpan("ot named")
  void named(@SpanAttribute("order.type") String type, @SpanAttribute("size") int size) {}

  @WithSpan
  void otUnnamed() {}
}
