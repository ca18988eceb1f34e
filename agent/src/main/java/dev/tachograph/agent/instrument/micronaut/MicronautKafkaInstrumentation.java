package dev.tachograph.agent.instrument.micronaut;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.framework.PollProbe;
import dev.tachograph.bootstrap.framework.RecordProbe;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

/**
 * Plans for Micronaut's listeners of Kafka. A loop polls, makes a method's arguments of each record
 * or batch, calls the method, and gives what it throws to a handler. The loop is the processor's of
 * annotations until version 5.1.
 */
public final class MicronautKafkaInstrumentation extends FrameworkLibrary {
  private static final String PACKAGE = "io/micronaut/configuration/kafka/processor/";
  private static final String PROCESSOR = PACKAGE + "KafkaConsumerProcessor";
  private static final String BIND = "io/micronaut/core/bind/";
  private static final String CONSUMERS = "org/apache/kafka/clients/consumer/";

  @Override
  public String name() {
    return "micronautkafka";
  }

  @Override
  public String[] classNames() {
    return new String[] {
      PROCESSOR, PACKAGE + "ConsumerStateSingle", PACKAGE + "ConsumerStateBatch"
    };
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    if (className.equals(PROCESSOR)
        && plan.declares("publishStartedPollingEvent", "(L" + CONSUMERS + "Consumer;)V")) {
      // The loop is elsewhere.
      return;
    }
    plan.callAnywhere(
            BIND + "ExecutableBinder",
            "bind",
            "(Lio/micronaut/core/type/Executable;L"
                + BIND
                + "ArgumentBinderRegistry;Ljava/lang/Object;)L"
                + BIND
                + "BoundExecutable;",
            Binding.class)
        .requireOneOfLast(1)
        .callAnywhere(
            BIND + "BoundExecutable",
            "invoke",
            "(Ljava/lang/Object;)Ljava/lang/Object;",
            Call.class)
        .requireOneOfLast(1)
        .callAnywhere(
            CONSUMERS + "Consumer",
            "poll",
            "(Ljava/time/Duration;)L" + CONSUMERS + "ConsumerRecords;",
            Poll.class)
        .requireOneOfLast(1);
  }

  /** Arguments are made of a record or a batch. This may fail, and the delivery with it. */
  static final class Binding {
    private Binding() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(2) @Nullable Object source) {
      if (source instanceof ConsumerRecord) {
        ConsumerRecord<?, ?> record = (ConsumerRecord<?, ?>) source;
        return RecordProbe.record(
            "micronautkafka",
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp());
      }
      if (source instanceof ConsumerRecords && !((ConsumerRecords<?, ?>) source).isEmpty()) {
        ConsumerRecord<?, ?> first = ((ConsumerRecords<?, ?>) source).iterator().next();
        return RecordProbe.batch(
            "micronautkafka",
            first.topic(),
            first.partition(),
            first.offset(),
            first.timestamp(),
            ((ConsumerRecords<?, ?>) source).count());
      }
      return null;
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      RecordProbe.bound(started, thrown);
    }
  }

  /** The method is called with its arguments. Micronaut subscribes to what it returns. */
  static final class Call {
    private Call() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter() {
      return RecordProbe.called();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC)
            @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      returned = RecordProbe.endedWith(started, returned, thrown);
    }
  }

  /** The loop polls. What that brings is counted as the listener's tasks. */
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
}
