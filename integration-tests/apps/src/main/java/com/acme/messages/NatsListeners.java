package com.acme.messages;

import io.nats.client.Connection;
import io.nats.client.Consumer;
import io.nats.client.Dispatcher;
import io.nats.client.ErrorListener;
import io.nats.client.JetStream;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Handlers of NATS' client: plain subscriptions, and those of JetStream. */
public final class NatsListeners implements Listeners {
  private Connection connection;

  /** Says nothing. */
  private static final class Silence implements ErrorListener {
    @Override
    public void errorOccurred(Connection of, String error) {}

    @Override
    public void exceptionOccurred(Connection of, Exception exception) {}

    @Override
    public void slowConsumerDetected(Connection of, Consumer consumer) {}
  }

  @Override
  public void start(String broker, Tally tally) throws Exception {
    connection =
        Nats.connect(
            new Options.Builder().server("nats://" + broker).errorListener(new Silence()).build());
    Dispatcher dispatcher =
        connection.createDispatcher(
            message -> tally.delivered("news", text(message), false, new IllegalStateException()));
    dispatcher.subscribe("news");
    dispatcher.subscribe(
        "orders.*",
        message ->
            tally.delivered("orders.*", text(message), false, new IllegalStateException("no")));
    dispatcher.subscribe(
        "questions",
        message -> {
          tally.delivered("questions", text(message), false);
          connection.publish(message.getReplyTo(), message.getData());
        });
    connection
        .jetStreamManagement()
        .addStream(
            StreamConfiguration.builder()
                .name("WORK")
                .subjects("work.>")
                .storageType(StorageType.Memory)
                .build());
    JetStream stream = connection.jetStream();
    Dispatcher acknowledging = connection.createDispatcher();
    stream.subscribe(
        "work.mail",
        acknowledging,
        message -> {
          if (tally.delivered("work.mail", text(message), isRedelivered(message))) {
            message.nak();
          } else {
            message.ack();
          }
        },
        false);
    stream.subscribe(
        "work.parcels",
        connection.createDispatcher(),
        message -> tally.delivered("work.parcels", text(message), isRedelivered(message)),
        true);
    connection.flush(java.time.Duration.ofSeconds(10));
  }

  private static boolean isRedelivered(Message message) {
    return message.metaData().deliveredCount() > 1;
  }

  private static String text(Message message) {
    return new String(message.getData(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void run(Tally tally) throws Exception {
    for (String text : new String[] {"one", "fails", "two"}) {
      connection.publish("news", bytes(text));
      connection.publish("orders." + text.length(), bytes(text));
    }
    for (int question = 0; question < 3; question++) {
      connection.request("questions", bytes("how")).get(10, TimeUnit.SECONDS);
    }
    connection.jetStream().publish("work.mail", bytes("holds"));
    for (String text : new String[] {"one", "fails once", "two"}) {
      connection.jetStream().publish("work.mail", bytes(text));
      connection.jetStream().publish("work.parcels", bytes("a parcel"));
    }
    tally.release();
    Tally.await(
        () ->
            tally.succeeded("news") == 2
                && tally.failed("news") == 1
                && tally.succeeded("orders.*") == 2
                && tally.failed("orders.*") == 1
                && tally.succeeded("questions") == 3
                && tally.succeeded("work.mail") == 4
                && tally.failed("work.mail") == 1
                && tally.succeeded("work.parcels") == 3);
  }
}
