package dev.tachograph.agent.instrument.springkafka;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import dev.tachograph.bootstrap.framework.PollProbe;
import dev.tachograph.bootstrap.framework.RecordProbe;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

/**
 * Plans for Spring Kafka's containers. They give records or batches to listeners: annotated
 * methods, and those that implement an interface of a listener.
 */
public final class SpringKafkaInstrumentation extends FrameworkLibrary {
  private static final String PACKAGE = "org/springframework/kafka/listener/";
  private static final String CONSUMER = PACKAGE + "KafkaMessageListenerContainer$ListenerConsumer";
  private static final String ADAPTERS = PACKAGE + "adapter/";
  private static final String HANDLER = ADAPTERS + "HandlerAdapter";
  private static final String FILTER = ADAPTERS + "FilteringMessageListenerAdapter";
  private static final String BATCH_FILTER = ADAPTERS + "FilteringBatchMessageListenerAdapter";
  private static final String LISTENER = PACKAGE + "MessageListener";
  private static final String BATCH_LISTENER = PACKAGE + "BatchMessageListener";

  /** What a listener may ask for besides what it is given. */
  private static final String[] FURTHER_ARGUMENTS = {
    "",
    "Lorg/springframework/kafka/support/Acknowledgment;",
    "Lorg/apache/kafka/clients/consumer/Consumer;",
    "Lorg/springframework/kafka/support/Acknowledgment;"
        + "Lorg/apache/kafka/clients/consumer/Consumer;"
  };

  @Override
  public String name() {
    return "springkafka";
  }

  @Override
  public String[] classNames() {
    return new String[] {
      CONSUMER,
      ADAPTERS + "MessagingMessageListenerAdapter",
      ADAPTERS + "RecordMessagingMessageListenerAdapter",
      ADAPTERS + "BatchMessagingMessageListenerAdapter",
      HANDLER,
      ADAPTERS + "DelegatingInvocableHandler",
      FILTER,
      BATCH_FILTER
    };
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    if (className.endsWith("Handler") || className.equals(HANDLER)) {
      planResults(plan);
      return;
    }
    if (className.equals(FILTER)) {
      plan.callInMethodNamed(
          "onMessage",
          FILTER,
          "filter",
          "(Lorg/apache/kafka/clients/consumer/ConsumerRecord;)Z",
          Filtered.class);
      return;
    }
    if (className.equals(BATCH_FILTER)) {
      planFilterOfBatches(plan);
      return;
    }
    if (!className.equals(CONSUMER)) {
      planHandledErrors(plan);
      return;
    }
    for (String arguments : FURTHER_ARGUMENTS) {
      String descriptor = "(Ljava/lang/Object;" + arguments + ")V";
      plan.callInMethodNamed(
              "doInvokeOnMessage", LISTENER, "onMessage", descriptor, OneRecord.class)
          .callInMethodNamed(
              "doInvokeBatchOnMessage", BATCH_LISTENER, "onMessage", descriptor, Batch.class);
    }
    // Versions differ in the method that does this.
    plan.callAnywhere(
            BATCH_LISTENER,
            "onMessage",
            "(Lorg/apache/kafka/clients/consumer/ConsumerRecords;" + FURTHER_ARGUMENTS[3] + ")V",
            WholeBatch.class)
        .requireOneOfLast(1)
        .methodNamed("doPoll", Poll.class);
  }

  /** From version 3.2 on, Spring subscribes to what a method returns or has suspended. */
  private static void planResults(ClassPlan plan) {
    plan.callAnywhere(
            "org/springframework/messaging/handler/invocation/InvocableHandlerMethod",
            "invoke",
            "(Lorg/springframework/messaging/Message;[Ljava/lang/Object;)Ljava/lang/Object;",
            plan.declares("isAsyncReplies", "()Z") ? Published.class : Returned.class)
        .requireOneOfLast(1);
  }

