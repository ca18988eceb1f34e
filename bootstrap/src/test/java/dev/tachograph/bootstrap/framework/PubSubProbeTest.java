package dev.tachograph.bootstrap.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PubSubProbeTest extends FrameworkFixture {
  private static @Nullable Object received(Object handler, @Nullable String deliveries) {
    Object dispatcher = new Object();
    PubSubProbe.serves(dispatcher, "projects/shop/subscriptions/orders");
    PubSubProbe.serves(dispatcher, null);
    return PubSubProbe.received("lib", dispatcher, handler, 0, deliveries);
  }

  @Test
  void aMessageThatIsAnsweredFor_endsOnceItsReceiverHasReturned() {
    Object handler = new Object();
    Object received = received(handler, null);
    PubSubProbe.answered(handler, "ACK");
    PubSubProbe.answered(handler, "NACK");
    assertThat(executions()).isEmpty();
    PubSubProbe.returned(handler, received, null);
    assertThat(executions()).containsExactly(Map.entry("orders SUCCESS", 1L));
  }

  @Test
  void aMessageOfAReceiverThatHasReturned_endsWithItsAnswer() {
    Object handler = new Object();
    PubSubProbe.returned(handler, received(handler, "2"), null);
    run(FrameworkProbe.namedMessage("lib", "next"));
    assertThat(executions()).containsExactly(Map.entry("next SUCCESS", 1L));
    PubSubProbe.answered(handler, "NACK");
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("orders ReportedFailure", 1L));
    assertThat(numbers("task_retries_total")).containsExactly(Map.entry("orders", 1L));
  }

  @Test
  void aMessageWhoseReceiverThrows_hasFailed_whateverTheAnswerWas() {
    Object handler = new Object();
    Object received = received(handler, "no number");
    PubSubProbe.answered(handler, "ACK");
    PubSubProbe.returned(handler, received, new IOException());
    Object other = new Object();
    PubSubProbe.returned(other, received(other, "1"), new IOException());
    PubSubProbe.answered(other, "NACK");
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("orders IOException", 2L));
    assertThat(executions()).containsExactly(Map.entry("orders FAILURE", 2L));
    assertThat(numbers("task_in_progress")).isEmpty();
    assertThat(numbers("task_retries_total")).isEmpty();
  }

  @Test
  void aMessageOfAnUnknownSubscription_isNoTask() {
    Object handler = new Object();
    assertThat(PubSubProbe.received("lib", new Object(), handler, 0, null)).isNull();
    PubSubProbe.answered(handler, "ACK");
    assertThat(executions()).isEmpty();
  }

  @Test
  void aMessageWithinAnother_isALayerOfIt_andItsFailureIsThatOfTheOther() {
    Object outer = FrameworkProbe.namedMessage("lib", "outer");
    Object handler = new Object();
    Object received = received(handler, null);
    assertThat(received).isNull();
    PubSubProbe.returned(handler, received, new IOException());
    PubSubProbe.answered(handler, "NACK");
    run(outer);
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("outer IOException", 1L));
  }

  private static void lost() {
    Object handler = new Object();
    PubSubProbe.returned(handler, received(handler, null), null);
  }

  @Test
  void aMessageThatNobodyCanAnswerForAnyMore_hasEnded() throws InterruptedException {
    lost();
    for (int i = 0; i < 100 && executions().get("orders FAILURE") == null; i++) {
      System.gc();
      Thread.sleep(10);
      Object next = new Object();
      PubSubProbe.returned(next, received(next, null), null);
      PubSubProbe.answered(next, "ACK");
    }
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("orders CancellationException", 1L));
  }

  /** As a failure of a layer that holds its message, which holds what takes the answer. */
  private static final class HandlerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    final transient Object handler;

    HandlerException(Object handler) {
      this.handler = handler;
    }
  }

  private static WeakReference<Object> failedInALayer() {
    Object handler = new Object();
    Object received = received(handler, null);
    FrameworkProbe.messageEnded(null, new HandlerException(handler));
    PubSubProbe.returned(handler, received, null);
    return new WeakReference<>(handler);
  }

  private static WeakReference<Object> failedInALayerAndThrown() {
    Object handler = new Object();
    Object received = received(handler, null);
    HandlerException failure = new HandlerException(handler);
    FrameworkProbe.messageEnded(null, failure);
    PubSubProbe.returned(handler, received, failure);
    return new WeakReference<>(handler);
  }

  @Test
  void aMessageThatFailedInALayer_hasEnded_andIsNotHeldByItsFailure() throws InterruptedException {
    for (WeakReference<Object> handler : List.of(failedInALayer(), failedInALayerAndThrown())) {
      for (int i = 0; i < 100 && handler.get() != null; i++) {
        System.gc();
        Thread.sleep(10);
      }
      assertThat(handler.get()).isNull();
    }
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("orders HandlerException", 2L));
    assertThat(numbers("task_in_progress")).isEmpty();
  }
}
