package dev.tachograph.agent.export.graphite;

import java.time.Duration;

/** Where the metrics are sent, and in which form. Immutable. */
public final class GraphiteOptions {
  /** How lines are sent. */
  public enum Protocol {
    TCP,
    UDP,
    PICKLE
  }

  final String host;
  final int port;
  final Protocol protocol;
  final String prefix;
  final boolean tags;
  final Duration interval;
  final Duration timeout;

  /**
   * @param prefix the first parts of all names, without a dot at the end; may be empty
   * @param tags whether labels become Graphite's tags, and not parts of the name
   * @param interval the time between two sends
   * @param timeout the time that one may take
   */
  public GraphiteOptions(
      String host,
      int port,
      Protocol protocol,
      String prefix,
      boolean tags,
      Duration interval,
      Duration timeout) {
    this.host = host;
    this.port = port;
    this.protocol = protocol;
    this.prefix = prefix;
    this.tags = tags;
    this.interval = interval;
    this.timeout = timeout;
  }

  public Duration interval() {
    return interval;
  }

  public Duration timeout() {
    return timeout;
  }
}
