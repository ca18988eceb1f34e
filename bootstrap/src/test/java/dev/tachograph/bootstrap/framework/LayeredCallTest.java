package dev.tachograph.bootstrap.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The tests have the names of the invariants. */
class LayeredCallTest extends FrameworkFixture {
  private static final class Delivery extends LayeredCall {
    @Override
    protected void ended(@Nullable Object result, @Nullable Throwable failure) {}

    /** A handler that calls no other one gets something. */
    void handled(Object handler, Object content, @Nullable Throwable thrown) {
      layerBegun();
      layerEnded(handler, content, thrown);
    }
  }

  private final Delivery delivery = new Delivery();
  private final Object handler = new Object();
  private final Object inner = new Object();
  private final Object text = new Object();
  private final Object part = new Object();
  private final IOException first = new IOException();
  private final IllegalStateException second = new IllegalStateException();

  /** What the delivery ends with if the container that has made it sees no failure. */
  private @Nullable Throwable outcome() {
    return delivery.outcome(null);
  }

  @Test
  void theOutermostLayerIsTheTask() {
    Object outer = FrameworkProbe.message("container", "orders", 0, false);
    Object inner = FrameworkProbe.message("channel", "input", 0, false);
    assertThat(inner).isNull();
    FrameworkProbe.ended(inner, new IOException());
    run(outer);
    assertThat(executions()).containsExactly(Map.entry("orders SUCCESS", 1L));
  }

