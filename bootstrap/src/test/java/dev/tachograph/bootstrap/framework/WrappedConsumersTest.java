package dev.tachograph.bootstrap.framework;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Consumer;
import datadog.trace.instrumentation.tested.TracedConsumer;
import org.junit.jupiter.api.Test;

class WrappedConsumersTest {
  private final Consumer own = new Consumer() {};

  /** An application's own, which hands on to another one, or does so if it fails. */
  private static final class Falling implements Consumer {
    final Consumer fallback;

    Falling(Consumer fallback) {
      this.fallback = fallback;
    }
  }

  @Test
  void aConsumerWithinThoseOfAgents_isTheInnermost() {
    assertThat(WrappedConsumers.innermost(own)).isSameAs(own);
    assertThat(WrappedConsumers.innermost(new TracedConsumer(new TracedConsumer(own))))
        .isSameAs(own);
  }

  @Test
  void aConsumerThatHoldsAnother_andIsNoAgents_isTheConsumer() {
    Falling falling = new Falling(own);
    assertThat(WrappedConsumers.innermost(falling)).isSameAs(falling);
    assertThat(WrappedConsumers.innermost(new TracedConsumer(falling))).isSameAs(falling);
  }

  @Test
  void aConsumerThatHoldsTwo_orNone_isTheConsumer() {
    TracedConsumer none = new TracedConsumer(null);
    assertThat(WrappedConsumers.innermost(none)).isSameAs(none);
    TracedConsumer two = new TracedConsumer.Choosing(own, own);
    assertThat(WrappedConsumers.innermost(two)).isSameAs(two);
  }

  @Test
  void aCircleOfConsumers_hasAnEnd() {
    TracedConsumer first = new TracedConsumer(null);
    TracedConsumer second = new TracedConsumer(first);
    first.delegate = second;
    assertThat(WrappedConsumers.innermost(first)).isSameAs(first);
  }
}
