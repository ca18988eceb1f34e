package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.metrics.UpDownCounter;
import org.jspecify.annotations.Nullable;

/** Whom a client calls: what all calls of one client to one host have in common. */
final class HttpTarget {
  final String client;

  /** The label. */
  final String host;

  /** How many of the calls are under way; null if they are counted as API requests. */
  private final @Nullable UpDownCounter inFlight;

  HttpTarget(String client, String host, @Nullable UpDownCounter inFlight) {
    this.client = client;
    this.host = host;
    this.inFlight = inFlight;
  }

  boolean isApi() {
    return inFlight == null;
  }

  void began() {
    if (inFlight != null) {
      inFlight.increment();
    }
  }

  void ended() {
    if (inFlight != null) {
      inFlight.decrement();
    }
  }
}
