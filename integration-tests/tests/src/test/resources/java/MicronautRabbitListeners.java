package com.acme.messages;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Envelope;
import io.micronaut.context.ApplicationContext;
import io.micronaut.rabbitmq.annotation.Queue;
import io.micronaut.rabbitmq.annotation.RabbitListener;
import io.micronaut.rabbitmq.bind.RabbitAcknowledgement;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** Micronaut's listeners of RabbitMQ, which keeps their failures to itself. */
public final class MicronautRabbitListeners implements Listeners {
  private static final List<String> QUEUES = List.of("bills", "claims", "deeds");

  private static volatile Tally tally;

  private Channel channel;

  /** Takes messages in the three ways of saying whether that was done. */
  @RabbitListener
  public static class Service {
    /** What fails is refused. */
    @Queue("bills")
    public void bill(byte[] text, Envelope envelope) {
      take("bills", text, envelope, new IllegalArgumentException("no bill"));
    }

    /** What fails comes again. */
    @Queue(value = "claims", reQueue = true)
    public void claim(byte[] text, Envelope envelope) {
      take("claims", text, envelope, new IllegalStateException("no claim"));
    }

    /** What fails is not refused. */
    @Queue("deeds")
    public void deed(byte[] text, Envelope envelope, RabbitAcknowledgement acknowledgement) {
      acknowledgement.ack();
      take("deeds", text, envelope, new LinkageError("no deed"));
    }
  }

  private static <F extends Throwable> void take(
      String queue, byte[] text, Envelope envelope, F failure) throws F {
    String string = new String(text, StandardCharsets.UTF_8);
    tally.delivered(queue, string, envelope.isRedeliver(), failure);
  }

  @Override
  public void start(String broker, Tally ofThisRun) throws Exception {
    tally = ofThisRun;
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri("amqp://" + broker);
    channel = factory.newConnection().createChannel();
    for (String queue : QUEUES) {
      channel.queueDeclare(queue, false, false, true, null);
    }
    ApplicationContext.run(Map.of("rabbitmq.uri", "amqp://" + broker));
  }

  @Override
  public void run(Tally ofThisRun) throws Exception {
    AMQP.BasicProperties properties =
        new AMQP.BasicProperties.Builder().timestamp(new Date(Past.millis())).build();
    for (String queue : QUEUES) {
      for (String text : List.of("one", "fails once", "two")) {
        channel.basicPublish("", queue, properties, text.getBytes(StandardCharsets.UTF_8));
      }
    }
    Tally.await(
        () ->
            ofThisRun.hasTaken("bills", 3)
                && ofThisRun.hasTaken("claims", 4)
                && ofThisRun.hasTaken("deeds", 3));
  }
}
