package com.acme.messages;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Consumer;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.impl.DefaultExceptionHandler;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;

/** Consumers of RabbitMQ's own client. */
public final class RabbitConsumers implements Listeners {
  private Channel sending;
  private String anonymous;

  /** Refuses what it cannot handle, and gets that again. */
  private static final class Refusing extends DefaultConsumer {
    private final Tally tally;

    Refusing(Channel channel, Tally tally) {
      super(channel);
      this.tally = tally;
    }

    @Override
    public void handleDelivery(
        String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body)
        throws IOException {
      boolean redelivered = envelope.isRedeliver();
      if (tally.delivered(envelope.getRoutingKey(), text(body), redelivered)) {
        getChannel().basicNack(envelope.getDeliveryTag(), false, true);
      } else {
        getChannel().basicAck(envelope.getDeliveryTag(), false);
      }
    }
  }

  /** Throws. */
  private static final class Throwing extends DefaultConsumer {
    private final String task;
    private final Tally tally;

    Throwing(Channel channel, String task, Tally tally) {
      super(channel);
      this.task = task;
      this.tally = tally;
    }

    @Override
    public void handleDelivery(
        String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
      tally.delivered(task, text(body), envelope.isRedeliver(), new IllegalStateException("no"));
    }
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public void start(String broker, Tally tally) throws Exception {
    sending = connect(broker, new ForgivingExceptionHandler());
    Channel channel = connect(broker, new ForgivingExceptionHandler());
    // One consumer has two queues.
    Consumer refusing = new Refusing(channel, tally);
    for (String queue : new String[] {"parcels", "letters"}) {
      consume(channel, queue, false, refusing);
    }
    consume(channel, "notes", true, new Throwing(channel, "notes", tally));
    // The others have a handler of the program's, which says nothing.
    Channel silent =
        connect(
            broker,
            new DefaultExceptionHandler() {
              @Override
              public void handleConsumerException(
                  Channel of, Throwable failure, Consumer consumer, String tag, String method) {}
            });
    consume(silent, "tips", true, new Throwing(silent, "tips", tally));
    anonymous = silent.queueDeclare().getQueue();
    silent.basicConsume(anonymous, true, new Throwing(silent, "{temporary}", tally));
    silent.queueDeclare("calls", false, false, true, null);
    silent.basicConsume(
        "calls",
        true,
        (tag, message) -> {
          boolean redelivered = message.getEnvelope().isRedeliver();
          tally.delivered("calls", text(message.getBody()), redelivered, new LinkageError("no"));
        },
        tag -> {});
  }

  private static Channel connect(String broker, com.rabbitmq.client.ExceptionHandler handler)
      throws Exception {
    String[] address = broker.split(":");
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(address[0]);
    factory.setPort(Integer.parseInt(address[1]));
    factory.setExceptionHandler(handler);
    Connection connection = factory.newConnection();
    return connection.createChannel();
  }

  private static void consume(Channel channel, String queue, boolean isAutomatic, Consumer consumer)
      throws IOException {
    channel.queueDeclare(queue, false, false, true, null);
    channel.basicConsume(queue, isAutomatic, consumer);
  }

  @Override
  public void run(Tally tally) throws Exception {
    send("parcels", "one", "fails once", "two");
    send("letters", "fails once", "one");
    send("notes", "one", "fails", "two", "three");
    send("tips", "fails", "one");
    send("calls", "one", "fails");
    send(anonymous, "one", "two");
    Tally.await(
        () ->
            tally.succeeded("parcels") == 3
                && tally.succeeded("letters") == 2
                && tally.succeeded("notes") == 3
                && tally.failed("notes") == 1
                && tally.succeeded("tips") == 1
                && tally.failed("calls") == 1
                && tally.succeeded("{temporary}") == 2);
  }

  private void send(String queue, String... texts) throws IOException {
    AMQP.BasicProperties properties =
        new AMQP.BasicProperties.Builder().timestamp(new Date(Past.millis())).build();
    for (String text : texts) {
      sending.basicPublish("", queue, properties, text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
