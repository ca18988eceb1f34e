package com.example.shipping;

import java.util.concurrent.ThreadLocalRandom;

/** Work that takes time and nothing else. */
final class Work {
  private Work() {}

  /** Waits for about this long; a few of a thousand waits are several times as long. */
  static void takeAbout(long millis) {
    double factor = Math.exp(0.5 * ThreadLocalRandom.current().nextGaussian());
    try {
      Thread.sleep(Math.round(millis * factor));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
