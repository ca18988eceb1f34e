package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is kept is bounded, and nothing is lost by that. */
class LimitsIT {
  private static final String FAMILY = "task_execute_time_seconds";
  private static final Pattern FAST = Pattern.compile("> fast within (\\d+) ns");

  /** What a slow job takes at least, in seconds. */
  private static final double SLOW = 0.3;

  @Test
  void tenThousandTaskTypes_stayWithinTheLimit_andAllOfThemCount() {
    JvmCommand command =
        JvmCommand.on(Jdks.newest())
            .agent(
                "workers.1.methods=com.acme.jobs.Jobs$Dispatcher#dispatch",
                "workers.1.task-type={arg0.kind}");
    try (RunningJvm app = PlainApps.jobs(command, "dispatch*10000", "wait")) {
      app.awaitStdout("> waiting");
      Scrape scrape = app.scrape();

      Set<String> taskTypes = scrape.labelValues(FAMILY + "_count", "taskType");
      assertThat(taskTypes).contains("kind-0", "other").hasSizeBetween(900, 1001);
      assertThat(scrape.count(FAMILY + "_count")).isEqualTo(10_000);
      assertThat(scrape.count(FAMILY + "_count", "taskType", "other"))
          .isEqualTo(10_000 - (taskTypes.size() - 1))
          .isEqualTo(scrape.count("tachograph_series_folded_total", "family", FAMILY));
      assertThat(scrape.count("tachograph_series", "family", FAMILY)).isBetween(900L, 1001L);
      PlainApps.finish(app);
    }
  }

  @Test
  void aWindowOfOneHundred_forgetsWhatIsOlder() {
    JvmCommand command =
        JvmCommand.on(Jdks.newest())
            .agent("window.size=100", "workers.methods=com.acme.jobs.Jobs#work");
    try (RunningJvm app = PlainApps.jobs(command, "slow*2", "fast*98", "wait", "fast*2", "wait")) {
      app.awaitStdout("> waiting");
      Scrape full = app.scrape();
      PlainApps.goOn(app);
      Scrape moved = app.scrape();

      // Of 100 values the 99th percentile lies at index 98.01, above the less slow of two, and
      // never above the slowest; a machine may be slow, but not the clock that both have read.
      assertThat(percentile99(full)).isGreaterThanOrEqualTo(SLOW);
      assertThat(percentile99(moved)).isLessThanOrEqualTo(slowestOfTheFast(app));
      assertThat(full.count(FAMILY + "_count")).isEqualTo(100);
      assertThat(moved.count(FAMILY + "_count")).isEqualTo(102);
      assertThat(moved.sum(FAMILY + "_sum")).isGreaterThanOrEqualTo(2 * SLOW);
      PlainApps.finish(app);
    }
  }

  /** In seconds, by the program's own account. */
  private static double slowestOfTheFast(RunningJvm app) {
    return app.stdout().stream()
        .map(FAST::matcher)
        .filter(Matcher::matches)
        .mapToDouble(matcher -> Long.parseLong(matcher.group(1)) / 1e9)
        .max()
        .orElseThrow();
  }

  private static double percentile99(Scrape scrape) {
    return scrape.value(FAMILY, "taskType", "Jobs", "status", "SUCCESS", "quantile", "0.99");
  }
}
