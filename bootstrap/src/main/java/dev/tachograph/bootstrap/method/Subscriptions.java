package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.support.Clock;
import dev.tachograph.bootstrap.support.ProbeErrors;

/** The subscriptions to a publisher that a measured method returned. Each is a call. */
final class Subscriptions {
  private final MeasuredMethod method;
  private final Object series;

  Subscriptions(MeasuredMethod method, Object series) {
    this.method = method;
    this.series = series;
  }

  /** This thread is about to subscribe. {@link #leave} follows. */
  void enter() {
    try {
      method.entered(series);
    } catch (Throwable t) {
      ProbeErrors.report(t, "MethodProbe");
    }
  }

  /** This thread has subscribed. */
  void leave() {
    try {
      method.left(series);
    } catch (Throwable t) {
      ProbeErrors.report(t, "MethodProbe");
    }
  }

  /** A subscription begins. */
  CallEnd begin() {
    return new MethodCallEnd(method, series, method.begun(series) ? Clock.now() : 0);
  }
}
