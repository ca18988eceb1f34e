package dev.tachograph.agent.instrument.springintegration;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.framework.ChannelProbe;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.springframework.integration.endpoint.IntegrationConsumer;
import org.springframework.integration.support.context.NamedComponent;
import org.springframework.messaging.Message;

/**
 * Plans for Spring Integration. An endpoint subscribes a handler to a channel, or polls the channel
 * for it. The channel calls the handler on whatever thread, and the handler does not know whose
 * message it gets.
 */
public final class SpringIntegrationInstrumentation extends FrameworkLibrary {
  private static final String PACKAGE = "org/springframework/integration/";
  private static final String HANDLER = PACKAGE + "handler/AbstractMessageHandler";

  @Override
  public String name() {
    return "springintegration";
  }

  @Override
  public String[] classNames() {
    return new String[] {
      HANDLER, PACKAGE + "endpoint/EventDrivenConsumer", PACKAGE + "endpoint/PollingConsumer"
    };
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    if (className.equals(HANDLER)) {
      plan.method("handleMessage", "(Lorg/springframework/messaging/Message;)V", Handle.class);
    } else {
      plan.method("doStart", "()V", Start.class);
    }
  }

  /**
   * An endpoint begins to give the messages of a channel to a handler. What only logs does no work.
   */
  static final class Start {
    private Start() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This IntegrationConsumer endpoint) {
      Object channel = endpoint.getInputChannel();
      Object handler = endpoint.getHandler();
      boolean isLogger =
          handler instanceof NamedComponent
              && "logging-channel-adapter".equals(((NamedComponent) handler).getComponentType());
      if (channel instanceof NamedComponent && !isLogger) {
        ChannelProbe.subscribed(handler, ((NamedComponent) channel).getComponentName());
      }
    }
  }

  /** A handler gets a message. */
  static final class Handle {
    private Handle() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Advice.This Object handler, @Advice.Argument(0) @Nullable Message<?> message) {
      // The getter of its own fails if the program has put something else there.
      return ChannelProbe.channelled(
          "springintegration",
          handler,
          message == null ? null : message.getHeaders().get("timestamp"));
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.This Object handler,
        @Advice.Argument(0) @Nullable Message<?> message,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (started == null) {
        ChannelProbe.layerEnded(handler, message == null ? handler : message.getPayload(), thrown);
      } else {
        FrameworkProbe.ended(started, thrown);
      }
    }
  }
}
