package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.support.Clock;
import dev.tachograph.bootstrap.support.ProbeErrors;
import org.jspecify.annotations.Nullable;

/** The subscriptions to a publisher that a measured method returned. */
final class MethodSubscriptions extends Subscriptions {
  private final MeasuredMethod method;
  private final Object series;

  MethodSubscriptions(MeasuredMethod method, Object series) {
    this.method = method;
    this.series = series;
  }

  @Override
  protected void enter(@Nullable CallEnd begun) {
    try {
      method.entered(series);
    } catch (Throwable t) {
      ProbeErrors.report(t, "MethodProbe");
    }
  }

  @Override
  protected void leave(@Nullable CallEnd begun) {
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
