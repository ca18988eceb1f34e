package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Attaching;
import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.MessagesApp;
import dev.tachograph.it.harness.PubSubEmulator;
import dev.tachograph.it.harness.Scrape;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Receivers of Google's client for Pub/Sub. Its server is within the program, or an emulator. */
class PubSubIT {
  private static final String OLDEST = "pubsub-1.105.0";
  private static final String NEWEST = "pubsub-1.160.0";
  private static final String WITHIN = "within";
  private static final String LOSING = "within, losing messages";

  /** What the program sees, without the agent and with it. */
  private static Map<String, Long> counted(String version) {
    Map<String, Long> counted = new TreeMap<>();
    for (String subscription : new String[] {"bills", "mail", "orders", "parcels"}) {
      counted.put(subscription + " FAILURE", 1L);
      counted.put(subscription + " SUCCESS", 4L);
    }
    counted.put("news FAILURE", 1L);
    counted.put("news SUCCESS", 3L);
    counted.put("orders REDELIVERED", 1L);
    // Only later versions answer the receiver, too.
    counted.keySet().removeIf(what -> version.equals(OLDEST) && what.startsWith("bills"));
    return counted;
  }

  static Stream<Arguments> versions() {
    return JdkMatrix.of(
        JdkMatrix.oldestAndNewest(Stream.of(OLDEST, "pubsub-1.116.0", "pubsub-1.123.17", NEWEST)));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void messages_areTasksOfTheirSubscription_untilTheyAreAnsweredFor(String version, Jdk jdk) {
    MessagesScenario scenario = new MessagesScenario("PubSubListeners", version, WITHIN);
    try (MessagesApp app = scenario.start(JvmCommand.on(jdk).agent())) {
      Map<String, Long> counted = app.run();
      assertThat(counted).isEqualTo(counted(version));
      Scrape scrape = MessagesScenario.expect(app, counted);
      assertThat(MessagesScenario.failures(scrape, "orders", "IllegalStateException")).isEqualTo(1);
      assertThat(MessagesScenario.failures(scrape, "news", "IllegalArgumentException"))
          .isEqualTo(1);
      for (String refused : new String[] {"parcels", "mail"}) {
        assertThat(MessagesScenario.failures(scrape, refused, "ReportedFailure")).isEqualTo(1);
      }
      // Each is answered for 50 ms after its receiver has returned.
      assertThat(
              scrape.value(
                  "task_execute_time_seconds_sum", "taskType", "mail", "status", "SUCCESS"))
          .isGreaterThanOrEqualTo(4 * 0.05);
      // All were published half a minute ago.
      StartDelays.expectPast(app, scrape, "orders");
      assertThat(scrape.labelValues("tachograph_task_type_info", "framework"))
          .containsExactly("pubsub");
    }
  }

  static Stream<Arguments> all() {
    return JdkMatrix.ifFull(() -> JdkMatrix.of(Stream.of(OLDEST, NEWEST)));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("all")
  void afterAnAttach_messagesAreTasks_andTheProgramGetsTheSame(String version, Jdk jdk) {
    MessagesScenario scenario = new MessagesScenario("PubSubListeners", version, WITHIN);
    try (MessagesApp app = scenario.start(Attaching.on(jdk))) {
      assertThat(app.run()).isEqualTo(counted(version));
      Attaching.to(app.jvm(), jdk);
      // A connection says ten times a second whose messages it gets.
      Await.until(
          () -> app.jvm().toString(),
          () -> {
            app.run();
            return MessagesScenario.countsAtRest(app).keySet().equals(counted(version).keySet());
          });
      Map<String, Long> counts = MessagesScenario.countsAtRest(app);
      assertThat(app.run()).isEqualTo(counted(version));
      counted(version).forEach((what, count) -> counts.merge(what, count, Long::sum));
      MessagesScenario.expect(app, counts);
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("all")
  void messagesOfGooglesEmulator_areTheSame(String version, Jdk jdk) {
    try (PubSubEmulator emulator = PubSubEmulator.start();
        MessagesApp app =
            new MessagesScenario("PubSubListeners", version, emulator.address())
                .start(JvmCommand.on(jdk).agent())) {
      Map<String, Long> counted = app.run();
      assertThat(counted).isEqualTo(counted(version));
      MessagesScenario.expect(app, counted);
    }
  }

  /** The client waits five seconds for an answer. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("newest")
  void messagesThatNobodyCanAnswerForAnyMore_haveFailed(String version, Jdk jdk) {
    try (MessagesApp app =
        new MessagesScenario("PubSubListeners", version, LOSING)
            .start(JvmCommand.on(jdk).agent())) {
      Await.until(
          () -> app.jvm().toString(),
          () -> {
            app.run();
            return MessagesScenario.failures(app.jvm().scrape(), "lost", "CancellationException")
                == 4;
          });
    }
  }

  static Stream<Arguments> newest() {
    return JdkMatrix.ifFull(() -> JdkMatrix.of(Stream.of(NEWEST)));
  }
}
