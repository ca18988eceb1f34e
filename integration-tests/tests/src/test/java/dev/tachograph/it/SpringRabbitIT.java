package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.MessagesApp;
import dev.tachograph.it.harness.OtherAgent;
import dev.tachograph.it.harness.RabbitBroker;
import dev.tachograph.it.harness.Scrape;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Listeners of Spring AMQP and Micronaut, and consumers of RabbitMQ's client, of a real broker. */
class SpringRabbitIT {
  private static final String NEWEST = "springrabbit-4.1.2";
  private static RabbitBroker broker;

  @BeforeAll
  static void startBroker() {
    broker = RabbitBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  private static MessagesScenario scenario(String library) {
    return new MessagesScenario("RabbitListeners", library, broker.address());
  }

  static Stream<Arguments> versionsAndJdks() {
    return JdkMatrix.of(Stream.of("springrabbit-2.2.21", NEWEST));
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void messagesAndBatches_areTasks(String version, Jdk jdk) {
    JvmCommand command = JvmCommand.on(jdk).agent();
    List<String> asynchronous = List.of("later", "mono");
    if (version.equals(NEWEST)) {
      asynchronous = List.of("later", "mono", "suspended");
    }
    try (MessagesApp app =
        version.equals(NEWEST)
            ? MessagesApp.startWithCoroutines(command, "RabbitListeners", version, broker.address())
            : scenario(version).start(command)) {
      Map<String, Long> counted = app.run();
      Scrape scrape = MessagesScenario.expect(app, counted);
      assertThat(counted)
          .containsEntry("mail REDELIVERED", 1L)
          .containsEntry("orders REDELIVERED", 1L)
          .containsEntry("doomed FAILURE", 1L)
          .containsEntry("dead SUCCESS", 1L)
          .containsEntry("batch FAILURE", 1L)
          .containsEntry("batch REDELIVERED", 1L)
          .containsEntry("handled FAILURE", 1L)
          .containsEntry("tried FAILURE", 2L)
          .containsEntry("tried REDELIVERED", 2L)
          .containsEntry("returned FAILURE", 2L)
          .containsEntry("returned REDELIVERED", 2L)
          .containsEntry("heaps FAILURE", 2L)
          .containsEntry("heaps REDELIVERED", 2L);
      assertThat(MessagesScenario.failures(scrape, "mail", "IllegalStateException")).isEqualTo(1);
      for (String queue : asynchronous) {
        assertThat(counted).containsEntry(queue + " REDELIVERED", 1L);
        assertThat(MessagesScenario.failures(scrape, queue, "IllegalStateException")).isEqualTo(1);
      }
      assertThat(MessagesScenario.failures(scrape, "handled", "IllegalStateException"))
          .isEqualTo(1);
      expectPast(app, scrape);
      assertThat(scrape.labelValues("tachograph_task_type_info", "framework"))
          .containsExactly("springrabbit");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tachograph.it.MessagesScenario#streams")
  void messagesForFunctionsOfSpringCloudStream_areTasksOfTheContainer(String version, Jdk jdk) {
    MessagesScenario.expectStream("springrabbit", "rabbit:" + broker.address(), version, jdk);
  }

  /** Each layer knows by itself what the binder gives up. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("dev.tachograph.it.MessagesScenario#streamsByThemselves")
  void withoutTheHandlersOfChannels_functionsFailTheirMessages(String version, Jdk jdk) {
    MessagesScenario.expectStream(
        "springrabbit",
        "rabbit:" + broker.address(),
        version,
        jdk,
        "instrument.springintegration.enabled=false");
  }

  static Stream<Arguments> clientsAndJdks() {
    return JdkMatrix.of(Stream.of("rabbitmq-5.0.0", "rabbitmq-5.37.1"));
  }

  @ParameterizedTest
  @MethodSource("clientsAndJdks")
  void messagesOfConsumers_areTasks_andFailIfRefusedOrThrown(String version, Jdk jdk) {
    MessagesScenario scenario = new MessagesScenario("RabbitConsumers", version, broker.address());
    try (MessagesApp app = scenario.start(JvmCommand.on(jdk).agent())) {
      Map<String, Long> counted = app.run();
      Scrape scrape = MessagesScenario.expect(app, counted);
      assertThat(counted)
          .containsEntry("parcels REDELIVERED", 1L)
          .containsEntry("letters FAILURE", 1L);
      assertThat(MessagesScenario.failures(scrape, "parcels", "ReportedFailure")).isEqualTo(1);
      assertThat(MessagesScenario.failures(scrape, "notes", "IllegalStateException")).isEqualTo(1);
      // The program's handler keeps the exception to itself.
      assertThat(MessagesScenario.failures(scrape, "tips", "ReportedFailure")).isEqualTo(1);
      assertThat(MessagesScenario.failures(scrape, "calls", "ReportedFailure")).isEqualTo(1);
      expectPast(app, scrape);
      assertThat(scrape.labelValues("tachograph_task_type_info", "framework"))
          .containsExactly("rabbitmq");
    }
  }

  static Stream<Arguments> micronaut() {
    return JdkMatrix.of(Stream.of("micronautrabbit-2.5.0", "micronautrabbit-4.8.0"));
  }

  @ParameterizedTest
  @MethodSource("micronaut")
  void whatMicronautsListenersThrow_isTheFailureOfTheConsumersTask(String version, Jdk jdk) {
    Map<String, Long> counted;
    try (MessagesApp app = startMicronaut(JvmCommand.on(jdk).agent(), version)) {
      counted = app.run();
      Scrape scrape = MessagesScenario.expect(app, counted);
      assertThat(counted)
          .containsEntry("bills FAILURE", 1L)
          .containsEntry("claims REDELIVERED", 1L)
          .containsEntry("deeds FAILURE", 1L);
      assertThat(MessagesScenario.failures(scrape, "bills", "IllegalArgumentException"))
          .isEqualTo(1);
      assertThat(MessagesScenario.failures(scrape, "claims", "IllegalStateException")).isEqualTo(1);
      assertThat(MessagesScenario.failures(scrape, "deeds", "LinkageError")).isEqualTo(1);
      expectPast(app, scrape);
      assertThat(scrape.labelValues("tachograph_task_type_info", "framework"))
          .containsExactly("rabbitmq");
    }
    MessagesScenario.expectPlain(counted, () -> startMicronaut(JvmCommand.on(jdk), version));
  }

  private static MessagesApp startMicronaut(JvmCommand jvm, String version) {
    return MessagesApp.startCompiled(jvm, "MicronautRabbitListeners", version, broker.address());
  }

  /** What the client gets is then not the container's consumer, nor the program's. */
  @ParameterizedTest
  @MethodSource("wrappingAgents")
  void whereAnotherAgentWrapsConsumers_messagesCountOnce_underTheirQueue(
      OtherAgent agent, OtherAgent.Place place, Jdk jdk) {
    try (OtherAgent.Beside beside = agent.everywhere(place)) {
      assertThat(beside.place()).isEqualTo(place);
      messagesAndBatches_areTasks(NEWEST, jdk);
      JdkMatrix.ifFull(() -> Stream.of("rabbitmq-5.37.1"))
          .forEach(client -> messagesOfConsumers_areTasks_andFailIfRefusedOrThrown(client, jdk));
    }
  }

  static Stream<Arguments> wrappingAgents() {
    return JdkMatrix.of(
        Stream.concat(
            Stream.<Object[]>of(new Object[] {OtherAgent.OPENTELEMETRY, OtherAgent.Place.BEFORE}),
            JdkMatrix.ifFull(
                () ->
                    Stream.of(
                        new Object[] {OtherAgent.OPENTELEMETRY, OtherAgent.Place.AFTER},
                        new Object[] {OtherAgent.DATADOG, OtherAgent.Place.BEFORE},
                        new Object[] {OtherAgent.DATADOG, OtherAgent.Place.AFTER}))));
  }

  /**
   * A broker keeps the sender's timestamp when it gives a message to the queue for dead letters.
   */
  private static void expectPast(MessagesApp app, Scrape scrape) {
    StartDelays.expectPast(
        app,
        scrape,
        scrape.labelValues("tachograph_task_type_info", "taskType").toArray(new String[0]));
  }

  @Test
  void afterAnAttach_messagesAreTasks_andTheProgramGetsTheSame() {
    scenario(NEWEST).expectAttached(Jdks.newest());
    new MessagesScenario("RabbitConsumers", "rabbitmq-5.37.1", broker.address())
        .expectAttached(Jdks.atLeast(17));
  }
}
