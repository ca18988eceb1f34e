package dev.tachograph.agent.instrument.jms;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import java.util.Collections;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Advice where a listener gets a message. */
final class JmsMessages {
  private JmsMessages() {}

  /** The constant that the advice needs. */
  static Map<String, Object> framework(String name) {
    return Collections.singletonMap("framework", name);
  }

  /** A method with a message as its first argument: that of a listener. */
  static final class Javax {
    private Javax() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.Constant("framework") String framework,
        @Advice.Argument(0) javax.jms.Message message)
        throws javax.jms.JMSException {
      javax.jms.Destination destination = message.getJMSDestination();
      return FrameworkProbe.message(
          framework,
          destination instanceof javax.jms.Queue
              ? ((javax.jms.Queue) destination).getQueueName()
              : destination instanceof javax.jms.Topic
                  ? ((javax.jms.Topic) destination).getTopicName()
                  : null,
          destination instanceof javax.jms.TemporaryQueue
              || destination instanceof javax.jms.TemporaryTopic,
          message.getJMSTimestamp(),
          message.getJMSRedelivered());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.messageEnded(started, thrown);
    }
  }

  /** As {@link Javax}. */
  static final class Jakarta {
    private Jakarta() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.Constant("framework") String framework,
        @Advice.Argument(0) jakarta.jms.Message message)
        throws jakarta.jms.JMSException {
      jakarta.jms.Destination destination = message.getJMSDestination();
      return FrameworkProbe.message(
          framework,
          destination instanceof jakarta.jms.Queue
              ? ((jakarta.jms.Queue) destination).getQueueName()
              : destination instanceof jakarta.jms.Topic
                  ? ((jakarta.jms.Topic) destination).getTopicName()
                  : null,
          destination instanceof jakarta.jms.TemporaryQueue
              || destination instanceof jakarta.jms.TemporaryTopic,
          message.getJMSTimestamp(),
          message.getJMSRedelivered());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.messageEnded(started, thrown);
    }
  }
}
