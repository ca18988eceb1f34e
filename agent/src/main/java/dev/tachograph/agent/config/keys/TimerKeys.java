package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.Help;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.value.BucketBounds;
import dev.tachograph.agent.config.value.Words;
import dev.tachograph.bootstrap.metrics.Distribution;

@Help("Timers")
public final class TimerKeys extends KeyGroup {
  public static final KeyGroup GROUP = new TimerKeys();

  private static final Words<Distribution> DISTRIBUTIONS =
      Words.of("quantiles", Distribution.QUANTILES)
          .or("histogram", Distribution.HISTOGRAM)
          .or("native", Distribution.NATIVE)
          .or("both", Distribution.BOTH);
  private static final BucketBounds BOUNDS = new BucketBounds();

  @Help(
      "how every timer is exposed; `both`: a histogram under the name and quantiles under the name"
          + " with `_window`")
  public static final Key<Distribution> DISTRIBUTION = GROUP.add(new DefaultByNames());

  @Help("how one timer is exposed, such as `timers.task_execute_time_seconds.distribution`")
  public static final Key<Distribution> FAMILY_DISTRIBUTION =
      GROUP.optional("timers.<family>.distribution", DISTRIBUTIONS, "that of timers.distribution");

  @Help("the histogram buckets of every timer, such as `.01,.1,1`")
  public static final Key<double[]> BUCKETS =
      GROUP.optional("timers.buckets", BOUNDS, "each timer's own");

  @Help("the histogram buckets of one timer")
  public static final Key<double[]> FAMILY_BUCKETS =
      GROUP.optional("timers.<family>.buckets", BOUNDS, "those of timers.buckets");

  private TimerKeys() {}

  private static final class DefaultByNames extends Key<Distribution> {
    DefaultByNames() {
      super(
          "timers.distribution",
          DISTRIBUTIONS,
          null,
          "quantiles; histogram with the canonical catalogue");
    }

    @Override
    protected String defaultText(AgentConfig config) {
      return config.get(MetricsKeys.NAMES) == MetricNames.CANONICAL ? "histogram" : "quantiles";
    }
  }
}
