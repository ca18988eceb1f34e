package com.example.orders;

import java.time.Duration;

/** Takes the money; some cards are declined, and now and then the gateway is too busy. */
final class ChargeCard {
  private final Hazard hazard;

  ChargeCard(Hazard hazard) {
    this.hazard = hazard;
  }

  void charge(Order order) throws CardDeclinedException {
    // Gift cards live with another bank, which takes its time.
    hazard.takeAbout(Duration.ofMillis(order.kind().equals("gift") ? 90 : 35));
    if (hazard.strikes(0.06)) {
      throw new CardDeclinedException("insufficient funds for order " + order.number());
    }
    if (hazard.strikes(0.01)) {
      throw new IllegalStateException("payment gateway is busy");
    }
  }
}
