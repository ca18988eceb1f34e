package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.Help;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.value.Durations;
import dev.tachograph.agent.config.value.Numbers;
import dev.tachograph.agent.config.value.Sizes;
import dev.tachograph.agent.config.value.Texts;
import dev.tachograph.agent.config.value.Words;
import dev.tachograph.bootstrap.metrics.mapped.GaugeMode;
import java.time.Duration;

@Help("Many processes")
public final class MultiprocKeys extends KeyGroup {
  public static final KeyGroup GROUP = new MultiprocKeys();

  private static final Words<GaugeMode> MODES =
      Words.of("all", GaugeMode.ALL)
          .or("liveall", GaugeMode.LIVE_ALL)
          .or("sum", GaugeMode.SUM)
          .or("livesum", GaugeMode.LIVE_SUM)
          .or("max", GaugeMode.MAX)
          .or("min", GaugeMode.MIN)
          .or("livemax", GaugeMode.LIVE_MAX)
          .or("livemin", GaugeMode.LIVE_MIN)
          .or("mostrecent", GaugeMode.MOST_RECENT)
          .or("livemostrecent", GaugeMode.LIVE_MOST_RECENT);

  @Help(
      "the directory in which processes add up their metrics; each of them, or a sidecar, serves"
          + " the sum of all. `PROMETHEUS_MULTIPROC_DIR` and `prometheus_multiproc_dir` set it as"
          + " well")
  public static final Key<String> DIRECTORY =
      GROUP.optional("multiproc.directory", Texts.path("a path"));

  @Help("how gauges of several processes are merged")
  public static final Key<GaugeMode> GAUGE =
      GROUP.optional(
          "multiproc.gauge",
          MODES,
          "livesum for what is counted, livemax for a last value, liveall for `jvm_*` and"
              + " `process_*`, max for `tachograph_*`");

  @Help("how the gauges of one family are merged, such as `multiproc.task_result_size.gauge`")
  public static final Key<GaugeMode> FAMILY_GAUGE =
      GROUP.optional("multiproc.<family>.gauge", MODES, "that of multiproc.gauge");

  @Help(
      "how often a process writes what is only read at a scrape (gauges of pools, `jvm_*`), and"
          + " adds dead processes to the archive")
  public static final Key<Duration> INTERVAL =
      GROUP.key("multiproc.interval", Durations.between("100ms", "60m"), "1s");

  @Help("how long gauges of a dead process are shown whose mode is `all`")
  public static final Key<Duration> DEAD_GAUGES =
      GROUP.key("multiproc.dead-gauges", Durations.between("1s", "1440m"), "5m");

  @Help(
      "what a process does with the files that it finds when it starts: nothing (`never`), or"
          + " delete them unless another process lives (`onstart`)")
  public static final Key<Boolean> CLEAN =
      GROUP.key("multiproc.clean", Words.of("never", false).or("onstart", true), "never");

  @Help(
      "the size that the file of one process may reach; numbers of further series are in its"
          + " memory only")
  public static final Key<Long> MAX_FILE =
      GROUP.key("multiproc.max-file", Sizes.atLeast("64k"), "64m");

  @Help("how many processes are merged; the files of further ones are left out")
  public static final Key<Integer> MAX_PROCESSES =
      GROUP.key("multiproc.max-processes", Numbers.between(1, 100000), "2000");

  @Help(
      "how many series a family may have in the sum; further ones are added to the series labelled"
          + " `other`")
  public static final Key<Integer> MAX_SERIES =
      GROUP.key("multiproc.max-series", Numbers.between(1, 1000000), "10000");

  @Help(
      "the label `instance` of this process's series in the sum, such as the name of its"
          + " container; without it, processes are not told apart")
  public static final Key<String> INSTANCE_LABEL =
      GROUP.optional("multiproc.instance-label", Texts.line(200));

  @Help("how many instances of dead processes keep their label; that of further ones is `other`")
  public static final Key<Integer> MAX_INSTANCES =
      GROUP.key("multiproc.max-instances", Numbers.between(0, 100000), "100");

  private MultiprocKeys() {}
}
