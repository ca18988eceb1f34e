package dev.tachograph.it.harness;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition. The time limits are generous; they only end a hopeless wait. */
public final class Await {
  public static final Duration LONG = Duration.ofMinutes(3);

  private Await() {}

  public static void until(Supplier<String> what, BooleanSupplier condition) {
    until(what, LONG, condition);
  }

  public static void until(Supplier<String> what, Duration limit, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      long waited = System.nanoTime() - start;
      if (waited > limit.toNanos()) {
        throw new AssertionError("waited in vain for " + limit.toSeconds() + " s: " + what.get());
      }
      pause(pauseAfter(waited / 1_000_000));
    }
  }

  /** A part of what was waited for: who is asked, often by a scrape, needs the processors too. */
  private static long pauseAfter(long waitedMillis) {
    return Math.min(100, 5 + waitedMillis / 10);
  }

  public static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