  /** Versions differ in how they filter, but all call the listener with what is left, or not. */
  private static void planFilterOfBatches(ClassPlan plan) {
    plan.method("onMessage", "(Ljava/util/List;" + FURTHER_ARGUMENTS[3] + ")V", FiltersBatch.class);
    for (String arguments : FURTHER_ARGUMENTS) {
      plan.callInMethodNamed(
          "invokeDelegate",
          BATCH_LISTENER,
          "onMessage",
          "(Ljava/lang/Object;" + arguments + ")V",
          RestOfBatch.class);
    }
  }

  /**
   * A listener may have an error handler of its own. In each version one of the adapters calls it.
   */
  private static void planHandledErrors(ClassPlan plan) {
    String failure =
        "(Lorg/springframework/messaging/Message;"
            + "Lorg/springframework/kafka/listener/ListenerExecutionFailedException;";
    for (int i = 0; i < FURTHER_ARGUMENTS.length; i++) {
      String arguments = i < 3 ? FURTHER_ARGUMENTS[i] : FURTHER_ARGUMENTS[2] + FURTHER_ARGUMENTS[1];
      plan.callAnywhere(
          PACKAGE + "KafkaListenerErrorHandler",
          "handleError",
          failure + arguments + ")Ljava/lang/Object;",
          HandledError.class);
    }
  }

  /** A listener gets a record. */
  static final class OneRecord {
    private OneRecord() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(0) ConsumerRecord<?, ?> record) {
      return RecordProbe.record(
          "springkafka", record.topic(), record.partition(), record.offset(), record.timestamp());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      RecordProbe.ended(started, thrown);
    }
  }

  /** A listener gets a batch as a list. */
  static final class Batch {
    private Batch() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(0) List<ConsumerRecord<?, ?>> records) {
      if (records.isEmpty()) {
        return null;
      }
      ConsumerRecord<?, ?> first = records.get(0);
      return RecordProbe.batch(
          "springkafka",
          first.topic(),
          first.partition(),
          first.offset(),
          first.timestamp(),
          records.size());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      RecordProbe.ended(started, thrown);
    }
  }

  /** A listener gets a batch as the consumer has polled it. */
  static final class WholeBatch {
    private WholeBatch() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(0) ConsumerRecords<?, ?> records) {
      if (records.isEmpty()) {
        return null;
      }
      ConsumerRecord<?, ?> first = records.iterator().next();
      return RecordProbe.batch(
          "springkafka",
          first.topic(),
          first.partition(),
          first.offset(),
          first.timestamp(),
          records.count());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      RecordProbe.ended(started, thrown);
    }
  }

  /** A record was looked at before its listener gets it, which it may not. */
  static final class Filtered {
    private Filtered() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return boolean isDropped) {
      RecordProbe.filtered(isDropped);
    }
  }

  /** The records of a batch are looked at before their listener gets any. */
  static final class FiltersBatch {
    private FiltersBatch() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {
      RecordProbe.batchFilters();
    }
  }

  /** A listener gets what is left of a batch, which may be nothing. */
  static final class RestOfBatch {
    private RestOfBatch() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) List<ConsumerRecord<?, ?>> rest) {
      RecordProbe.batchFiltered(rest.size());
    }
  }

  /** A listener has returned something. */
  static final class Returned {
    private Returned() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return @Nullable Object returned) {
      FrameworkProbe.listenerReturned(returned);
    }
  }

  /** A listener has returned something that may be subscribed to. */
  static final class Published {
    private Published() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC)
            @Nullable Object returned) {
      returned = FrameworkProbe.listenerPublished(returned);
    }
  }

  /** The container polls. What that brings is counted as the listener's tasks. */
  static final class Poll {
    private Poll() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {
      PollProbe.containerPolls(true);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit() {
      PollProbe.containerPolls(false);
    }
  }

  /** The error handler of a listener gets its failure, which goes no further if this returns. */
  static final class HandledError {
    private HandledError() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(1) @Nullable Throwable failure) {
      FrameworkProbe.failureKept(failure);
    }
  }
}
