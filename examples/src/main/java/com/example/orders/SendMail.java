package com.example.orders;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Sends the confirmation; the mail server does not always answer. */
final class SendMail {
  private final Hazard hazard;

  SendMail(Hazard hazard) {
    this.hazard = hazard;
  }

  void send(String address) throws IOException {
    hazard.takeAbout(Duration.ofMillis(20));
    if (hazard.strikes(0.03)) {
      throw new SocketTimeoutException("mail to " + address + ": no answer from the mail server");
    }
  }
}
