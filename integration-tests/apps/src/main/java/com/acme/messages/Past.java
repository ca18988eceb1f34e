package com.acme.messages;

/** A time at which messages say that they were sent, so that they come late by a known time. */
final class Past {
  private Past() {}

  /** Half a minute ago, in milliseconds since the epoch. */
  static long millis() {
    return System.currentTimeMillis() - 30_000;
  }
}
