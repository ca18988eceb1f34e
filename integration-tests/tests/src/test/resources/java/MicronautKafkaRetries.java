package com.acme.messages;

import io.micronaut.configuration.kafka.annotation.ErrorStrategy;
import io.micronaut.configuration.kafka.annotation.ErrorStrategyValue;
import io.micronaut.configuration.kafka.annotation.KafkaListener;
import io.micronaut.configuration.kafka.annotation.OffsetReset;
import io.micronaut.configuration.kafka.annotation.Topic;
import io.micronaut.messaging.annotation.MessageHeader;
import java.time.Duration;
import java.util.List;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import reactor.core.publisher.Mono;

/** What not all versions can: records that come again, and publishers of Reactor. */
public final class MicronautKafkaRetries {
  private MicronautKafkaRetries() {}

  /** Gets a record again that it failed to take. */
  @KafkaListener(
      groupId = "again.${run}",
      offsetReset = OffsetReset.EARLIEST,
      errorStrategy =
          @ErrorStrategy(
              value = ErrorStrategyValue.RETRY_ON_ERROR,
              retryCount = 2,
              retryDelay = "1ms"))
  public static class Again {
    @Topic("again.${run}")
    public void order(String text) {
      boolean again = !MicronautKafkaListeners.tally.see("again " + text);
      MicronautKafkaListeners.tally.delivered(
          "again.{uuid}", text, again, new IllegalStateException("no order"));
    }
  }

  /** Gets a batch again that it failed to take. */
  @KafkaListener(
      groupId = "batchagain.${run}",
      offsetReset = OffsetReset.EARLIEST,
      batch = true,
      errorStrategy =
          @ErrorStrategy(
              value = ErrorStrategyValue.RETRY_ON_ERROR,
              retryCount = 2,
              retryDelay = "1ms"))
  public static class BatchAgain {
    @Topic("batchagain.${run}")
    public void batch(List<String> texts) {
      String all = String.join(",", texts);
      boolean again = !MicronautKafkaListeners.tally.see("batch " + all);
      MicronautKafkaListeners.tally.add("batchagain.{uuid} RECORDS", texts.size());
      MicronautKafkaListeners.tally.delivered(
          "batchagain.{uuid}", all, again, new IllegalStateException("no batch"));
      texts.forEach(text -> MicronautKafkaListeners.tally.see("came again " + text));
    }
  }

  /** Micronaut subscribes to what this returns. */
  @KafkaListener(groupId = "mono.${run}", offsetReset = OffsetReset.EARLIEST)
  public static class Monos {
    @Topic("mono.${run}")
    public Mono<Void> mono(String text) {
      return Mono.delay(Duration.ofMillis(20))
          .doOnNext(
              any ->
                  MicronautKafkaListeners.tally.delivered(
                      "mono.{uuid}", text, false, new IllegalStateException("no item")))
          .then();
    }
  }

  /**
   * What Kotlin's compiler makes of a {@code suspend} function. It has nothing to continue with, so
   * it cannot suspend.
   */
  @KafkaListener(groupId = "suspended.${run}", offsetReset = OffsetReset.EARLIEST)
  public static class Suspended {
    @Topic("suspended.${run}")
    public Object take(String text, Continuation<? super Unit> continuation) {
      if (continuation != null) {
        MicronautKafkaListeners.tally.add("suspended with a continuation", 1);
      }
      MicronautKafkaListeners.tally.delivered(
          "suspended.{uuid}", text, false, new IllegalStateException("no rest"));
      return Unit.INSTANCE;
    }
  }

  /** Wants a header that its records do not have. */
  @KafkaListener(groupId = "unbound.${run}", offsetReset = OffsetReset.EARLIEST)
  public static class Unbound {
    @Topic("unbound.${run}")
    public void unbound(String text, @MessageHeader("number") int number) {
      throw new AssertionError(text + number);
    }
  }
}
