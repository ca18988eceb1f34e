package dev.tachograph.bootstrap.method;

import org.jspecify.annotations.Nullable;

/** The end of a call of a woven method. */
final class MethodCallEnd extends CallEnd {
  private final MeasuredMethod method;
  private final Object series;
  private final long start;

  /**
   * @param start 0 if the call is not measured
   */
  MethodCallEnd(MeasuredMethod method, Object series, long start) {
    this.method = method;
    this.series = series;
    this.start = start;
  }

  @Override
  protected void ended(@Nullable Object result, @Nullable Throwable failure) {
    if (start == 0) {
      return;
    }
    long end = System.nanoTime();
    Object known = method.needsResult() ? method.series(series, result) : series;
    method.ended(known, end - start, end, failure);
  }

  @Override
  protected void withdrawn() {
    if (start != 0) {
      method.withdrawn(series);
    }
  }
}
