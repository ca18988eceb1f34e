package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Sample;
import dev.tachograph.it.harness.SchedulingApp;
import dev.tachograph.it.harness.Scrape;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Schedulers, with no configuration: each task has the executions and failures that the program
 * itself counted.
 */
class SchedulingIT {
  static Stream<Arguments> spring() {
    return versions("spring-5.3.0", "spring-7.0.10");
  }

  static Stream<Arguments> quartz() {
    return versions("quartz-2.2.0", "quartz-2.5.2");
  }

  private static Stream<Arguments> versions(String... versions) {
    return Stream.of(versions)
        .flatMap(
            version ->
                Stream.of(Jdks.atLeast(17), Jdks.newest()).map(j -> Arguments.of(version, j)));
  }

  /** The executions by task type and status. */
  private static Map<String, Long> executions(Scrape scrape) {
    Map<String, Long> counts = new TreeMap<>();
    for (Sample sample : scrape.samples("task_execute_time_seconds_count")) {
      if (sample.value() != 0) {
        counts.put(
            sample.labels().get("taskType") + " " + sample.labels().get("status"),
            (long) sample.value());
      }
    }
    return counts;
  }

  private static Scrape expect(SchedulingApp app, SchedulingApp.Tally tally) {
    Await.until(
        () -> tally + "\n" + app.jvm(),
        () -> executions(app.jvm().scrape()).equals(tally.counts()));
    Scrape scrape = app.jvm().scrape();
    assertThat(scrape.count("tachograph_probe_errors_total")).isZero();
    assertThat(scrape.samples("task_in_progress")).allMatch(sample -> sample.value() == 0);
    assertThat(app.jvm().stderr()).noneMatch(line -> line.startsWith("tachograph WARN"));
    return scrape;
  }

  @ParameterizedTest
  @MethodSource("spring")
  void scheduledAndAsynchronousMethods_areTasks(String version, Jdk jdk) {
    SchedulingApp.Tally plain;
    try (SchedulingApp app = SchedulingApp.start(JvmCommand.on(jdk), "SpringScheduler", version)) {
      plain = app.run();
    }
    try (SchedulingApp app =
        SchedulingApp.start(JvmCommand.on(jdk).agent(), "SpringScheduler", version)) {
      SchedulingApp.Tally tally = app.run();
      Scrape scrape = expect(app, tally);
      assertThat(tally.otherLines()).isEqualTo(plain.otherLines());
      assertThat(scrape.count("task_execute_error_total", "taskType", "MailService.send"))
          .isEqualTo(1);
      assertThat(
              scrape.count(
                  "task_execute_error_total",
                  "taskType",
                  "Jobs.compute",
                  "exception",
                  "IllegalArgumentException"))
          .isEqualTo(1);
      assertThat(scrape.count("task_start_delay_seconds_count", "taskType", "Jobs.tick"))
          .isEqualTo(scrape.count("task_execute_time_seconds_count", "taskType", "Jobs.tick"));
      assertThat(scrape.count("task_start_delay_seconds_count", "taskType", "MailService.send"))
          .isEqualTo(5);
      assertThat(scrape.labelValues("tachograph_task_type_info", "taskType"))
          .containsExactlyInAnyOrder(
              "Jobs.tick", "Jobs.tock", "Jobs.compute", "MailService.ask", "MailService.send");
      assertThat(
              scrape.value(
                  "tachograph_task_type_info",
                  "taskType",
                  "Jobs.tick",
                  "framework",
                  "springscheduled"))
          .isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("quartz")
  void jobs_areTasks_andThoseNamedByIdsAreOne(String version, Jdk jdk) {
    try (SchedulingApp app =
        SchedulingApp.start(JvmCommand.on(jdk).agent(), "QuartzScheduler", version)) {
      Scrape scrape = expect(app, app.run());
      assertThat(scrape.count("task_retries_total", "taskType", "DEFAULT.stubborn")).isEqualTo(2);
      assertThat(scrape.count("task_start_delay_seconds_count", "taskType", "reports.nightly"))
          .isEqualTo(10);
      assertThat(
              scrape.count(
                  "task_execute_error_total",
                  "taskType",
                  "reports.nightly",
                  "exception",
                  "IllegalStateException"))
          .isEqualTo(3);
    }
  }

  @Test
  void aFrameworkThatIsSwitchedOff_isLeftAlone() {
    try (SchedulingApp app =
        SchedulingApp.start(
            JvmCommand.on(Jdks.newest()).agent("instrument.quartz.enabled=false"),
            "QuartzScheduler",
            "quartz-2.5.2")) {
      app.run();
      assertThat(executions(app.jvm().scrape())).isEmpty();
    }
  }
}
