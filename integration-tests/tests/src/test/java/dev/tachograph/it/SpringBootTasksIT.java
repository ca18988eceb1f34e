package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.SchedulingApp;
import dev.tachograph.it.harness.Scrape;
import org.junit.jupiter.api.Test;

/** A Spring Boot application with nine frameworks that run tasks, and with Micrometer. */
class SpringBootTasksIT {
  private static final String EXECUTORS = "java_executor_submitted_tasks_total";
  private static final String REGISTRIES = "tachograph_adopted_registries";

  /** What answers is never too late. */
  private static final String PATIENT = "adopt.timeout=60s";

  private static final String EXPOSED = "-Dmanagement.endpoints.web.exposure.include=prometheus";
  private static final String VIRTUAL = "-Dspring.threads.virtual.enabled=true";

  private static SchedulingApp start(JvmCommand command, String property) {
    return SchedulingApp.startCompiled(
        command.jvm(property), "ShopScheduler", "spring-boot-3.5.16", 17);
  }

  private static String body(SchedulingApp app) {
    return Scrape.get(app.jvm().endpoint()).body();
  }

  /** Micrometer's metrics have help that says nothing. */
  private static Scrape scrape(SchedulingApp app) {
    return Scrape.parse(body(app).replaceAll("(?m)^(# HELP \\S+) +$", "$1 nothing"));
  }

  private static Scrape expect(SchedulingApp app, SchedulingApp.Tally tally) {
    Await.until(
        () -> tally + "\nbut\n" + SchedulingIT.executions(scrape(app)) + app.jvm(),
        () -> SchedulingIT.executions(scrape(app)).equals(tally.counts()));
    assertThat(tally.otherLines()).contains("booked orders 7");
    Scrape scrape = scrape(app);
    assertThat(scrape.labelValues("tachograph_task_type_info", "framework"))
        .containsExactlyInAnyOrder(
            "dbscheduler",
            "jobrunr",
            "quartz",
            "springasync",
            "springbatch",
            "springintegration",
            "springjms",
            "springscheduled",
            "timer");
    assertThat(scrape.count("task_retries_total", "taskType", "orders")).isEqualTo(1);
    assertThat(scrape.count("task_retries_total", "taskType", "parcel")).isEqualTo(1);
    assertThat(scrape.samples("task_in_progress")).allMatch(sample -> sample.value() == 0);
    assertThat(scrape.count("tachograph_probe_errors_total")).isZero();
    return scrape;
  }

  private static SchedulingApp.Tally plain(Jdk jdk, String property) {
    try (SchedulingApp app = start(JvmCommand.on(jdk), property)) {
      return app.run();
    }
  }

  @Test
  void onPlatformThreads_eachUnitOfWorkCountsOnce_andActuatorServesMicrometer() {
    Jdk jdk = Jdks.atLeast(17);
    try (SchedulingApp app = start(JvmCommand.on(jdk).agent(PATIENT), EXPOSED)) {
      SchedulingApp.Tally tally = app.run();
      assertThat(tally).isEqualTo(plain(jdk, EXPOSED));
      assertThat(tally.otherLines()).contains("actuator 200");
      Scrape scrape = expect(app, tally);
      assertThat(scrape.labelValues(EXECUTORS, "executor"))
          .contains(
              "applicationTaskExecutor",
              "taskScheduler",
              "http-nio-auto-1",
              "backgroundjob-worker-pool",
              "db-scheduler-pool-thread",
              "HikariPool:housekeeper");
      assertThat(scrape.count("task_start_delay_seconds_count", "taskType", "Mail.send"))
          .isEqualTo(6);
      assertThat(scrape.count(REGISTRIES, "served", "yes")).isEqualTo(1);
      assertThat(scrape.hasFamily("spring_batch_job_seconds")).isFalse();
      // What docs/frameworks.md says of its size.
      assertThat(body(app).length()).isBetween(100_000, 170_000);
      assertThat(app.jvm().stderr()).noneMatch(line -> line.startsWith("tachograph WARN"));
    }
  }

  @Test
  void onVirtualThreads_eachUnitOfWorkCountsOnce_andTheAgentServesMicrometer() {
    Jdk jdk = Jdks.newestAtLeast(21);
    try (SchedulingApp app = start(JvmCommand.on(jdk).agent(PATIENT), VIRTUAL)) {
      SchedulingApp.Tally tally = app.run();
      assertThat(tally).isEqualTo(plain(jdk, VIRTUAL));
      assertThat(tally.otherLines()).contains("actuator 404");
      Scrape scrape = expect(app, tally);
      assertThat(scrape.labelValues(EXECUTORS, "executor"))
          .contains("scheduling", "backgroundjob-worker", "db-scheduler-pool-thread")
          .doesNotContain("applicationTaskExecutor");
      assertThat(scrape.count(REGISTRIES, "served", "yes")).isZero();
      assertThat(scrape.count("spring_batch_job_seconds_count")).isEqualTo(3);
      app.jvm().awaitStderr("tachograph INFO served once");
      assertThat(app.jvm().stderr())
          .noneMatch(line -> line.startsWith("tachograph WARN"))
          .filteredOn(line -> line.contains("served once"))
          .singleElement()
          .asString()
          .startsWith("tachograph INFO")
          .contains("jvm_memory_used_bytes");
    }
  }
}
