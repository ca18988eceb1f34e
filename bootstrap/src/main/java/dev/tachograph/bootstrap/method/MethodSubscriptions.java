package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.support.Clock;
import dev.tachograph.bootstrap.support.ProbeErrors;

/** The subscriptions to a publisher that a measured method returned. */
final class MethodSubscriptions extends Subscriptions {
  private final MeasuredMethod method;
  private final Object series;

  MethodSubscriptions(MeasuredMethod method, Object series) {
    this.method = method;
    this.series = series;
  }

  @Override
  void enter() {
    try {
      method.entered(series);
    } catch (Throwable t) {
      ProbeErrors.report(t, "MethodProbe");
    }
  }

  @Override
  void leave() {
    try {
      method.left(series);
    } catch (Throwable t) {
      ProbeErrors.report(t, "MethodProbe");
    }
  }

  @Override
  protected CallEnd begin() {
    return new MethodCallEnd(method, series, method.begun(series) ? Clock.now() : 0);
  }
}
