package dev.tachograph.agent.export.testing;

import java.util.concurrent.TimeUnit;

/** Waits for what another thread will do. The bound is only there to end a test that fails. */
public final class Eventually {
  private static final long BOUND_NANOS = TimeUnit.SECONDS.toNanos(30);

  private Eventually() {}

  /** A condition that may throw while it does not hold. */
  public interface Condition {
    boolean holds() throws Exception;
  }

  public static void eventually(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + BOUND_NANOS;
    while (!condition.holds()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("never came true: " + what);
      }
      Thread.sleep(5);
    }
  }
}
