package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.support.ProbeErrors;
import org.jspecify.annotations.Nullable;

/**
 * Publishers whose work begins with a subscription.
 *
 * <p>The library's own operators make the measured publisher: one that waits for the subscription,
 * where a call begins, and those that see how the publisher ends. Items pass through code of the
 * library's alone.
 */
abstract class ColdType extends AsyncType {
  @Override
  final boolean isCold() {
    return true;
  }

  /** Where the publisher cannot be replaced, the call ends when it is returned. */
  @Override
  final void await(Object returned, CallEnd end) {
    end.accept(returned, null);
  }

  /** The publisher, with operators that end a call. */
  abstract Object ending(Object publisher, CallEnd end) throws Throwable;

  /** A subscription begins; null if it is a part of another call, or cannot be measured. */
  static @Nullable CallEnd begun(Subscriptions subscriptions) {
    try {
      return subscriptions.begin();
    } catch (Throwable t) {
      ProbeErrors.report(t, "MethodProbe");
      return null;
    }
  }

  /** The publisher that ends a call, or the publisher itself. */
  final Object measured(Object publisher, @Nullable CallEnd end) {
    if (end == null) {
      return publisher;
    }
    try {
      return ending(publisher, end);
    } catch (Throwable t) {
      ProbeErrors.report(t, "MethodProbe");
      end.withdraw();
      return publisher;
    }
  }
}
