package dev.tachograph.agent.export.http.server;

/** The limits that the copy of the JDK's server gets instead of the properties. */
final class ServerLimits {
  static final String NO_DELAY = "sun.net.httpserver.nodelay";

  private static final int HEADER_BYTES = 16 << 10;

  /** Longer than most scrape intervals, so that a scraper keeps its connection. */
  private static final int IDLE_SECONDS = 65;

  private ServerLimits() {}

  static long number(String key, long byDefault) {
    switch (key) {
      case "sun.net.httpserver.idleInterval":
        return IDLE_SECONDS;
      case "sun.net.httpserver.maxReqHeaderSize":
        return HEADER_BYTES;
      default:
        return byDefault;
    }
  }
}
