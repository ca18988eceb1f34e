package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Attaching;
import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.CamundaEngine;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Sample;
import dev.tachograph.it.harness.SchedulingApp;
import dev.tachograph.it.harness.Scrape;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final String CAMUNDA_NEWEST = "camunda-7.24.0";
  private static final Pattern LATE = Pattern.compile("Sweep late (\\d+) (\\d+)");

  static Stream<Arguments> spring() {
    return versions("spring-5.3.0", "spring-7.0.10");
  }

  static Stream<Arguments> quartz() {
    return versions("quartz-2.2.0", "quartz-2.5.2");
  }

  /** It looks for jobs every five seconds. */
  static Stream<Arguments> jobRunr() {
    return JdkMatrix.of(Stream.of("jobrunr-6.0.0", "jobrunr-8.7.0"));
  }

  static Stream<Arguments> dbScheduler() {
    return versions("db-scheduler-11.0", "db-scheduler-16.12.0");
  }

  static Stream<Arguments> springBatch() {
    return JdkMatrix.of(
        Stream.of(
            new String[] {"SpringBatch4Scheduler", "spring-batch-4.3.0"},
            new String[] {"SpringBatch6Scheduler", "spring-batch-6.0.6"}));
  }

  static Stream<Arguments> camunda() {
    return JdkMatrix.of(Stream.of("camunda-7.16.0", CAMUNDA_NEWEST));
  }

  static Stream<Arguments> zeebe() {
    return JdkMatrix.of(
        Stream.concat(
            Stream.of(
                new String[] {"ZeebeScheduler", "zeebe-8.0.21"},
                new String[] {"ZeebeScheduler", "zeebe-8.9.0"},
                new String[] {"CamundaCloudScheduler", "camunda-8.9.0"}),
            JdkMatrix.ifFull(
                () ->
                    Stream.<String[]>of(
                        new String[] {"CamundaCloudScheduler", "camunda-8.9.0@8.8.14"}))));
  }

  static Stream<Arguments> temporal() {
    return versions("temporal-1.20.0", "temporal-1.38.0");
  }

  private static Stream<Arguments> versions(String... versions) {
    return JdkMatrix.of(Stream.of(versions));
  }

  /** The executions by task type and status. */
  static Map<String, Long> executions(Scrape scrape) {
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

  private static long failures(Scrape scrape, String taskType, String exception) {
    return scrape.count("task_execute_error_total", "taskType", taskType, "exception", exception);
  }

  static Scrape expect(SchedulingApp app, SchedulingApp.Tally tally) {
    Await.until(
        () -> tally + ", not " + executions(app.jvm().scrape()) + "\n" + app.jvm(),
        () -> executions(app.jvm().scrape()).equals(tally.counts()));
    Scrape scrape = app.jvm().scrape();
    assertThat(scrape.count("tachograph_probe_errors_total")).isZero();
    StartDelays.expectPossible(app, scrape);
    assertThat(scrape.samples("task_in_progress")).allMatch(sample -> sample.value() == 0);
    assertThat(app.jvm().stderr()).noneMatch(line -> line.startsWith("tachograph WARN"));
    return scrape;
  }

  @ParameterizedTest
  @MethodSource("spring")
  void scheduledAndAsynchronousMethods_areTasks(String version, Jdk jdk) {
    try (SchedulingApp app =
        SchedulingApp.start(JvmCommand.on(jdk).agent(), "SpringScheduler", version)) {
      SchedulingApp.Tally tally = app.run();
      Scrape scrape = expect(app, tally);
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
      StartDelays.expectPast(app, scrape, "reports.nightly");
      // Both missed their time by more than Quartz waits. It schedules one of them anew.
      assertThat(scrape.value("task_start_delay_seconds_sum", "taskType", "missed.kept"))
          .isGreaterThanOrEqualTo(StartDelays.FURTHEST);
      assertThat(scrape.value("task_start_delay_seconds_sum", "taskType", "missed.moved"))
          .isBetween(0.0, app.readySeconds());
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

  @ParameterizedTest
  @MethodSource("jobRunr")
  void jobsOfJobRunr_areTasks_byTheirNameOrMethod(String version, Jdk jdk) {
    try (SchedulingApp app =
        SchedulingApp.start(JvmCommand.on(jdk).agent(), "JobRunrScheduler", version)) {
      SchedulingApp.Tally tally = app.run();
      Scrape scrape = expect(app, tally);
      String jobs = "com.acme.scheduling.JobRunrScheduler$Jobs.";
      assertThat(tally.counts()).containsEntry("bill customer {id} SUCCESS", 20L);
      assertThat(
              scrape.count(
                  "task_execute_error_total",
                  "taskType",
                  jobs + "send(java.lang.Integer)",
                  "exception",
                  "IOException"))
          .isEqualTo(4);
      assertThat(scrape.count("task_retries_total")).isEqualTo(2);
      assertThat(scrape.count("task_retries_total", "taskType", jobs + "deliver()")).isEqualTo(2);
      // It was scheduled for half a minute ago.
      StartDelays.expectPast(app, scrape, jobs + "remind()");
      assertThat(scrape.count("task_start_delay_seconds_count"))
          .isEqualTo(tally.counts().values().stream().mapToLong(Long::longValue).sum());
    }
  }

  @ParameterizedTest
  @MethodSource("dbScheduler")
  void tasksOfDbScheduler_areTasks(String version, Jdk jdk) {
    try (SchedulingApp app =
        SchedulingApp.start(JvmCommand.on(jdk).agent(), "DbSchedulerScheduler", version)) {
      SchedulingApp.Tally tally = app.run();
      Scrape scrape = expect(app, tally);
      assertThat(
              scrape.count(
                  "task_execute_error_total", "taskType", "call", "exception", "LinkageError"))
          .isEqualTo(3);
      assertThat(scrape.count("task_retries_total", "taskType", "call")).isEqualTo(2);
      assertThat(scrape.count("task_retries_total", "taskType", "mail")).isZero();
      // They were scheduled for half a minute ago.
      StartDelays.expectPast(app, scrape, "mail");
    }
  }

  @ParameterizedTest
  @MethodSource("springBatch")
  void batchJobsAndTheirSteps_areTasks(String scheduler, String version, Jdk jdk) {
    try (SchedulingApp app = SchedulingApp.start(JvmCommand.on(jdk).agent(), scheduler, version)) {
      SchedulingApp.Tally tally = app.run();
      assertThat(tally.counts())
          .containsEntry("broken FAILURE", 2L)
          .containsEntry("broken/store FAILURE", 2L)
          .containsEntry("doubtful FAILURE", 2L);
      Scrape scrape = expect(app, tally);
      for (String type : List.of("broken", "broken/store")) {
        assertThat(
                scrape.count(
                    "task_execute_error_total",
                    "taskType",
                    type,
                    "exception",
                    "IllegalStateException"))
            .isEqualTo(2);
      }
      // Nothing was thrown.
      assertThat(
              scrape.count(
                  "task_execute_error_total",
                  "taskType",
                  "doubtful/look",
                  "exception",
                  "ReportedFailure"))
          .isEqualTo(2);
      JdkMatrix.ifFull(() -> Stream.of(JvmCommand.on(jdk)))
          .forEach(command -> expectPlain(command, scheduler, version, tally));
    }
  }

  private static void expectPlain(
      JvmCommand command, String scheduler, String version, SchedulingApp.Tally measured) {
    try (SchedulingApp app = SchedulingApp.start(command, scheduler, version)) {
      assertThat(app.run()).isEqualTo(measured);
    }
  }

  @ParameterizedTest
  @MethodSource("camunda")
  void externalTasks_areTasks_andFailIfTheHandlerSaysSo(String version, Jdk jdk) {
    expectExternalTasks(JvmCommand.on(jdk).agent(), version, StartDelays.PAST);
  }

  /**
   * Has external tasks run.
   *
   * @param past how far back the engine dates them, in seconds
   */
  private static void expectExternalTasks(JvmCommand command, String version, int past) {
    try (SchedulingApp app = SchedulingApp.start(command, "CamundaScheduler", version)) {
      Scrape scrape = expect(app, app.run());
      assertThat(failures(scrape, "late", "ReportedFailure")).isEqualTo(4);
      assertThat(failures(scrape, "claim", "ReportedFailure")).isEqualTo(4);
      assertThat(failures(scrape, "broken", "IllegalStateException")).isEqualTo(4);
      assertThat(scrape.count("task_retries_total")).isEqualTo(4);
      assertThat(scrape.count("task_retries_total", "taskType", "late")).isEqualTo(4);
      // Clients know it since 7.21. Four of these tasks are repetitions.
      int known = version.equals(CAMUNDA_NEWEST) ? 4 : 0;
      for (String topic : List.of("bill", "late", "claim", "broken")) {
        assertThat(scrape.count("task_start_delay_seconds_count", "taskType", topic))
            .as(topic)
            .isEqualTo(known);
        assertThat(scrape.sum("task_start_delay_seconds_sum", "taskType", topic))
            .as(topic)
            .isGreaterThanOrEqualTo(known * past);
      }
      assertThat(scrape.labelValues("tachograph_task_type_info", "framework"))
          .containsExactly("camunda");
    }
  }

  /** With the full matrix only: the engine takes half a minute, and its libraries 49 MB. */
  static Stream<Arguments> camundaEngine() {
    return JdkMatrix.ifFull(SchedulingIT::camunda);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("camundaEngine")
  void externalTasksOfARealEngine_areTheSame(String version, Jdk jdk) {
    try (CamundaEngine engine = CamundaEngine.start()) {
      expectExternalTasks(
          JvmCommand.on(jdk).agent().jvm("-Dcamunda.engine=" + engine.address()), version, 0);
    }
  }

  @ParameterizedTest
  @MethodSource("zeebe")
  void jobsOfZeebe_areTasks_andFailIfTheHandlerSaysSo(String scheduler, String version, Jdk jdk) {
    try (SchedulingApp app = SchedulingApp.start(JvmCommand.on(jdk).agent(), scheduler, version)) {
      Scrape scrape = expect(app, app.run());
      assertThat(failures(scrape, "ship", "IOException")).isEqualTo(4);
      assertThat(failures(scrape, "refund", "ReportedFailure")).isEqualTo(2);
      assertThat(failures(scrape, "check", "ReportedFailure")).isEqualTo(2);
      assertThat(scrape.labelValues("tachograph_task_type_info", "framework"))
          .containsExactly("zeebe");
    }
  }

  static Stream<Arguments> camel() {
    return JdkMatrix.of(Stream.of("camel-3.0.0", "camel-4.22.0"));
  }

  @ParameterizedTest
  @MethodSource("camel")
  void messagesInRoutes_areTasksOfTheFirstRoute(String version, Jdk jdk) {
    try (SchedulingApp app =
        SchedulingApp.start(JvmCommand.on(jdk).agent(), "CamelScheduler", version)) {
      SchedulingApp.Tally tally = app.run();
      assertThat(tally.counts())
          .containsEntry("crates SUCCESS", 30L)
          .containsEntry("copies SUCCESS", 30L)
          .containsEntry("calls SUCCESS", 20L)
          .containsEntry("bundles SUCCESS", 11L);
      assertThat(tally.otherLines()).filteredOn("dead"::equals).hasSize(2);
      Scrape scrape = expect(app, tally);
      // Redeliveries within a route are a part of its task.
      assertThat(scrape.count("task_retries_total")).isZero();
      for (String route : List.of("orders", "bills", "parcels", "mail")) {
        assertThat(failures(scrape, route, "IllegalStateException")).isEqualTo(2);
      }
      // All were sent half a minute before. A queue within the program does not say when, nor do
      // parts and what is made of messages.
      for (String route :
          List.of("orders", "bills", "claims", "parcels", "crates", "copies", "calls", "bundles")) {
        assertThat(scrape.count("task_start_delay_seconds_count", "taskType", route))
            .as(route)
            .isEqualTo(10);
        StartDelays.expectPast(app, scrape, route);
      }
      assertThat(scrape.count("task_start_delay_seconds_count")).isEqualTo(80);
      assertThat(scrape.labelValues("tachograph_task_type_info", "framework"))
          .containsExactly("camel");
    }
  }

  static Stream<Arguments> micronaut() {
    return Stream.concat(
        JdkMatrix.of(
            Stream.of(
                new Object[] {"micronaut-3.0.0", 11}, new Object[] {"micronaut-4.10.36", 11})),
        JdkMatrix.ifFull(
            () ->
                Jdks.all().stream()
                    .filter(jdk -> jdk.feature() >= 25)
                    .map(jdk -> Arguments.of("micronaut-5.2.22", 25, jdk))));
  }

  @ParameterizedTest
  @MethodSource("micronaut")
  void scheduledMethodsOfMicronaut_areTasks(String version, int release, Jdk jdk) {
    try (SchedulingApp app =
        SchedulingApp.startCompiled(
            JvmCommand.on(jdk).agent(), "MicronautScheduler", version, release)) {
      Scrape scrape = expect(app, app.run());
      assertThat(failures(scrape, "Jobs.report", "IllegalStateException")).isEqualTo(1);
      assertThat(scrape.count("task_start_delay_seconds_count")).isEqualTo(3);
      assertThat(scrape.labelValues("tachograph_task_type_info", "framework"))
          .containsExactly("micronaut");
    }
  }

  static Stream<Arguments> reactive() {
    return JdkMatrix.of(Stream.of("spring-reactive-6.1.0", "spring-reactive-7.0.10"));
  }

  @ParameterizedTest
  @MethodSource("reactive")
  void scheduledMethodsOfPublishers_areTasks_untilThePublisherIsDone(String version, Jdk jdk) {
    try (SchedulingApp app =
        SchedulingApp.startWithCoroutines(
            JvmCommand.on(jdk).agent(), "ReactiveScheduler", version, 17)) {
      SchedulingApp.Tally tally = app.run();
      Scrape scrape = expect(app, tally);
      assertThat(tally.otherLines()).contains("pulses 6");
      assertThat(failures(scrape, "Delayed.pulse", "IllegalStateException")).isEqualTo(2);
      assertThat(failures(scrape, "Overlapping.beat", "IllegalArgumentException")).isEqualTo(2);
      assertThat(failures(scrape, "SuspendedJob.rest", "IllegalStateException")).isEqualTo(2);
      // Of six times, four succeed. Those of a Flux take three times 10 ms, a function 20 ms.
      for (String type : List.of("Overlapping.beat", "SuspendedJob.rest")) {
        assertThat(
                scrape.value(
                    "task_execute_time_seconds_sum", "taskType", type, "status", "SUCCESS"))
            .isGreaterThan(4 * 0.015);
      }
    }
  }

  static Stream<Arguments> integration() {
    return JdkMatrix.of(
        Stream.of(
            new Object[] {"spring-integration-5.5.20", 11},
            new Object[] {"spring-integration-7.1.2", 17}));
  }

  @ParameterizedTest
  @MethodSource("integration")
  void messagesOfChannels_areTasks_andThoseHandedOnAreTheSame(
      String version, int release, Jdk jdk) {
    SchedulingApp.Tally plain;
    try (SchedulingApp app =
        SchedulingApp.startCompiled(JvmCommand.on(jdk), "IntegrationScheduler", version, release)) {
      plain = app.run();
    }
    try (SchedulingApp app =
        SchedulingApp.startCompiled(
            JvmCommand.on(jdk).agent(), "IntegrationScheduler", version, release)) {
      SchedulingApp.Tally tally = app.run();
      assertThat(tally).isEqualTo(plain);
      assertThat(tally.otherLines()).contains("passed on 6");
      Scrape scrape = expect(app, tally);
      for (String channel : List.of("orders", "mail", "parcels")) {
        assertThat(failures(scrape, channel, "IllegalStateException")).as(channel).isEqualTo(3);
        // All were made half a minute before.
        assertThat(scrape.count("task_start_delay_seconds_count", "taskType", channel))
            .isEqualTo(9);
        StartDelays.expectPast(app, scrape, channel);
      }
      assertThat(scrape.labelValues("tachograph_task_type_info", "framework"))
          .containsExactly("springintegration");
    }
  }

  static Stream<Arguments> functions() {
    return JdkMatrix.of(
        Stream.of(
            new Object[] {"spring-cloud-3.2.10", 11}, new Object[] {"spring-cloud-5.0.4", 17}));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void functionsOfSpringCloud_areTasks(String version, int release, Jdk jdk) {
    try (SchedulingApp app =
        SchedulingApp.startCompiled(
            JvmCommand.on(jdk).agent(), "StreamScheduler", version, release)) {
      Scrape scrape = expect(app, app.run());
      assertThat(failures(scrape, "store", "IllegalStateException")).isEqualTo(1);
      assertThat(failures(scrape, "later", "IllegalStateException")).isEqualTo(1);
      assertThat(failures(scrape, "many", "IllegalStateException")).isEqualTo(1);
      assertThat(failures(scrape, "parallel", "IllegalStateException")).isEqualTo(1);
      assertThat(failures(scrape, "never", "IllegalArgumentException")).isEqualTo(1);
      // Each subscription takes 20 ms after the function has returned.
      assertThat(
              scrape.value(
                  "task_execute_time_seconds_sum", "taskType", "later", "status", "SUCCESS"))
          .isGreaterThan(2 * 0.015);
      assertThat(scrape.labelValues("tachograph_task_type_info", "framework"))
          .containsExactly("springfunction");
    }
  }

  static Stream<Arguments> quarkus() {
    return JdkMatrix.of(Stream.of("3.0.0.Final", "3.38.1"));
  }

  @ParameterizedTest
  @MethodSource("quarkus")
  void scheduledMethodsOfQuarkus_andItsMessages_areTasks(String version, Jdk jdk) {
    try (SchedulingApp app = SchedulingApp.startQuarkus(JvmCommand.on(jdk).agent(), version)) {
      SchedulingApp.Tally tally = app.run();
      assertThat(tally.counts())
          .containsEntry("Jobs.report FAILURE", 1L)
          .containsEntry("offers FAILURE", 3L)
          .containsEntry("cooked SUCCESS", 6L)
          .containsEntry("Suspended.strive FAILURE", 1L)
          .containsEntry("Suspended.turn SUCCESS", 1L)
          .containsEntry("Suspended.twist FAILURE", 1L)
          .containsEntry("loads FAILURE", 3L)
          .containsEntry("crates FAILURE", 3L)
          .containsEntry("flour SUCCESS", 6L);
      Scrape scrape = expect(app, tally);
      assertThat(failures(scrape, "Jobs.report", "IllegalStateException")).isEqualTo(1);
      assertThat(failures(scrape, "Jobs.ask", "IOException")).isEqualTo(1);
      for (String channel : List.of("orders", "parcels", "bills", "mails")) {
        assertThat(failures(scrape, channel, "IllegalStateException")).as(channel).isEqualTo(3);
      }
      assertThat(failures(scrape, "offers", "IllegalArgumentException")).isEqualTo(3);
      assertThat(failures(scrape, "crates", "IllegalArgumentException")).isEqualTo(3);
      assertThat(failures(scrape, "loads", "IllegalStateException")).isEqualTo(3);
      assertThat(failures(scrape, "Suspended.strive", "IllegalStateException")).isEqualTo(1);
      assertThat(failures(scrape, "Suspended.twist", "IllegalArgumentException")).isEqualTo(1);
      // Each is suspended for 20 ms.
      for (String type :
          List.of("Suspended.rest", "Suspended.turn", "loads", "crates", "grain", "flour")) {
        assertThat(scrape.sum("task_execute_time_seconds_sum", "taskType", type))
            .as(type)
            .isGreaterThan(
                0.015 * scrape.count("task_execute_time_seconds_count", "taskType", type));
      }
      assertThat(scrape.count("task_start_delay_seconds_count")).isEqualTo(8);
      assertThat(scrape.labelValues("tachograph_task_type_info", "framework"))
          .containsExactlyInAnyOrder("quarkus", "smallryemessaging");
    }
  }

  /** A scheduler, its libraries, and the version of Java to compile it for, or 0. */
  static Stream<Arguments> attached() {
    return JdkMatrix.of(
        Stream.of(
                new Object[] {"SpringScheduler", "spring-5.3.0", 0},
                new Object[] {"QuartzScheduler", "quartz-2.5.2", 0},
                new Object[] {"DbSchedulerScheduler", "db-scheduler-11.0", 0},
                new Object[] {"ZeebeScheduler", "zeebe-8.9.0", 0},
                new Object[] {"CamundaScheduler", "camunda-7.16.0", 0},
                new Object[] {"CamelScheduler", "camel-4.22.0", 0},
                new Object[] {"SpringBatch4Scheduler", "spring-batch-4.3.0", 0},
                new Object[] {"TemporalScheduler", "temporal-1.38.0", 0},
                new Object[] {"TimerScheduler", "jdk", 0},
                new Object[] {"MicronautScheduler", "micronaut-3.0.0", 11},
                // What follows takes long.
                new Object[] {"StreamScheduler", "spring-cloud-5.0.4", 17},
                new Object[] {"QuarkusScheduler", "3.38.1", 0},
                new Object[] {"QuarkusScheduler", "3.0.0.Final", 0},
                new Object[] {"ReactiveScheduler", "spring-reactive-7.0.10", 17},
                new Object[] {"JobRunrScheduler", "jobrunr-6.0.0", 0})
            .limit(JdkMatrix.amount(10, 15)));
  }

  /**
   * What runs then was made before. Without the agent and with it, the program does the same, and
   * sees the same exceptions.
   */
  @ParameterizedTest
  @MethodSource("attached")
  void tasksThatRunAfterAnAttach_areCountedFromThenOn(
      String scheduler, String version, int release, Jdk jdk) {
    try (SchedulingApp app = startAttachable(jdk, scheduler, version, release)) {
      List<SchedulingApp.Tally> tallies = app.runTwice(() -> Attaching.to(app.jvm(), jdk));
      SchedulingApp.Tally plain = tallies.get(0);
      SchedulingApp.Tally measured = tallies.get(1);
      if (!scheduler.startsWith("Quarkus")) {
        // It prints its log, with times and threads.
        assertThat(measured.otherLines()).isEqualTo(plain.otherLines());
      }
      assertThat(comparable(measured)).isEqualTo(comparable(plain));
      expect(app, measured);
    }
  }

  /** Without what depends on the time that a round takes, or runs once only. */
  private static Map<String, Long> comparable(SchedulingApp.Tally tally) {
    Map<String, Long> counts = new TreeMap<>(tally.counts());
    // How many tasks a workflow needs depends on what its server knows when it makes one.
    counts
        .keySet()
        .removeIf(what -> what.matches("(Jobs\\.|Suspended\\.(rest|strive)|pulse|workflow:).*"));
    return counts;
  }

  /** Endpoints of Spring Integration say when they start which channel they are for. */
  @Test
  void endpointsThatHadStartedBeforeAnAttach_areNotMeasured() {
    Jdk jdk = Jdks.atLeast(17);
    try (SchedulingApp app =
        startAttachable(jdk, "IntegrationScheduler", "spring-integration-5.5.20", 11)) {
      List<SchedulingApp.Tally> tallies = app.runTwice(() -> Attaching.to(app.jvm(), jdk));
      assertThat(tallies.get(1)).isEqualTo(tallies.get(0));
      expect(app, new SchedulingApp.Tally(Map.of(), List.of()));
    }
  }

  private static SchedulingApp startAttachable(
      Jdk jdk, String scheduler, String version, int release) {
    JvmCommand command = Attaching.on(jdk);
    if (scheduler.startsWith("Quarkus")) {
      return SchedulingApp.startQuarkus(command, version);
    }
    if (scheduler.equals("ReactiveScheduler")) {
      return SchedulingApp.startWithCoroutines(command, scheduler, version, release);
    }
    return release == 0
        ? SchedulingApp.start(command, scheduler, version)
        : SchedulingApp.startCompiled(command, scheduler, version, release);
  }

  static Stream<Jdk> jdks() {
    return Stream.of(Jdks.atLeast(17), Jdks.newest());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void tasksOfTimers_areTasks(Jdk jdk) {
    try (SchedulingApp app =
        SchedulingApp.start(JvmCommand.on(jdk).agent(), "TimerScheduler", "jdk")) {
      SchedulingApp.Tally tally = app.run();
      Scrape scrape = expect(app, tally);
      assertThat(scrape.count("task_start_delay_seconds_count", "taskType", "Sweep")).isEqualTo(5);
      assertThat(scrape.count("task_start_delay_seconds_count", "taskType", "TimerScheduler$1"))
          .isEqualTo(1);
      // Its first run was scheduled for half a minute ago, and only that. The agent sees a run when
      // the timer has found it due, and before it begins.
      Matcher late = LATE.matcher(String.join("\n", tally.otherLines()));
      assertThat(late.find()).as(tally.toString()).isTrue();
      long found = Long.parseLong(late.group(1));
      assertThat(found).isGreaterThanOrEqualTo(30_000);
      double sum = scrape.value("task_start_delay_seconds_sum", "taskType", "Sweep");
      assertThat(Math.round(1000 * sum)).isBetween(found, Long.parseLong(late.group(2)));
      assertThat(failures(scrape, "TimerScheduler$1", "IllegalStateException")).isEqualTo(1);
      assertThat(scrape.labelValues("tachograph_task_type_info", "framework"))
          .containsExactly("timer");
    }
  }

  @ParameterizedTest
  @MethodSource("temporal")
  void activitiesAndWorkflowTasks_areTasks(String version, Jdk jdk) {
    try (SchedulingApp app =
        SchedulingApp.start(JvmCommand.on(jdk).agent(), "TemporalScheduler", version)) {
      SchedulingApp.Tally tally = app.run();
      assertThat(tally.otherLines()).contains("travelled dear");
      assertThat(tally.counts())
          .containsEntry("workflow:Trip FAILURE", 1L)
          .containsEntry("Hand SUCCESS", 1L)
          // It was cancelled.
          .containsEntry("Linger SUCCESS", 1L);
      Scrape scrape = expect(app, tally);
      assertThat(
              scrape.count(
                  "task_execute_error_total", "taskType", "Rebate", "exception", "IOException"))
          .isEqualTo(3);
      assertThat(
              scrape.count(
                  "task_execute_error_total",
                  "taskType",
                  "workflow:Trip",
                  "exception",
                  "IllegalStateException"))
          .isEqualTo(1);
      assertThat(scrape.count("task_retries_total", "taskType", "Pay")).isEqualTo(2);
      assertThat(scrape.count("task_retries_total", "taskType", "Rebate")).isEqualTo(2);
      assertThat(scrape.count("task_retries_total", "taskType", "Jot")).isEqualTo(1);
      // The server also gives out a task again that something has overtaken.
      assertThat(scrape.count("task_retries_total", "taskType", "workflow:Trip")).isPositive();
      assertThat(scrape.count("task_start_delay_seconds_count", "taskType", "Book")).isEqualTo(5);
    }
  }
}
