package dev.tachograph.bootstrap.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RabbitProbeTest extends FrameworkFixture {
  /** Has a consumer get a message. */
  private static @Nullable Object delivered(Object consumer, @Nullable String tag) {
    Object work = new Object();
    RabbitProbe.read(consumer, tag, "key", false, null);
    RabbitProbe.queued(work);
    RabbitProbe.readEnded();
    return RabbitProbe.started(work);
  }

  @Test
  void aConsumerOfTwoQueues_getsTheMessagesOfBoth() {
    Object consumer = new Object();
    RabbitProbe.asks(consumer, "mail");
    RabbitProbe.given(consumer, "tag1");
    RabbitProbe.asks(consumer, "bills");
    RabbitProbe.given(consumer, "tag2");
    run(delivered(consumer, "tag1"));
    run(delivered(consumer, "tag2"));
    run(delivered(new Object(), "tag3"));
    assertThat(executions())
        .containsOnly(
            Map.entry("mail SUCCESS", 1L),
            Map.entry("bills SUCCESS", 1L),
            Map.entry("key SUCCESS", 1L));
  }

  /** Has a listener of a container get a message. */
  private static void listen(Object message, boolean redelivered, @Nullable Throwable thrown) {
    Object started = RabbitProbe.listened(message, "mail", null, redelivered, 0);
    RabbitProbe.listenedEnded(started, message, thrown);
  }

  @Test
  void whatAListenerGetsAgainAfterItFailed_isARetry() {
    Object failing = new Object();
    listen(failing, false, new IOException());
    listen(failing, false, new IOException());
    listen(failing, false, null);
    assertThat(numbers("task_retries_total")).containsExactly(Map.entry("mail", 2L));
    // It is none after a success, or after the failure of another message.
    listen(failing, false, null);
    listen(new Object(), false, new IOException());
    listen(failing, false, null);
    assertThat(numbers("task_retries_total")).containsExactly(Map.entry("mail", 2L));
    listen(failing, true, null);
    assertThat(numbers("task_retries_total")).containsExactly(Map.entry("mail", 3L));
    assertThat(executions())
        .containsOnly(Map.entry("mail SUCCESS", 4L), Map.entry("mail FAILURE", 3L));
  }

  @Test
  void workThatIsNoMessage_isNoTask() {
    Object work = new Object();
    RabbitProbe.queued(work);
    assertThat(RabbitProbe.started(work)).isNull();
  }

  @Test
  void aRefusedMessage_fails_byItsExceptionIfThatIsKnown() {
    Object refused = delivered(new Object(), null);
    FrameworkProbe.messageFails();
    run(refused);
    Object thrown = delivered(new Object(), null);
    FrameworkProbe.messageFails();
    FrameworkProbe.failureKept(new IOException());
    run(thrown);
    FrameworkProbe.messageFails();
    assertThat(numbers("task_execute_error_total"))
        .containsOnly(Map.entry("key ReportedFailure", 1L), Map.entry("key IOException", 1L));
  }
}
