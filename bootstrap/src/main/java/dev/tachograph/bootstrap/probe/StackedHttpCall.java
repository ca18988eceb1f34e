package dev.tachograph.bootstrap.probe;

import org.jspecify.annotations.Nullable;

/** A call that ends before the method that makes it is left, unless its body does so later. */
final class StackedHttpCall extends HttpCall {
  /** What the same thread was calling when this began. */
  final @Nullable StackedHttpCall outer;

  StackedHttpCall(
      boolean measured,
      HttpTarget target,
      String method,
      String path,
      @Nullable String template,
      long start,
      @Nullable StackedHttpCall outer) {
    super(measured, target, method, path, template, start);
    this.outer = outer;
    if (measured) {
      isOnStack();
    }
  }
}
