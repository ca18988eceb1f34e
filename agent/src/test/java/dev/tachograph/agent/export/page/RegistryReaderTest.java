package dev.tachograph.agent.export.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tachograph.agent.export.CollectFailures;
import dev.tachograph.agent.export.ExampleRegistry;
import dev.tachograph.agent.export.RegistryCollector;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Timer;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistryReaderTest {
  private static final int MANY = 1000;
  private static final double[] BUCKETS = {0.1, 1};

  private static MetricRegistry registry(Distribution distribution) {
    return ExampleRegistry.with(distribution, MANY);
  }

  private static History sampled(MetricRegistry registry, History history, long millis) {
    history.begin(millis);
    RegistryReader reader = new RegistryReader(registry.families());
    reader.read(reader.series(), history);
    history.end();
    return history;
  }

  private static History history() {
    return new History(600_000, 1 << 19);
  }

  private static String json(History history) {
    return history.read("", 0, 0, 0, 2000).replaceFirst("\"id\":\"\\w+\"", "");
  }

  /** What the page gets does not depend on the way. */
  @ParameterizedTest
  @EnumSource(Distribution.class)
  void read_everyKindOfSeries_isAsAScrapeShowsIt(Distribution distribution) {
    MetricRegistry registry = registry(distribution);
    registry.counter("polls_total", "Polls.", "type").series("a").add(3);
    registry.gauge("active", "Now.", "type", "zone").series("a", "").set(2.5);
    registry.upDownCounter("open", "Open.").series().decrement();
    registry.pulledInfo("build_info", "Which.", readings -> readings.add(1, "1"), "version");
    registry.sizeHistogram("size_bytes", "Sizes.", new long[] {10, 1000}).series().record(11);
    MetricFamily<Timer> timers = registry.timer("t_seconds", "Takes.", BUCKETS, "type");
    timers.series("never");
    for (int i = 1; i <= 150; i++) {
      timers.series("often").record(i * 7_000_001L, i);
    }

    History expected = history();
    expected.begin(5000);
    SnapshotReader.read(new RegistryCollector(registry, new CollectFailures()).collect(), expected);
    expected.end();

    assertThat(inOrder(json(sampled(registry, history(), 5000))))
        .isEqualTo(inOrder(json(expected)));
  }

  /** Series come in no particular order, and the library sorts families by their names. */
  private static List<String> inOrder(String json) {
    return Pattern.compile("\\[\"\\w+\",\"\\w+\",[^\\]]*\\]\\]|\\[[^\\[\\]]+\\]")
        .matcher(json)
        .results()
        .map(result -> result.group().replaceFirst("^\\[\\d+,", "["))
        .sorted()
        .collect(Collectors.toList());
  }

  @Test
  void read_seriesThatMoved_isNamedAlone() {
    MetricRegistry registry = registry(Distribution.QUANTILES);
    MetricFamily<Timer> timers = registry.timer("t_seconds", "Takes.", BUCKETS, "type");
    timers.series("a").record(1_000_000_000, 1);
    timers.series("b").record(2_000_000_000, 1);
    History history = sampled(registry, history(), 5000);
    timers.series("b").record(4_000_000_000L, 2);
    sampled(registry, history, 7000);

    assertThat(json(history))
        .contains("[2,7000,")
        .containsPattern("\\[2,7000,\\d,\\[2,6,3,[^]]*]]");
  }

  /** The window would be sorted, the buckets copied, if only the count were not asked first. */
  @ParameterizedTest
  @EnumSource(Distribution.class)
  void read_nothingMoved_makesNextToNothing(Distribution distribution) {
    MetricRegistry registry = registry(distribution);
    MetricFamily<Timer> timers = registry.timer("t_seconds", "Takes.", BUCKETS, "type");
    for (int series = 0; series < MANY; series++) {
      timers.series("type" + series).record(1_000_000, 1);
      registry.gauge("active", "Now.", "type").series("type" + series).set(1);
    }
    History history = sampled(registry, history(), 5000);
    RegistryReader reader = new RegistryReader(registry.families());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    history.begin(7000);
    reader.read(reader.series(), history);
    history.end();
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(json(history)).contains("[2,7000]");
    assertThat(bytes / (2 * MANY)).isLessThan(160);
  }

  @Test
  void read_familyThatFails_losesOnlyItself() {
    MetricRegistry registry = registry(Distribution.QUANTILES);
    registry.pulledGauge(
        "broken",
        "Fails.",
        readings -> {
          throw new IllegalStateException("of the application");
        });
    registry.counter("polls_total", "Polls.").series().add(3);

    assertThat(json(sampled(registry, history(), 5000)))
        .contains("polls_total")
        .doesNotContain("broken");
  }

  @Test
  void test_namesOfOthersOnly() {
    MetricRegistry registry = registry(Distribution.BOTH);
    registry.counter("polls_total", "Polls.");
    registry.pulledInfo("build_info", "Which.", readings -> readings.add(1));
    registry.timer("t_seconds", "Takes.", BUCKETS);

    RegistryReader reader = new RegistryReader(registry.families());

    assertThat(List.of("polls", "build", "t_seconds", "t_seconds_window")).noneMatch(reader);
    assertThat(List.of("t", "jvm_threads_current", "polls_other")).allMatch(reader);
  }
}
