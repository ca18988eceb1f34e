package dev.tachograph.agent.instrument.pulsar;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import net.bytebuddy.asm.Advice;
import org.apache.pulsar.client.api.Message;
import org.jspecify.annotations.Nullable;

/**
 * Plans for Pulsar's client. Its consumers call the listener of each message, and only log what it
 * throws.
 */
public final class PulsarInstrumentation extends FrameworkLibrary {
  private static final String API = "org/apache/pulsar/client/api/";
  private static final String IMPL = "org/apache/pulsar/client/impl/";
  private static final String CONSUMERS = IMPL + "ConsumerBase";
  private static final String CONSUMER = IMPL + "ConsumerImpl";

  @Override
  public String name() {
    return "pulsar";
  }

  @Override
  public String[] classNames() {
    return new String[] {CONSUMERS, CONSUMER};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    if (className.equals(CONSUMERS)) {
      plan.callInMethodNamed(
              "callMessageListener",
              API + "MessageListener",
              "received",
              "(L" + API + "Consumer;L" + API + "Message;)V",
              Delivery.class)
          .methodsLike("reconsumeLater", "(L" + API + "Message", "", Fails.class);
    } else {
      plan.methodNamed("negativeAcknowledge", Fails.class);
    }
  }

  /** A listener gets a message. */
  static final class Delivery {
    private Delivery() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(1) Message<?> message) {
      return FrameworkProbe.published(
          "pulsar",
          message.getTopicName(),
          message.getPublishTime(),
          message.getRedeliveryCount() > 0);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.messageEnded(started, thrown);
    }
  }

  /** Somebody wants a message again, at once or later. */
  static final class Fails {
    private Fails() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {
      FrameworkProbe.messageFails();
    }
  }
}
