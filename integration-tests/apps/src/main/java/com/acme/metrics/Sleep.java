package com.acme.metrics;

/** What a collector that hangs does. */
final class Sleep {
  private Sleep() {}

  static void forever() {
    while (true) {
      try {
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
