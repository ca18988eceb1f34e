package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Attaching;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.KafkaBroker;
import dev.tachograph.it.harness.MessagesApp;
import dev.tachograph.it.harness.Scrape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Listeners of Spring Kafka and of Micronaut, methods of SmallRye's, and a program that polls by
 * itself, of a real broker.
 */
class SpringKafkaIT {
  private static final String FIRST_OF_PUBLISHERS = "springkafka-3.2.10";
  private static final String NEWEST = "springkafka-4.1.2";
  private static final String LISTENERS = "KafkaListeners";
  private static KafkaBroker broker;

  @BeforeAll
  static void startBroker() {
    broker = KafkaBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  private static MessagesScenario scenario(String library) {
    return new MessagesScenario(LISTENERS, library, broker.address());
  }

  static Stream<Arguments> versionsAndJdks() {
    return JdkMatrix.of(
        JdkMatrix.oldestAndNewest(Stream.of("springkafka-2.8.11", FIRST_OF_PUBLISHERS, NEWEST)));
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void recordsAndBatches_areTasks(String version, Jdk jdk) {
    try (MessagesApp app = start(JvmCommand.on(jdk).agent(), version)) {
      Map<String, Long> counted = app.run();
      if (version.equals(NEWEST) && jdk.equals(Jdks.newest())) {
        // Advice goes on with other objects than some of these listeners have returned.
        assertThat(MessagesScenario.withoutBatches(counted))
            .containsKeys("later.{uuid} FAILURE", "mono.{uuid} FAILURE")
            .isEqualTo(MessagesScenario.withoutBatches(plain(jdk, version)));
      }
      Scrape scrape = MessagesScenario.expect(app, counted);
      assertThat(counted)
          .containsEntry("orders.{uuid} REDELIVERED", 3L)
          // What the error handler gives up is a failure, and a record of another topic.
          .containsEntry("orders.{uuid} FAILURE", 4L)
          .containsEntry("dead.{uuid} SUCCESS", 1L)
          .containsEntry("batch.{uuid} FAILURE", 1L)
          .containsEntry("batch.{uuid} REDELIVERED", 1L)
          .containsEntry("handled.{uuid} FAILURE", 1L)
          // Each attempt is a record of another topic, or again of the one for retries.
          .containsEntry("{uuid}.retried FAILURE", 1L)
          .containsEntry("{uuid}.retried-dlt SUCCESS", 1L)
          .doesNotContainKey("{uuid}.retried REDELIVERED")
          .containsEntry("{uuid}.annotated FAILURE", 1L)
          .containsEntry("{uuid}.annotated-dlt SUCCESS", 1L)
          .doesNotContainKey("{uuid}.annotated REDELIVERED")
          // What a filter drops is no task, and no retry.
          .containsEntry("sieved.{uuid} SUCCESS", 2L)
          .containsEntry("sieved.{uuid} FAILURE", 1L)
          .doesNotContainKey("sieved.{uuid} REDELIVERED")
          .containsEntry("batchsieved.{uuid} RECORDS", 3L)
          .containsEntry("batchsingle.{uuid} SUCCESS", 1L)
          .containsEntry("batchsingle.{uuid} RECORDS", 1L);
      // Versions differ in whether each attempt has a topic.
      assertThat(counted.entrySet())
          .filteredOn(count -> count.getKey().contains(".annotated-retry"))
          .extracting(Map.Entry::getValue)
          .containsExactly(2L);
      assertThat(MessagesScenario.failures(scrape, "orders.{uuid}", "IllegalStateException"))
          .isEqualTo(4);
      assertThat(MessagesScenario.failures(scrape, "handled.{uuid}", "IllegalArgumentException"))
          .isEqualTo(1);
      assertThat(MessagesScenario.failures(scrape, "later.{uuid}", "LinkageError")).isEqualTo(1);
      for (String topic : asynchronous(version)) {
        assertThat(counted).containsEntry(topic + " FAILURE", 1L);
        assertThat(MessagesScenario.failures(scrape, topic, "IllegalStateException")).isEqualTo(1);
        // Each takes 20 ms after the listener has returned.
        assertThat(
                scrape.value(
                    "task_execute_time_seconds_sum", "taskType", topic, "status", "SUCCESS"))
            .isGreaterThan(2 * 0.015);
      }
      assertThat(scrape.labelValues("tachograph_task_type_info", "framework"))
          .containsExactly("springkafka");
      StartDelays.expectPast(
          app,
          scrape,
          "orders.{uuid}",
          "handled.{uuid}",
          "later.{uuid}",
          "plain.{uuid}",
          "batch.{uuid}",
          "{uuid}.retried",
          "{uuid}.annotated");
      StartDelays.expectPast(app, scrape, asynchronous(version).toArray(new String[0]));
      // What its containers poll is in the tasks.
      assertThat(scrape.samples("consumer_records_total")).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tachograph.it.MessagesScenario#streams")
  void recordsForFunctionsOfSpringCloudStream_areTasksOfTheContainer(String version, Jdk jdk) {
    MessagesScenario.expectStream("springkafka", "kafka:" + broker.address(), version, jdk);
  }

  /** Each layer knows by itself what the binder gives up. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("dev.tachograph.it.MessagesScenario#streamsByThemselves")
  void withoutTheHandlersOfChannels_functionsFailTheirMessages(String version, Jdk jdk) {
    MessagesScenario.expectStream(
        "springkafka",
        "kafka:" + broker.address(),
        version,
        jdk,
        "instrument.springintegration.enabled=false");
  }

  static Stream<Arguments> reactiveBinders() {
    return JdkMatrix.of(
        JdkMatrix.ifFull(
            () -> Stream.of("springstreamreactive-4.0.4", "springstreamreactive-4.3.0")));
  }

  /** No container gives it the records, and nobody calls a function with one of them. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("reactiveBinders")
  void whatAReactiveBinderPolls_isRecords_andATaskOnlyIfAFunctionGetsOne(String version, Jdk jdk) {
    try (MessagesApp app = startReactive(JvmCommand.on(jdk).agent(), version)) {
      Map<String, Long> counted = app.run();
      Map<String, Long> tasks = new TreeMap<>(counted);
      tasks.keySet().removeIf(what -> what.endsWith(" ITEMS"));
      assertThat(tasks).containsExactly(Map.entry("upper SUCCESS", 3L));
      Scrape scrape = MessagesScenario.expectCounts(app, tasks);
      assertThat(scrape.labelValues("tachograph_task_type_info", "framework"))
          .containsExactly("springfunction");
      for (String topic : List.of("flow", "drain", "sink", "upper", "taken")) {
        assertThat(scrape.count("consumer_records_total", "topic", topic + ".{uuid}"))
            .as(topic)
            .isEqualTo(topic.equals("taken") ? 7 : 3)
            .isEqualTo(counted.get(topic + ".{uuid} ITEMS"));
      }
      MessagesScenario.expectPlain(counted, () -> startReactive(JvmCommand.on(jdk), version));
    }
  }

  private static MessagesApp startReactive(JvmCommand jvm, String version) {
    return MessagesApp.startCompiled(jvm, "ReactiveStreamListeners", version, broker.address());
  }

  private static MessagesApp start(JvmCommand command, String version) {
    return version.equals(NEWEST)
        ? MessagesApp.startWithCoroutines(command, LISTENERS, version, broker.address())
        : scenario(version).start(command);
  }

  private static Map<String, Long> plain(Jdk jdk, String version) {
    try (MessagesApp app = start(JvmCommand.on(jdk), version)) {
      return app.run();
    }
  }

  private static List<String> asynchronous(String version) {
    switch (version) {
      case NEWEST:
        return List.of("mono.{uuid}", "typed.{uuid}", "suspended.{uuid}");
      case FIRST_OF_PUBLISHERS:
        return List.of("mono.{uuid}", "typed.{uuid}");
      default:
        return List.of();
    }
  }

  static Stream<Arguments> clientsAndJdks() {
    return JdkMatrix.of(Stream.of("kafka-2.1.0", "kafka-4.4.0"));
  }

  @ParameterizedTest
  @MethodSource("clientsAndJdks")
  void whatAProgramPollsByItself_isRecordsAndTheTimeBetweenPolls(String version, Jdk jdk) {
    expectPolls(broker, version, jdk);
  }

  static Stream<Arguments> oldestClient() {
    return JdkMatrix.ifFull(() -> JdkMatrix.of(Stream.of("kafka-2.1.0@2.0.0")));
  }

  /** Brokers of version 4 do not talk to it. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("oldestClient")
  void whatTheOldestClientPolls_isTheSame(String version, Jdk jdk) {
    try (KafkaBroker old = KafkaBroker.startOf("kafka-broker-3.9.1")) {
      expectPolls(old, version, jdk);
    }
  }

  private static void expectPolls(KafkaBroker broker, String version, Jdk jdk) {
    MessagesScenario scenario = new MessagesScenario("KafkaPolls", version, broker.address());
    try (MessagesApp app = scenario.start(JvmCommand.on(jdk).agent())) {
      Map<String, Long> counted = app.run();
      assertThat(counted)
          .containsEntry("orders.{uuid} RECORDS", 60L)
          .containsEntry("bills.{uuid} RECORDS", 60L);
      Scrape scrape = app.jvm().scrape();
      for (String topic : new String[] {"orders.{uuid}", "bills.{uuid}"}) {
        assertThat(scrape.count("consumer_records_total", "topic", topic)).isEqualTo(60);
        assertThat(scrape.count("consumer_poll_interval_seconds_count", "topic", topic))
            .isEqualTo(counted.get(topic + " POLLS"));
      }
      assertThat(scrape.samples("task_execute_time_seconds_count")).isEmpty();
      assertThat(scrape.count("tachograph_probe_errors_total")).isZero();
      assertThat(app.jvm().stderr()).noneMatch(line -> line.startsWith("tachograph WARN"));
      MessagesScenario.expectPlain(
          counted,
          () -> scenario.start(JvmCommand.on(jdk)),
          "orders.{uuid} POLLS",
          "bills.{uuid} POLLS");
    }
  }

  static Stream<Arguments> smallRye() {
    return JdkMatrix.of(
        Stream.concat(
            Stream.of("smallrye-4.4.0", "smallrye-4.36.0"),
            JdkMatrix.ifFull(() -> Stream.of("smallrye-4.0.0"))));
  }

  @ParameterizedTest
  @MethodSource("smallRye")
  void recordsThatAMethodOfSmallRyesRefuses_haveFailed(String version, Jdk jdk) {
    try (MessagesApp app = startSmallRye(JvmCommand.on(jdk).agent(), version)) {
      Map<String, Long> counted = app.run();
      boolean repeatsLater = !version.endsWith("4.0.0");
      assertThat(counted)
          .containsEntry("mail RECORDS", 3L)
          .containsEntry("parcels RECORDS", 3L)
          // What is given up is a record of another topic.
          .containsEntry("loads FAILURE", 1L)
          .containsEntry("lost SUCCESS", 1L);
      List<String> channels =
          new ArrayList<>(List.of("orders", "bills", "slips", "mail", "parcels", "loads", "lost"));
      if (repeatsLater) {
        // Each attempt is a record of another topic, and of the same channel.
        assertThat(counted)
            .containsEntry("crates FAILURE", 3L)
            .containsEntry("scrapped SUCCESS", 1L);
        channels.addAll(List.of("crates", "scrapped"));
      }
      Scrape scrape = MessagesScenario.expectCounts(app, counted);
      StartDelays.expectPast(app, scrape, "orders", "bills", "slips", "mail", "parcels", "loads");
      for (String channel : channels) {
        long executions = scrape.count("task_execute_time_seconds_count", "taskType", channel);
        assertThat(scrape.count("task_start_delay_seconds_count", "taskType", channel))
            .as(channel)
            .isEqualTo(executions);
      }
      // Its messages keep the time of the records that they were made of.
      assertThat(scrape.count("task_start_delay_seconds_count", "taskType", "filed")).isZero();
      for (String batches : new String[] {"mail", "parcels"}) {
        assertThat(MessagesScenario.failures(scrape, batches, "IllegalStateException"))
            .isEqualTo(1);
      }
      assertThat(MessagesScenario.failures(scrape, "orders", "IllegalArgumentException"))
          .isEqualTo(1);
      assertThat(MessagesScenario.failures(scrape, "bills", "IllegalStateException")).isEqualTo(1);
      assertThat(MessagesScenario.failures(scrape, "loads", "IllegalStateException")).isEqualTo(1);
      assertThat(MessagesScenario.failures(scrape, "crates", "IllegalArgumentException"))
          .isEqualTo(repeatsLater ? 3 : 0);
      assertThat(scrape.labelValues("tachograph_task_type_info", "framework"))
          .containsExactly("smallryemessaging");
      MessagesScenario.expectPlain(
          counted,
          () -> startSmallRye(JvmCommand.on(jdk), version),
          "mail SUCCESS",
          "parcels SUCCESS");
    }
  }

  private static MessagesApp startSmallRye(JvmCommand jvm, String version) {
    return MessagesApp.startCompiled(jvm, "SmallRyeListeners", version, broker.address());
  }

  static Stream<Arguments> micronaut() {
    return JdkMatrix.of(Stream.of("micronaut-3.3.3", "micronaut-5.9.0"));
  }

  @ParameterizedTest
  @MethodSource("micronaut")
  void whatMicronautsLoopsGiveToListeners_isATask(String version, Jdk jdk) {
    boolean isNewest = version.endsWith("5.9.0");
    String[] further = isNewest ? new String[] {"MicronautKafkaRetries"} : new String[0];
    try (MessagesApp app = startMicronaut(JvmCommand.on(jdk).agent(), version, further)) {
      Map<String, Long> counted = app.run();
      Scrape scrape = MessagesScenario.expect(app, counted);
      assertThat(counted)
          .containsEntry("orders.{uuid} FAILURE", 1L)
          .containsEntry("later.{uuid} FAILURE", 1L)
          .containsEntry("batch.{uuid} FAILURE", 1L);
      assertThat(MessagesScenario.failures(scrape, "orders.{uuid}", "IllegalArgumentException"))
          .isEqualTo(1);
      assertThat(MessagesScenario.failures(scrape, "later.{uuid}", "LinkageError")).isEqualTo(1);
      if (isNewest) {
        assertThat(counted)
            .containsEntry("again.{uuid} FAILURE", 4L)
            .containsEntry("again.{uuid} REDELIVERED", 3L)
            .containsEntry("batchagain.{uuid} REDELIVERED", 1L)
            .containsEntry("mono.{uuid} FAILURE", 1L)
            .containsEntry("suspended.{uuid} FAILURE", 1L);
        for (String topic : List.of("mono.{uuid}", "suspended.{uuid}")) {
          assertThat(MessagesScenario.failures(scrape, topic, "IllegalStateException"))
              .isEqualTo(1);
        }
        // Each takes 20 ms after the listener has returned.
        assertThat(
                scrape.value(
                    "task_execute_time_seconds_sum",
                    "taskType",
                    "mono.{uuid}",
                    "status",
                    "SUCCESS"))
            .isGreaterThan(2 * 0.015);
      }
      assertThat(scrape.labelValues("tachograph_task_type_info", "framework"))
          .containsExactly("micronautkafka");
      StartDelays.expectPast(app, scrape, "orders.{uuid}", "later.{uuid}", "batch.{uuid}");
      if (isNewest) {
        StartDelays.expectPast(app, scrape, "again.{uuid}", "batchagain.{uuid}", "mono.{uuid}");
      }
      // What its loops poll is in the tasks.
      assertThat(scrape.samples("consumer_records_total")).isEmpty();
      MessagesScenario.expectPlain(
          counted, () -> startMicronaut(JvmCommand.on(jdk), version, further));
    }
  }

  private static MessagesApp startMicronaut(JvmCommand jvm, String version, String... further) {
    return MessagesApp.startCompiled(
        jvm, "MicronautKafkaListeners", version, broker.address(), further);
  }

  @Test
  void afterAnAttach_recordsAreTasks_andTheProgramGetsTheSame() {
    scenario(NEWEST).expectAttached(Jdks.newest());
    JdkMatrix.ifFull(() -> Stream.of(Jdks.newest()))
        .forEach(
            jdk -> {
              try (MessagesApp app =
                  startMicronaut(Attaching.on(jdk), "micronaut-5.9.0", "MicronautKafkaRetries")) {
                MessagesScenario.expectAttached(app, jdk);
              }
            });
  }
}
