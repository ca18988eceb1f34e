package dev.tachograph.agent.instrument.nats;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import io.nats.client.Message;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Plans for NATS' client. A dispatcher's thread calls the handler of each message, and gives what
 * it throws to a listener for errors.
 */
public final class NatsInstrumentation extends FrameworkLibrary {
  private static final String IMPL = "io/nats/client/impl/";
  private static final String DISPATCHER = IMPL + "NatsDispatcher";
  private static final String MESSAGE = IMPL + "NatsJetStreamMessage";

  @Override
  public String name() {
    return "nats";
  }

  @Override
  public String[] classNames() {
    return new String[] {DISPATCHER, MESSAGE};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    if (className.equals(DISPATCHER)) {
      plan.callInMethodNamed(
          "run",
          "io/nats/client/MessageHandler",
          "onMessage",
          "(Lio/nats/client/Message;)V",
          Delivery.class);
    } else {
      plan.methodsLike("nak", "(", ")V", Fails.class);
    }
  }

  /** A handler gets a message. */
  static final class Delivery {
    private Delivery() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.Receiver Object handler, @Advice.Argument(0) Message message) {
      // The connection itself handles the answers to requests.
      if (handler.getClass().getName().startsWith("io.nats.client.impl.NatsConnection")) {
        return null;
      }
      boolean isStored = message.isJetStream();
      return FrameworkProbe.subscribed(
          "nats",
          message.getSubscription() == null ? null : message.getSubscription().getSubject(),
          message.getSubject(),
          isStored ? message.metaData().timestamp().toInstant() : null,
          isStored && message.metaData().deliveredCount() > 1);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.messageEnded(started, thrown);
    }
  }

  /** A message of a stream is refused. */
  static final class Fails {
    private Fails() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {
      FrameworkProbe.messageFails();
    }
  }
}
