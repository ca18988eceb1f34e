package dev.tachograph.bootstrap.http;

import org.jspecify.annotations.Nullable;

/** A call that ends before the method that makes it is left, unless its body does so later. */
final class StackedHttpCall extends HttpCall {
  /** What the same thread was calling when this began. */
  final @Nullable StackedHttpCall outer;

  /**
   * The object that makes the call, where several of its methods may begin one, and as long as one
   * of them is on the stack; else null.
   */
  @Nullable Object caller;

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

  /** Whether an object is making this call, or one that this is part of. */
  static boolean isMadeBy(Object caller, @Nullable StackedHttpCall innermost) {
    for (StackedHttpCall call = innermost; call != null; call = call.outer) {
      if (call.caller == caller) {
        return true;
      }
    }
    return false;
  }
}
