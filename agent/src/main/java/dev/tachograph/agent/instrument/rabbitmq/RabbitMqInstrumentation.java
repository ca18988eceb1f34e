package dev.tachograph.agent.instrument.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Envelope;
import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import dev.tachograph.bootstrap.framework.RabbitProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Plans for RabbitMQ's client. Its dispatcher makes work of each message, in a class without a
 * name; a worker does it. What a consumer throws goes to a handler of exceptions, the client's or
 * the program's.
 */
public final class RabbitMqInstrumentation extends FrameworkLibrary {
  private static final String CLIENT = "com/rabbitmq/client/";
  private static final String IMPL = CLIENT + "impl/";
  private static final String CHANNEL = IMPL + "ChannelN";
  private static final String RECOVERING = IMPL + "recovery/RecoveryAwareChannelN";
  private static final String CONNECTION = IMPL + "AMQConnection";
  private static final String DISPATCHER = IMPL + "ConsumerDispatcher";
  private static final String WORK = IMPL + "ConsumerWorkService";
  private static final String WORKER = WORK + "$WorkPoolRunnable";
  private static final String STRICT = IMPL + "StrictExceptionHandler";
  private static final String FORGIVING = IMPL + "ForgivingExceptionHandler";
  private static final String CONSUMER = "L" + CLIENT + "Consumer;";
  private static final String STRING = "Ljava/lang/String;";

  @Override
  public String name() {
    return "rabbitmq";
  }

  @Override
  public String[] classNames() {
    return new String[] {
      CHANNEL, RECOVERING, CONNECTION, DISPATCHER, WORK, WORKER, STRICT, FORGIVING
    };
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case CHANNEL:
        plan.method(
            "basicConsume",
            "(" + STRING + "Z" + STRING + "ZZLjava/util/Map;" + CONSUMER + ")" + STRING,
            Asked.class);
        refusals(plan);
        break;
      case RECOVERING:
        refusals(plan);
        break;
      case CONNECTION:
        plan.method("getExceptionHandler", "()L" + CLIENT + "ExceptionHandler;", Fails.class);
        break;
      case DISPATCHER:
        String tagged = "(" + CONSUMER + STRING + ")V";
        plan.method("handleConsumeOk", tagged, Given.class)
            .method("handleCancelOk", tagged, Cancelled.class)
            .method("handleCancel", tagged, Cancelled.class)
            .method(
                "handleDelivery",
                "("
                    + CONSUMER
                    + STRING
                    + "L"
                    + CLIENT
                    + "Envelope;L"
                    + CLIENT
                    + "AMQP$BasicProperties;[B)V",
                Read.class);
        break;
      case WORK:
        plan.method("addWork", "(L" + CLIENT + "Channel;Ljava/lang/Runnable;)V", Queued.class);
        break;
      case WORKER:
        plan.call("run", "()V", "java/lang/Runnable", "run", "()V", Work.class);
        break;
      default:
        plan.method(
            "handleConsumerException",
            "(L" + CLIENT + "Channel;Ljava/lang/Throwable;" + CONSUMER + STRING + STRING + ")V",
            Failure.class);
    }
  }

  /** In later versions, a channel that recovers does not call the channel that it extends. */
  private static void refusals(ClassPlan plan) {
    plan.method("basicNack", "(JZZ)V", Fails.class).method("basicReject", "(JZ)V", Fails.class);
  }

  @Override
  public String[] endsOf(String className) {
    return className.equals(DISPATCHER) ? new String[] {WORK, WORKER} : NO_CLASSES;
  }

  /** A consumer asks for a queue. */
  static final class Asked {
    private Asked() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.Argument(0) @Nullable String queue, @Advice.Argument(6) @Nullable Object consumer) {
      if (consumer != null) {
        RabbitProbe.asks(consumer, queue);
      }
    }
  }

  /** The broker gives a consumer what it asked for. */
  static final class Given {
    private Given() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) Object consumer, @Advice.Argument(1) String tag) {
      RabbitProbe.given(consumer, tag);
    }
  }

  /** The broker gives a consumer nothing more. */
  static final class Cancelled {
    private Cancelled() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) Object consumer, @Advice.Argument(1) String tag) {
      RabbitProbe.cancelled(consumer, tag);
    }
  }

  /** The dispatcher makes work of a message. */
  static final class Read {
    private Read() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.Argument(0) Object consumer,
        @Advice.Argument(1) @Nullable String tag,
        @Advice.Argument(2) Envelope envelope,
        @Advice.Argument(3) AMQP.BasicProperties properties) {
      RabbitProbe.read(
          consumer,
          tag,
          envelope.getRoutingKey(),
          envelope.isRedeliver(),
          properties.getTimestamp());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit() {
      RabbitProbe.readEnded();
    }
  }

  /** Work waits for a worker. */
  static final class Queued {
    private Queued() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(1) Object work) {
      RabbitProbe.queued(work);
    }
  }

  /** A worker does work. */
  static final class Work {
    private Work() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Woven.Receiver Object work) {
      return RabbitProbe.started(work);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.ended(started, thrown);
    }
  }

  /**
   * A message is refused, or a handler of exceptions is asked for. The client asks for it only when
   * something was thrown.
   */
  static final class Fails {
    private Fails() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {
      FrameworkProbe.messageFails();
    }
  }

  /** A handler gets what a consumer threw. */
  static final class Failure {
    private Failure() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(1) @Nullable Throwable failure) {
      FrameworkProbe.failureKept(failure);
    }
  }
}
