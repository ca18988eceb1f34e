package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.support.Failures;
import dev.tachograph.bootstrap.support.ProbeErrors;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Ends a call, once, when the work that it began is done. */
final class CallEnd implements BiConsumer<Object, Throwable> {
  /** Only its class is looked at. */
  private static final CancellationException CANCELLATION = new CancellationException();

  private final MeasuredMethod method;
  private final Object series;
  private final long start;
  private final AtomicBoolean ended = new AtomicBoolean();

  CallEnd(MeasuredMethod method, Object series, long start) {
    this.method = method;
    this.series = series;
    this.start = start;
  }

  /**
   * The work is done.
   *
   * @param result what it came to, if anything
   * @param failure what it failed with, or null
   */
  @Override
  public void accept(@Nullable Object result, @Nullable Throwable failure) {
    if (ended.compareAndSet(false, true)) {
      try {
        long end = System.nanoTime();
        Object series = method.needsResult() ? method.series(this.series, result) : this.series;
        method.ended(series, end - start, end, Failures.unwrapped(failure));
      } catch (Throwable t) {
        ProbeErrors.report(t, "MethodProbe");
      }
    }
  }

  /** Nobody wants the work any more. */
  void cancel() {
    accept(null, CANCELLATION);
  }

  /** The call turns out to be none. */
  void withdraw() {
    if (ended.compareAndSet(false, true)) {
      method.withdrawn(series);
    }
  }
}
