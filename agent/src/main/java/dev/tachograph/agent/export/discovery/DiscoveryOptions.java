package dev.tachograph.agent.export.discovery;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Where the endpoint is announced, and with which labels. Immutable. */
public final class DiscoveryOptions {
  final Path directory;
  final String host;
  final Map<String, String> labels;

  /**
   * @param host a name or an address by which Prometheus reaches this machine
   * @param labels what Prometheus is to add to all series
   */
  public DiscoveryOptions(Path directory, String host, Map<String, String> labels) {
    this.directory = directory;
    this.host = host;
    this.labels = new TreeMap<>(labels);
  }
}
