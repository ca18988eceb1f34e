package dev.tachograph.bootstrap.metrics;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Admits a fixed number of series.
 *
 * <p>Two threads may be about to make the same series; one of them will give its permit back. A
 * third thread that finds all permits taken must therefore not conclude that the limit is reached
 * before all of them have been used: it looks again, but only so often, because no application
 * thread may hang on another. Until then, {@link #tryAcquire} is exact; a thread suspended for long
 * between taking and using a permit can at worst fold a series that would just have fitted.
 */
final class SeriesLimit {
  private static final int PATIENCE = 200;

  private final int limit;
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger used = new AtomicInteger();

  SeriesLimit(int limit) {
    this.limit = limit;
  }

  /** Takes a permit, to be followed by {@link #use} or {@link #giveBack}; false at the limit. */
  @SuppressWarnings("ThreadPriorityCheck") // Yields only to let a suspended writer run.
  boolean tryAcquire() {
    for (int attempt = 0; attempt < PATIENCE; attempt++) {
      int before = taken.get();
      if (before < limit) {
        if (taken.compareAndSet(before, before + 1)) {
          return true;
        }
      } else if (isReached()) {
        return false;
      } else {
        Thread.yield();
      }
    }
    return false;
  }

  boolean isReached() {
    return used.get() >= limit;
  }

  void use() {
    used.incrementAndGet();
  }

  void giveBack() {
    taken.decrementAndGet();
  }
}
