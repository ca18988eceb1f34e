package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.MessagesApp;
import dev.tachograph.it.harness.Scrape;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Listeners of JMS, of a broker in the same JVM: Spring's, and those of the clients. */
class JmsIT {
  private static final MessagesScenario NEWEST =
      new MessagesScenario("JakartaJmsListeners", "classic-6.3.1", "classic");

  static Stream<Arguments> brokersAndJdks() {
    return JdkMatrix.of(
        Stream.of(
            new String[] {"JavaxJmsListeners", "classic-5.15.16", "classic"},
            new String[] {"JakartaJmsListeners", "classic-6.3.1", "classic"},
            new String[] {"JavaxJmsListeners", "artemis-2.6.4", "artemis"},
            new String[] {"JakartaJmsListeners", "artemis-2.56.0", "artemis"}));
  }

  @ParameterizedTest
  @MethodSource("brokersAndJdks")
  void messages_areTasks(String listeners, String library, String broker, Jdk jdk) {
    MessagesScenario scenario = new MessagesScenario(listeners, library, broker);
    try (MessagesApp app = scenario.start(JvmCommand.on(jdk).agent())) {
      Map<String, Long> counted = app.run();
      Scrape scrape = MessagesScenario.expect(app, counted);
      assertThat(counted)
          .containsEntry("mail REDELIVERED", 1L)
          .containsEntry("orders REDELIVERED", 1L)
          .containsEntry("raw REDELIVERED", 1L)
          .containsEntry("layered FAILURE", 1L)
          // Three attempts fail; in the queue for dead letters, the message is another one.
          .containsEntry("doomed FAILURE", 3L)
          .containsEntry("doomed REDELIVERED", 2L)
          .containsEntry("ActiveMQ.DLQ SUCCESS", 1L);
      assertThat(MessagesScenario.failures(scrape, "mail", "IOException")).isEqualTo(1);
      assertThat(MessagesScenario.failures(scrape, "layered", "IllegalStateException"))
          .isEqualTo(1);
      assertThat(MessagesScenario.framework(scrape, "mail")).isEqualTo("springjms");
      assertThat(MessagesScenario.framework(scrape, "orders")).isEqualTo("springjms");
      assertThat(MessagesScenario.framework(scrape, "raw")).isEqualTo("jms");
      // Behind the first, four have waited.
      StartDelays.expectAtLeast(app, scrape, 4 * StartDelays.HELD, "raw");
      StartDelays.expectAtLeast(app, scrape, 4 * StartDelays.HELD, "mail");
      // The client has the message first.
      assertThat(MessagesScenario.framework(scrape, "layered")).isEqualTo("jms");
    }
  }

  @Test
  void afterAnAttach_messagesAreTasks_andTheProgramGetsTheSame() {
    new MessagesScenario("JavaxJmsListeners", "artemis-2.6.4", "artemis")
        .expectAttached(Jdks.atLeast(17));
    assertThat(NEWEST.expectAttached(Jdks.newest()))
        .containsEntry("doomed FAILURE", 3L)
        .containsEntry("doomed REDELIVERED", 2L)
        .containsEntry("ActiveMQ.DLQ SUCCESS", 1L);
  }

  @Test
  void withoutTheClients_springsContainersCount() {
    try (MessagesApp app =
        NEWEST.start(JvmCommand.on(Jdks.newest()).agent("instrument.jms.enabled=false"))) {
      Map<String, Long> counted = app.run();
      counted
          .keySet()
          .removeIf(
              what -> what.startsWith("raw") || what.startsWith("news") || what.startsWith("{"));
      Scrape scrape = MessagesScenario.expect(app, counted);
      assertThat(MessagesScenario.framework(scrape, "layered")).isEqualTo("springjms");
    }
  }
}
