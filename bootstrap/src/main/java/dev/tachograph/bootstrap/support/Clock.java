package dev.tachograph.bootstrap.support;

/** The clock of all probes. */
public final class Clock {
  private Clock() {}

  /** {@link System#nanoTime()}, but never 0, which stands for "not measured". */
  public static long now() {
    long now = System.nanoTime();
    return now == 0 ? 1 : now;
  }
}
