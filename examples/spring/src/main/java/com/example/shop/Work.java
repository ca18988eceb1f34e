package com.example.shop;

import java.util.concurrent.ThreadLocalRandom;

/** Work that takes time, and at times fails. */
final class Work {
  private Work() {}

  /**
   * Waits for about this long; a few of a thousand waits are several times as long.
   *
   * @param failing how many of a hundred fail
   * @throws IllegalStateException if this one does
   */
  static void takeAbout(long millis, int failing) throws InterruptedException {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    Thread.sleep(Math.round(millis * Math.exp(0.5 * random.nextGaussian())));
    if (random.nextInt(100) < failing) {
      throw new IllegalStateException("a bad day");
    }
  }
}
