package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many threads in one measured method; virtual ones where the JDK has them. */
class CrowdIT {
  private static final int TASKS = 2_000;
  private static final int CALLS = 100;

  static List<Jdk> jdks() {
    return List.of(Jdks.oldest(), Jdks.newestAtLeast(21));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void everyCallCounts_whateverThreadItIsOn(Jdk jdk) {
    JvmCommand command =
        JvmCommand.on(jdk).agent("workers.methods=com.acme.jobs.CrowdApp$Member#act");
    try (RunningJvm app = PlainApps.crowd(command, TASKS, CALLS)) {
      app.awaitStdout("> waiting");
      Scrape scrape = app.scrape();

      String family = "task_execute_time_seconds_count";
      assertThat(scrape.count(family, "taskType", "Member", "status", "SUCCESS"))
          .isEqualTo(TASKS * CALLS * 9L / 10);
      assertThat(scrape.count(family, "taskType", "Member", "status", "FAILURE"))
          .isEqualTo(TASKS * CALLS / 10L);
      assertThat(scrape.count("task_execute_error_total", "exception", "IllegalStateException"))
          .isEqualTo(TASKS * CALLS / 10L);
      PlainApps.finish(app);
    }
  }
}
