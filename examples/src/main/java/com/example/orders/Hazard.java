package com.example.orders;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The outside world, which is slow and fails: it stands in for the bank, the mail server and the
 * disks. Waiting instead of working keeps the example from using up the machine that it runs on.
 */
final class Hazard {
  /**
   * Waits for about this long. As with real services, half of the waits are shorter, and a few of a
   * thousand several times as long.
   */
  void takeAbout(Duration median) {
    double factor = Math.exp(0.5 * ThreadLocalRandom.current().nextGaussian());
    try {
      Thread.sleep(Math.round(median.toMillis() * factor));
    } catch (InterruptedException e) {
      // Whoever interrupts wants the thread to end, which it does after the step at hand.
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it happens this time. */
  boolean strikes(double probability) {
    return ThreadLocalRandom.current().nextDouble() < probability;
  }
}
