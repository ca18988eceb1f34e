package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.Help;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.value.Numbers;
import dev.tachograph.agent.config.value.Words;

@Help("Metrics")
public final class MetricsKeys extends KeyGroup {
  public static final KeyGroup GROUP = new MetricsKeys();

  @Help(
      "metric names of the Conductor documentation, or `canonical`: those that the newer SDKs"
          + " share")
  public static final Key<MetricNames> NAMES =
      GROUP.key(
          "metrics.catalogue",
          Words.of("documented", MetricNames.DOCUMENTED).or("canonical", MetricNames.CANONICAL),
          "documented");

  @Help("also expose `jvm_*` and `process_*`")
  public static final Key<Boolean> JVM = GROUP.key("metrics.jvm", Words.trueOrFalse(), "true");

  @Help("how many observations a quantile looks back on")
  public static final Key<Integer> WINDOW_SIZE =
      GROUP.key("window.size", Numbers.between(1, 1_000_000), "1000");

  @Help("how many label combinations a metric may have; the rest is counted as `other`")
  public static final Key<Integer> SERIES_LIMIT =
      GROUP.key("series.limit", Numbers.between(1, 100_000), "1000");

  private MetricsKeys() {}
}
