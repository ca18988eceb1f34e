package dev.tachograph.bootstrap.http;

import org.jspecify.annotations.Nullable;

/** A call that ends before the method that makes it returns, unless its body ends later. */
final class StackedHttpCall extends HttpCall {
  /** The call that the same thread was making when this one began. */
  final @Nullable StackedHttpCall outer;

  /**
   * The object that makes the call, if several of its methods may begin one. Set as long as one of
   * them is on the stack; else null.
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
