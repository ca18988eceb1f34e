package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.support.Clock;
import org.jspecify.annotations.Nullable;

/** The subscriptions to a publisher that a measured method returned. Each is a call. */
final class Subscriptions {
  private final MeasuredMethod method;
  private final @Nullable Object self;
  private final Object[] arguments;

  Subscriptions(MeasuredMethod method, @Nullable Object self, Object[] arguments) {
    this.method = method;
    this.self = self;
    this.arguments = arguments;
  }

  /** A subscription begins. */
  CallEnd begin() {
    Object series = method.series(self, arguments);
    method.begun(series);
    return new CallEnd(method, series, self, arguments, Clock.now());
  }
}
