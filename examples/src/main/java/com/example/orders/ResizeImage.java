package com.example.orders;

import java.time.Duration;

/** Makes the thumbnail that goes into the confirmation mail. */
final class ResizeImage implements Runnable {
  private final Hazard hazard;

  ResizeImage(Hazard hazard) {
    this.hazard = hazard;
  }

  @Override
  public void run() {
    hazard.takeAbout(Duration.ofMillis(6));
  }
}
