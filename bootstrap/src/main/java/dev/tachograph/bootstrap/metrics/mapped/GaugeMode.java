package dev.tachograph.bootstrap.metrics.mapped;

/** How the gauges of several processes become one, or stay several. */
public enum GaugeMode {
  /** Each process's own, with a label {@code pid}; a dead process's for some time. */
  ALL(1, false),
  /** Each living process's own, with a label {@code pid}. */
  LIVE_ALL(2, true),
  /** The sum. */
  SUM(3, false),
  /** The sum over living processes. */
  LIVE_SUM(4, true),
  /** The largest. */
  MAX(5, false),
  /** The smallest. */
  MIN(6, false),
  /** The largest of living processes. */
  LIVE_MAX(7, true),
  /** The smallest of living processes. */
  LIVE_MIN(8, true),
  /** The one that was set last. */
  MOST_RECENT(9, false),
  /** The one that was set last by a living process. */
  LIVE_MOST_RECENT(10, true);

  private final int code;
  private final boolean live;

  GaugeMode(int code, boolean live) {
    this.code = code;
    this.live = live;
  }

  /** Its number in the file. */
  public int code() {
    return code;
  }

  /** Whether a dead process's gauges do not count. */
  public boolean isLive() {
    return live;
  }

  /** The mode with this number; {@link #LIVE_ALL} if there is none. */
  public static GaugeMode of(int code) {
    for (GaugeMode mode : values()) {
      if (mode.code == code) {
        return mode;
      }
    }
    return LIVE_ALL;
  }
}
