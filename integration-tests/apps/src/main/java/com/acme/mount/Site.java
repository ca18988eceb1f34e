package com.acme.mount;

/** What a server serves: a greeting, and perhaps something of its own at /metrics. */
final class Site {
  private final boolean hasMetrics;

  Site(boolean hasMetrics) {
    this.hasMetrics = hasMetrics;
  }

  /** What there is at a path; empty if there is nothing. */
  String at(String path) {
    switch (path) {
      case "/hello":
        return "hello";
      case "/metrics":
        return hasMetrics ? "the application's own" : "";
      default:
        return "";
    }
  }
}
