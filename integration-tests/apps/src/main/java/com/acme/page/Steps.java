package com.acme.page;

import java.util.concurrent.ThreadLocalRandom;

/** What the agent measures. */
final class Steps {
  void resize() {
    pauseAbout(4);
  }

  void sendMail() {
    pauseAbout(12);
  }

  void charge(boolean fails) {
    pauseAbout(20);
    if (fails) {
      throw new IllegalStateException("declined");
    }
  }

  void writeReport() {
    pauseAbout(60);
  }

  void plan(String taskType) {
    pause(taskType.length());
  }

  void named(String taskType) {
    if (taskType.equals("never")) {
      throw new IllegalArgumentException(taskType);
    }
  }

  /** As a rule about as long, now and then much longer. */
  private static void pauseAbout(long millis) {
    double factor = ThreadLocalRandom.current().nextDouble();
    pause(Math.round(millis * (0.7 + factor / 2 + 4 * Math.pow(factor, 30))));
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
