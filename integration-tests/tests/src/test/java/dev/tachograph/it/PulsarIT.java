package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.MessagesApp;
import dev.tachograph.it.harness.PulsarBroker;
import dev.tachograph.it.harness.Scrape;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Listeners of Pulsar's client, of a real broker. */
class PulsarIT {
  private static PulsarBroker broker;

  @BeforeAll
  static void startBroker() {
    broker = PulsarBroker.start();
    broker.make("persistent/public/default/orders/partitions", "2");
    broker.make("tenants/shop", "{\"allowedClusters\":[\"standalone\"]}");
    broker.make("namespaces/shop/eu", "{}");
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void afterAnAttach_messagesAreTasks_andTheProgramGetsTheSame() {
    new MessagesScenario("PulsarListeners", "pulsar-4.2.0", broker.address())
        .expectAttached(Jdks.newest());
  }

  static Stream<Arguments> versions() {
    return JdkMatrix.of(Stream.of("pulsar-2.8.0", "pulsar-4.2.0"));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void messages_areTasksOfTheirTopic_andFailIfRefusedOrThrown(String version, Jdk jdk) {
    MessagesScenario scenario = new MessagesScenario("PulsarListeners", version, broker.address());
    Map<String, Long> counted;
    try (MessagesApp app = scenario.start(JvmCommand.on(jdk).agent())) {
      counted = app.run();
      assertThat(counted)
          .containsEntry("shop/eu/parcels REDELIVERED", 1L)
          // What is given up has failed each time. It is a new message of the topic for it.
          .containsEntry("loads FAILURE", 3L)
          .containsEntry("loads REDELIVERED", 2L)
          .containsEntry("loads-dead SUCCESS", 1L)
          .containsEntry("crates FAILURE", 2L)
          .containsEntry("crates REDELIVERED", 1L)
          .containsEntry("crates-dead SUCCESS", 1L)
          .containsEntry("bills-tests-RETRY FAILURE", 3L)
          .containsEntry("bills-tests-DLQ SUCCESS", 1L)
          // Each message of a batch is a task.
          .containsEntry("letters SUCCESS", 4L)
          .containsEntry("letters FAILURE", 1L)
          .containsEntry("letters REDELIVERED", 1L);
      Scrape scrape = MessagesScenario.expect(app, counted);
      assertThat(MessagesScenario.failures(scrape, "orders", "IllegalStateException")).isEqualTo(1);
      assertThat(MessagesScenario.failures(scrape, "news", "IllegalArgumentException"))
          .isEqualTo(1);
      Map.of("shop/eu/parcels", 1, "bills", 2, "bills-tests-RETRY", 3, "loads", 3, "letters", 1)
          .forEach(
              (refused, times) ->
                  assertThat(MessagesScenario.failures(scrape, refused, "ReportedFailure"))
                      .as(refused)
                      .isEqualTo(times.longValue()));
      assertThat(MessagesScenario.failures(scrape, "crates", "IllegalStateException")).isEqualTo(2);
      // Behind the first, four have waited.
      StartDelays.expectAtLeast(app, scrape, 4 * StartDelays.HELD, "shop/eu/parcels");
      assertThat(scrape.labelValues("tachograph_task_type_info", "framework"))
          .containsExactly("pulsar");
    }
    // Beside each other, they would share the messages.
    MessagesScenario.expectPlain(counted, () -> scenario.start(JvmCommand.on(jdk)));
  }
}