  @Test
  void theOutermostLayerIsTheTask_andFailsWithOneWithin() {
    Object outer = FrameworkProbe.message("jms", "mail", 0, false);
    Object layer = FrameworkProbe.message("springjms", "mail", 0, false);
    FrameworkProbe.messageEnded(layer, new IOException());
    FrameworkProbe.messageEnded(outer, null);

    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("mail IOException", 1L));
  }

  @Test
  void aDeliveryOfWhichNobodyTellsAFailure_hasNone() {
    delivery.handled(handler, text, null);
    assertThat(outcome()).isNull();
  }

  @Test
  void theFirstFailureCounts_andNotThatOfAnotherHandler() {
    delivery.handled(handler, text, first);
    delivery.handled(inner, part, second);
    assertThat(outcome()).isSameAs(first);
  }

  @Test
  void theFirstFailureCounts_ifAnotherHandlerSucceedsWithTheSame() {
    delivery.handled(handler, text, first);
    delivery.handled(inner, text, null);
    assertThat(outcome()).isSameAs(first);
  }

  @Test
  void theFirstFailureCounts_ifTheHandlerSucceedsWithSomethingElse() {
    delivery.handled(handler, text, first);
    delivery.handled(handler, part, null);
    assertThat(outcome()).isSameAs(first);
  }

  @Test
  void theFirstFailureCounts_ifAnotherHandlerFails_andSucceedsThen() {
    delivery.handled(inner, part, first);
    delivery.handled(handler, text, second);
    delivery.handled(handler, text, null);
    assertThat(outcome()).isSameAs(first);
  }

  @Test
  void theFirstFailureCounts_ofLayersWithoutAHandler() {
    assertThat(delivery.keepsFailure()).isFalse();
    delivery.keep(first);
    delivery.keep(second);
    assertThat(delivery.keepsFailure()).isTrue();
    assertThat(outcome()).isSameAs(first);
  }

  @Test
  void theFirstFailureCounts_byWhatTheApplicationThrew() {
    delivery.keep(new CompletionException(new InvocationTargetException(first)));
    assertThat(outcome()).isSameAs(first);
  }

  @Test
  void theLastAttemptCounts_ifItSucceeds() {
    delivery.handled(handler, text, first);
    delivery.handled(handler, text, null);
    assertThat(delivery.keepsFailure()).isFalse();
    assertThat(outcome()).isNull();
  }

  @Test
  void theLastAttemptCounts_ifItFailsWithSomethingElse() {
    delivery.handled(handler, text, first);
    delivery.handled(handler, text, second);
    assertThat(outcome()).isSameAs(second);
  }

  @Test
  void theLastAttemptCounts_thatFailsAfterASuccess() {
    delivery.handled(handler, text, first);
    delivery.handled(handler, text, null);
    delivery.handled(handler, text, second);
    assertThat(outcome()).isSameAs(second);
  }

  @Test
  void theLastAttemptCounts_ifEachFailsDeeperWithin() {
    for (Throwable failure : new Throwable[] {first, second}) {
      delivery.layerBegun();
      delivery.handled(inner, part, failure);
      delivery.layerEnded(handler, text, new InvocationTargetException(failure));
    }
    assertThat(outcome()).isSameAs(second);
  }

  @Test
  void aLayerFailsForThoseWithinIt_whateverItThrows() {
    delivery.layerBegun();
    delivery.handled(inner, new Object(), first);
    delivery.layerEnded(handler, text, second);
    assertThat(outcome()).isSameAs(first);
  }

  @Test
  void aLayerFailsForThoseWithinIt_soThatItsNextAttemptIsTheirs() {
    delivery.layerBegun();
    delivery.handled(inner, new Object(), first);
    delivery.layerEnded(handler, text, second);
    // Those within get another part of the same.
    delivery.layerBegun();
    delivery.handled(inner, new Object(), null);
    delivery.layerEnded(handler, text, null);
    assertThat(outcome()).isNull();
  }

  @Test
  void aLayerFailsForThoseWithinIt_alsoIfItReturnedBefore() {
    delivery.layerBegun();
    delivery.handled(inner, part, first);
    delivery.layerEnded(handler, text, null);
    delivery.layerBegun();
    delivery.handled(inner, part, second);
    delivery.layerEnded(handler, text, new IllegalArgumentException());
    delivery.handled(handler, text, null);
    assertThat(outcome()).isNull();
  }

  @Test
  void aLayerFailsForThoseWhoseFailureItHolds() {
    delivery.handled(inner, part, first);
    delivery.handled(handler, text, new IllegalStateException(first));
    delivery.handled(handler, text, null);
    assertThat(outcome()).isNull();
  }

  @Test
  void aLayerThatReturnsClosesThoseWithinIt_whichHaveFailedAllTheSame() {
    delivery.layerBegun();
    delivery.handled(inner, part, first);
    delivery.layerEnded(handler, text, null);
    assertThat(outcome()).isSameAs(first);
  }

  @Test
  void aLayerThatReturnsClosesThoseWithinIt_soThatTheNextIsNotAroundThem() {
    delivery.layerBegun();
    delivery.handled(inner, part, first);
    delivery.layerEnded(handler, text, null);
    Object next = new Object();
    delivery.handled(next, text, second);
    delivery.handled(next, text, null);
    assertThat(outcome()).isSameAs(first);
  }

  @Test
  void whatIsMadeOfAFailureIsNotAnotherOne() {
    delivery.handled(handler, text, first);
    assertThat(delivery.outcome(new IllegalArgumentException(first))).isSameAs(first);
  }

  @Test
  void whatIsMadeOfAFailureIsNotAnotherOne_inANextAttempt() {
    delivery.handled(handler, text, first);
    delivery.handled(handler, text, new IllegalStateException(first));
    assertThat(outcome()).isSameAs(first);
  }

  @Test
  void whatIsNotMadeOfTheFailure_countsItself() {
    delivery.handled(handler, text, first);
    assertThat(delivery.outcome(second)).isSameAs(second);
  }

  @Test
  void aFailureThatIsNamedCountsBeforeOneThatIsNot() {
    delivery.report();
    assertThat(outcome()).isSameAs(ReportedFailure.INSTANCE);
    assertThat(delivery.outcome(second)).isSameAs(second);
    delivery.keep(first);
    assertThat(outcome()).isSameAs(first);
  }

  private static WeakReference<Object> failed(Delivery delivery) {
    Object content = new Object();
    delivery.handled(content, content, new IOException());
    delivery.outcome(null);
    return new WeakReference<>(content);
  }

  @Test
  void handlersAndWhatTheyGot_areLetGoInTheEnd() throws InterruptedException {
    WeakReference<Object> content = failed(delivery);
    for (int i = 0; i < 100 && content.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(content.get()).isNull();
    Reference.reachabilityFence(delivery);
  }
}
