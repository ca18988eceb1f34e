package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.support.Failures;
import dev.tachograph.bootstrap.support.ProbeErrors;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Ends a call, once, when the work that it began is done. */
public abstract class CallEnd implements BiConsumer<Object, Throwable> {
  /** Only its class is looked at. */
  private static final CancellationException CANCELLATION = new CancellationException();

  private final AtomicBoolean ended = new AtomicBoolean();

  /** The work is done. Called once. */
  protected abstract void ended(@Nullable Object result, @Nullable Throwable failure);

  /** Whether the first item of a publisher that may have several is all there is to wait for. */
  protected boolean isFirstEnough() {
    return false;
  }

  /** The call turns out to be none. Called once, and not after {@link #ended}. */
  protected void withdrawn() {}

  /**
   * The work is done.
   *
   * @param result what it came to, if anything
   * @param failure what it failed with, or null
   */
  @Override
  public final void accept(@Nullable Object result, @Nullable Throwable failure) {
    if (ended.compareAndSet(false, true)) {
      try {
        ended(result, Failures.unwrapped(failure));
      } catch (Throwable t) {
        ProbeErrors.report(t, "MethodProbe");
      }
    }
  }

  /** Nobody wants the work any more. */
  final void cancel() {
    accept(null, CANCELLATION);
  }

  /** The call turns out to be none. */
  public final void withdraw() {
    if (ended.compareAndSet(false, true)) {
      withdrawn();
    }
  }
}
