package dev.tachograph.bootstrap.framework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.bootstrap.method.CallEnd;
import dev.tachograph.bootstrap.method.MethodProbe;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChannelProbeTest extends FrameworkFixture {
  private static void enter(Object handler) {
    assertThat(ChannelProbe.channelled("lib", handler, null)).isNull();
  }

  /** Has a handler within a message fail with its text, and then get another one. */
  private static void deliverTwice(Object handler, String text, String next) {
    Object outer = FrameworkProbe.message("lib", "mail", 0, false);
    enter(handler);
    ChannelProbe.layerEnded(handler, text, new IOException());
    enter(handler);
    ChannelProbe.layerEnded(handler, next, null);
    FrameworkProbe.messageEnded(outer, null);
  }

  @Test
  void aHandlerWithinAMessage_isALayer_whoseFailureIsKept_unlessItSucceedsWithTheSame() {
    Object handler = new Object();
    deliverTwice(handler, "text", "text");
    assertThat(executions()).containsExactly(Map.entry("mail SUCCESS", 1L));

    deliverTwice(handler, "text", "another");
    // Without a message, a handler is no layer of one.
    ChannelProbe.layerEnded(handler, "text", new IOException());
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("mail IOException", 1L));
    assertThat(numbers("task_in_progress")).isEmpty();
  }

  @Test
  void aHandler_getsTheMessagesOfTheChannelThatItIsSubscribedTo() {
    Object handler = new Object();
    assertThat(ChannelProbe.channelled("lib", handler, null)).isNull();

    ChannelProbe.subscribed(handler, "orders.4711");
    Object message = ChannelProbe.channelled("lib", handler, System.currentTimeMillis());
    assertThat(ChannelProbe.channelled("lib", handler, null)).isNull();
    FrameworkProbe.messageEnded(message, null);
    assertThat(executions()).containsExactly(Map.entry("orders.{id} SUCCESS", 1L));
    assertThat(numbers("task_start_delay_seconds")).containsExactly(Map.entry("orders.{id}", 1L));
    run(ChannelProbe.channelled("lib", handler, null));
    run(ChannelProbe.channelled("lib", handler, new Date()));
    assertThat(executions()).containsExactly(Map.entry("orders.{id} SUCCESS", 3L));
    assertThat(numbers("task_start_delay_seconds")).containsExactly(Map.entry("orders.{id}", 1L));
  }

  @Test
  void whatASupplierOfSpringCloudStreamHasReturned_isHandedOnByNoTask() {
    Object handler = new Object();
    ChannelProbe.subscribed(handler, "ticks_integrationflow.channel#0");
    assertThat(ChannelProbe.channelled("lib", handler, null)).isNull();
  }

  private static @Nullable Object call(
      Object function, @Nullable Object content, @Nullable Throwable thrown) {
    Object started = ChannelProbe.function("lib", "upper", function);
    return ChannelProbe.functionEnded(
        started, function, content, String.class, thrown == null ? "TEXT" : null, thrown);
  }

  @Test
  void aFunctionThatReturnsItsResult_isATaskByItsName() {
    assertThat(call("function", "text", null)).isEqualTo("TEXT");
    assertThat(call("function", null, new IOException())).isNull();
    assertThat(executions())
        .containsOnly(Map.entry("upper SUCCESS", 1L), Map.entry("upper FAILURE", 1L));
  }

  @Test
  void aFunctionWithinAMessage_isALayer_whoseFailureIsKept_unlessItSucceedsWithTheSame() {
    Object outer = FrameworkProbe.message("lib", "mail", 0, false);
    assertThat(call("function", "text", null)).isEqualTo("TEXT");
    call("function", "text", new IOException());
    call("function", "text", null);
    FrameworkProbe.messageEnded(outer, null);
    assertThat(executions()).containsExactly(Map.entry("mail SUCCESS", 1L));

    outer = FrameworkProbe.message("lib", "mail", 0, false);
    call("function", "text", new IOException());
    call("supplier", null, new IllegalStateException());
    call("supplier", null, null);
    FrameworkProbe.messageEnded(outer, null);
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("mail IOException", 1L));
  }

  /** The subscriptions to what a function with this name has returned. */
  private static TaskSubscriptions subscriptions(String function) {
    return new TaskSubscriptions(FrameworkMetrics.current().tasks("lib", function));
  }

  @Test
  void aThreadThatSubscribes_runsTheTask_untilItHasSubscribedOrTheTaskHasEnded() {
    TaskSubscriptions later = subscriptions("later");
    Object job = FrameworkProbe.job("lib", "report");
    CallEnd begun = Objects.requireNonNull(later.begin());
    later.enter(begun);
    // What is called now is a layer, and so are the subscriptions of other functions.
    assertThat(FrameworkProbe.message("channel", "input", 0, false)).isNull();
    assertThat(subscriptions("other").begin()).isNull();
    int number = rule("later");
    MethodProbe.ended(number, MethodProbe.started(number), null);
    FrameworkProbe.messageEnded(null, new IOException());
    later.leave(begun);
    run(FrameworkProbe.message("lib", "next", 0, false));
    begun.accept("done", null);

    begun = Objects.requireNonNull(later.begin());
    later.enter(begun);
    begun.accept("done", null);
    run(FrameworkProbe.message("lib", "next", 0, false));
    later.leave(begun);
    run(FrameworkProbe.message("lib", "next", 0, false));
    run(job);
    assertThat(FrameworkThread.current().call).isNull();

    assertThat(executions())
        .containsOnly(
            Map.entry("later FAILURE", 1L),
            Map.entry("later SUCCESS", 1L),
            Map.entry("next SUCCESS", 3L),
            Map.entry("report SUCCESS", 1L));
    assertThat(numbers("task_in_progress")).isEmpty();
  }

  @Test
  void aSubscriptionWithinAMessage_isALayerOfThat() {
    TaskSubscriptions later = subscriptions("later");
    Object outer = FrameworkProbe.message("lib", "mail", 0, false);
    CallEnd begun = later.begin();
    assertThat(begun).isNull();
    later.enter(begun);
    later.leave(begun);
    run(outer);
    assertThat(executions()).containsExactly(Map.entry("mail SUCCESS", 1L));
  }

  @Test
  void aMessageSentWithinAnother_isATaskOfItsOwn_andOnlyWhatIsRefusedFails() {
    Object message = new Object();
    Object outer = ChannelProbe.handed("f", List.of("raw", "other"), new Object[0], message);
    Object inner = ChannelProbe.handed("f", List.of("cooked"), new Object[0], null);
    ChannelProbe.refused(new Object(), new IOException());
    FrameworkProbe.endedWithSubscription(inner, null, null);
    ChannelProbe.refused(message, new IOException());
    CompletableFuture<Object> later = new CompletableFuture<>();
    assertThat(FrameworkProbe.endedWithSubscription(outer, later, null)).isSameAs(later);
    later.complete(null);
    assertThat(numbers("task_execute_time_seconds"))
        .containsOnlyKeys("cooked SUCCESS", "raw FAILURE");
    assertThat(numbers("task_in_progress")).isEmpty();
    assertThat(ChannelProbe.handed("f", List.of(), new Object[0], message)).isNull();
  }

  @Test
  void aMessageThatTheReasonHolds_isNotKept() throws InterruptedException {
    WeakReference<Object> message = refusedMessage();
    while (message.get() != null) {
      System.gc();
      Thread.sleep(1);
    }
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("raw RefusedMessage", 1L));
  }

  private static WeakReference<Object> refusedMessage() {
    Object message = new Object();
    Object started = ChannelProbe.handed("f", List.of("raw"), new Object[0], message);
    ChannelProbe.refused(message, new RefusedMessage(message));
    FrameworkProbe.endedWithSubscription(started, null, null);
    return new WeakReference<>(message);
  }

  /** As that of Spring's messaging. */
  @SuppressWarnings("serial")
  private static final class RefusedMessage extends Exception {
    final Object message;

    RefusedMessage(Object message) {
      this.message = message;
    }
  }

  /** A message of messages. */
  public static final class Batch implements Iterable<String> {
    private final Object payload;

    Batch(Object payload) {
      this.payload = payload;
    }

    public Object getPayload() {
      return payload;
    }

    @Override
    public Iterator<String> iterator() {
      return List.of("a", "b").iterator();
    }
  }

  @Test
  void aBatchThatAMethodGets_hasTheRecordsOfItsPayload() throws ReflectiveOperationException {
    for (Object message :
        new Object[] {
          new Batch(List.of("a", "b", "c")), new Batch("no list"), List.class, new Object()
        }) {
      Object[] arguments = {message};
      ChannelProbe.carries(arguments, message);
      run(ChannelProbe.handed("f", List.of("orders"), arguments, message));
      run(ChannelProbe.handed("f", List.of("orders"), arguments, message));
    }
    assertThat(numbers("task_records_total")).containsExactly(Map.entry("orders", 3L));
    assertThat(executions()).containsExactly(Map.entry("orders SUCCESS", 8L));
  }
}
