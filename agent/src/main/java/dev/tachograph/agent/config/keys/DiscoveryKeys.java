package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.Help;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.value.Texts;

@Help("Discovery by Prometheus")
public final class DiscoveryKeys extends KeyGroup {
  public static final KeyGroup GROUP = new DiscoveryKeys();

  @Help(
      "where to announce the endpoint by a file for Prometheus's `file_sd_configs`; not set ="
          + " nowhere")
  public static final Key<String> DIRECTORY =
      GROUP.optional("discovery.directory", Texts.path("a path"));

  @Help("by which name or address Prometheus reaches this machine")
  public static final Key<String> HOST =
      GROUP.optional(
          "discovery.host", Texts.host(), "http.host, or this host's name if that is 0.0.0.0");

  @Help("a label that Prometheus adds to all series, such as `discovery.labels.region`")
  public static final Key<String> LABEL =
      GROUP.optional("discovery.labels.<label>", Texts.targetLabel());

  private DiscoveryKeys() {}
}
