package dev.tachograph.bootstrap.method;

import org.jspecify.annotations.Nullable;

/**
 * What the calls of a woven method are measured as. It is a class, because the JVM calls a method
 * of a class faster than one of an interface.
 */
public abstract class MeasuredMethod {
  private static final Object[] NO_ARGUMENTS = {};

  private final @Nullable Object fixed;

  /**
   * @param fixed the series of all calls; null if calls differ
   */
  MeasuredMethod(@Nullable Object fixed) {
    this.fixed = fixed;
  }

  /** Whether the series of a call follows from the method alone. */
  public final boolean isFixed() {
    return fixed != null;
  }

  /**
   * The series of a call of which nothing is known but the method: of all calls if it {@linkplain
   * #isFixed is fixed}. A class that was woven when it was may be used when it is not.
   */
  final Object fixedSeries() {
    return series(null, NO_ARGUMENTS);
  }

  /**
   * The series of a call that begins; the arguments are not read if it is fixed. If the result has
   * a part in it, this also keeps what is to be known at the end.
   */
  final Object series(@Nullable Object self, Object[] arguments) {
    Object series = fixed;
    return series == null ? seriesOf(self, arguments) : series;
  }

  /** As {@link #series}, of a method whose calls differ. */
  abstract Object seriesOf(@Nullable Object self, Object[] arguments);

  /** Whether the result of a call has a part in its series. */
  public boolean needsResult() {
    return false;
  }

  /**
   * The series of a call that has ended, if its result has a part in it.
   *
   * @param begun the series that it began with
   */
  Object series(Object begun, @Nullable Object result) {
    return begun;
  }

  /** A call begins on this thread. As {@link #begun}. */
  final boolean started(Object series) {
    if (!begun(series)) {
      return false;
    }
    entered(series);
    return true;
  }

  /**
   * A call begins.
   *
   * @return false if it is a part of something that is measured as the same already: then it counts
   *     nothing, and does not end
   */
  abstract boolean begun(Object series);

  /** The thread enters the method. {@link #left} follows. */
  void entered(Object series) {}

  /** The thread leaves the method. The work may go on. */
  void left(Object series) {}

  /**
   * The work of a call that began has ended.
   *
   * @param nanos its duration
   * @param end {@link System#nanoTime()} at its end
   * @param failure what it failed with, or null
   */
  abstract void ended(Object series, long nanos, long end, @Nullable Throwable failure);

  /** A call that began turns out to be none: what it returned is measured when it is used. */
  abstract void withdrawn(Object series);
}
