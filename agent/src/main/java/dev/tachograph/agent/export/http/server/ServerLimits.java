package dev.tachograph.agent.export.http.server;

/** What the copy of the JDK's server gets for the properties by which one sets its limits. */
final class ServerLimits {
  static final String NO_DELAY = "sun.net.httpserver.nodelay";

  private static final int HEADER_BYTES = 16 << 10;

  /** Longer than most scrape intervals, to spare a connection each time. */
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
