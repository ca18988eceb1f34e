package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Attaching;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.MessagesApp;
import dev.tachograph.it.harness.Scrape;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Listeners of Spring Cloud AWS, of ElasticMQ, which speaks SQS. */
class SpringSqsIT {
  static Stream<Arguments> versionsAndJdks() {
    return JdkMatrix.of(Stream.of("springsqs-3.0.0", "springsqs-4.1.0"));
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void messagesAndBatches_areTasks(String version, Jdk jdk) {
    try (MessagesApp app =
        MessagesApp.startCompiled(JvmCommand.on(jdk).agent(), "SqsListeners", version)) {
      Map<String, Long> counted = app.run();
      Scrape scrape = MessagesScenario.expect(app, counted);
      assertThat(counted)
          .containsEntry("mail FAILURE", 1L)
          .containsEntry("mail REDELIVERED", 1L)
          .containsEntry("later FAILURE", 1L)
          .containsEntry("batch FAILURE", 1L)
          .containsEntry("doomed FAILURE", 2L)
          .containsEntry("doomed REDELIVERED", 1L)
          .containsEntry("dead SUCCESS", 1L);
      // All of the batch that has failed come again.
      assertThat(counted.get("batch RECORDS")).isGreaterThan(3);
      assertThat(MessagesScenario.failures(scrape, "batch", "IllegalStateException")).isEqualTo(1);
      assertThat(MessagesScenario.failures(scrape, "doomed", "IllegalArgumentException"))
          .isEqualTo(2);
      assertThat(MessagesScenario.failures(scrape, "mail", "IllegalStateException")).isEqualTo(1);
      assertThat(MessagesScenario.failures(scrape, "later", "LinkageError")).isEqualTo(1);
      for (String queue : List.of("mail", "later", "batch")) {
        expectHeldBack(app, scrape, queue);
      }
      assertThat(scrape.labelValues("tachograph_task_type_info", "framework"))
          .containsExactly("springsqs");
    }
  }

  /** The server gives out a message a second after it was sent. */
  private static void expectHeldBack(MessagesApp app, Scrape scrape, String queue) {
    StartDelays.expectAtLeast(
        app, scrape, scrape.count("task_start_delay_seconds_count", "taskType", queue), queue);
  }

  @Test
  void afterAnAttach_messagesAreTasks_andTheProgramGetsTheSame() {
    Jdk jdk = Jdks.newest();
    try (MessagesApp app =
        MessagesApp.startCompiled(Attaching.on(jdk), "SqsListeners", "springsqs-4.1.0")) {
      MessagesScenario.expectAttached(app, jdk);
    }
  }

  static Stream<Arguments> versions2AndJdks() {
    return JdkMatrix.of(Stream.of("springsqs-2.3.0", "springsqs-2.4.4"));
  }

  @ParameterizedTest
  @MethodSource("versions2AndJdks")
  void messagesOfVersion2_areTasks(String version, Jdk jdk) {
    try (MessagesApp app =
        MessagesApp.startCompiled(JvmCommand.on(jdk).agent(), "AmazonSqsListeners", version)) {
      Map<String, Long> counted = app.run();
      Scrape scrape = MessagesScenario.expect(app, counted);
      for (String repeated : List.of("mail", "never")) {
        assertThat(counted)
            .containsEntry(repeated + " SUCCESS", 3L)
            .containsEntry(repeated + " FAILURE", 1L)
            .containsEntry(repeated + " REDELIVERED", 1L);
      }
      for (String deleted : List.of("always", "fleeting")) {
        assertThat(counted)
            .containsEntry(deleted + " SUCCESS", 2L)
            .containsEntry(deleted + " FAILURE", 1L)
            .doesNotContainKey(deleted + " REDELIVERED");
      }
      assertThat(counted)
          .containsEntry("doomed FAILURE", 2L)
          .containsEntry("doomed REDELIVERED", 1L)
          .containsEntry("dead SUCCESS", 1L);
      for (String queue : List.of("mail", "never", "always", "fleeting")) {
        assertThat(MessagesScenario.failures(scrape, queue, "IllegalStateException"))
            .as(queue)
            .isEqualTo(1);
      }
      assertThat(MessagesScenario.failures(scrape, "doomed", "IllegalArgumentException"))
          .isEqualTo(2);
      expectHeldBack(app, scrape, "mail");
      assertThat(MessagesScenario.framework(scrape, "mail")).isEqualTo("springsqs");
      MessagesScenario.expectPlain(
          counted,
          () -> MessagesApp.startCompiled(JvmCommand.on(jdk), "AmazonSqsListeners", version));
    }
  }
}
