package dev.tachograph.agent.instrument.kafka;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.framework.PollProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Plans for Kafka's client, which programs poll in loops of their own. */
public final class KafkaInstrumentation extends FrameworkLibrary {
  private static final String CONSUMER = "org/apache/kafka/clients/consumer/KafkaConsumer";
  private static final String RECORDS = "Lorg/apache/kafka/clients/consumer/ConsumerRecords;";

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public String[] classNames() {
    return new String[] {CONSUMER};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    plan.method("poll", "(Ljava/time/Duration;)" + RECORDS, Poll.class)
        // Gone since 4.0.
        .optionalMethod("poll", "(J)" + RECORDS, Poll.class);
  }

  /** A program polls. */
  static final class Poll {
    private Poll() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object consumer) {
      PollProbe.begins(consumer);
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object consumer, @Advice.Return @Nullable Object records)
        throws Throwable {
      PollProbe.brought(consumer, records);
    }
  }
}
