package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Attaching;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.MessagesApp;
import dev.tachograph.it.harness.NatsBroker;
import dev.tachograph.it.harness.Scrape;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Handlers of NATS' client, of a real server with JetStream. */
class NatsIT {
  /** What the program sees, without the agent and with it. */
  private static final Map<String, Long> COUNTED =
      Map.of(
          "news FAILURE", 1L,
          "news SUCCESS", 2L,
          "orders.* FAILURE", 1L,
          "orders.* SUCCESS", 2L,
          "questions SUCCESS", 3L,
          "work.mail FAILURE", 1L,
          "work.mail REDELIVERED", 1L,
          "work.mail SUCCESS", 4L,
          "work.parcels SUCCESS", 3L);

  static Stream<Arguments> versions() {
    return JdkMatrix.of(Stream.of("nats-2.11.0", "nats-2.26.2"));
  }

  /** A thread of theirs is in one method all the time, and goes on with that as it was. */
  @Test
  void dispatchersThatWereThereBeforeAnAttach_areNotMeasured() {
    Jdk jdk = Jdks.atLeast(17);
    try (NatsBroker broker = NatsBroker.start();
        MessagesApp app =
            new MessagesScenario("NatsListeners", "nats-2.26.2", broker.address())
                .start(Attaching.on(jdk))) {
      assertThat(app.run()).isEqualTo(COUNTED);
      Attaching.to(app.jvm(), jdk);
      assertThat(app.run()).isEqualTo(COUNTED);
      MessagesScenario.expectCounts(app, Map.of());
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void messages_areTasksOfTheirSubscription_andAnswersAreNone(String version, Jdk jdk) {
    try (NatsBroker broker = NatsBroker.start();
        MessagesApp app =
            new MessagesScenario("NatsListeners", version, broker.address())
                .start(JvmCommand.on(jdk).agent())) {
      Map<String, Long> counted = app.run();
      assertThat(counted).isEqualTo(COUNTED);
      Scrape scrape = MessagesScenario.expectCounts(app, counted);
      for (String subject : new String[] {"news", "orders.*"}) {
        assertThat(MessagesScenario.failures(scrape, subject, "IllegalStateException"))
            .isEqualTo(1);
      }
      assertThat(MessagesScenario.failures(scrape, "work.mail", "ReportedFailure")).isEqualTo(1);
      // Only JetStream says when a message was sent.
      assertThat(scrape.count("task_start_delay_seconds_count")).isEqualTo(8);
      // Behind the first, three have waited.
      StartDelays.expectAtLeast(app, scrape, 3 * StartDelays.HELD, "work.mail");
      assertThat(scrape.labelValues("tachograph_task_type_info", "framework"))
          .containsExactly("nats");
    }
  }
}
