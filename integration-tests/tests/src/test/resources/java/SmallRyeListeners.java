package com.acme.messages;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.weld.environment.se.Weld;

/** SmallRye Reactive Messaging, with records of Kafka as messages. */
public final class SmallRyeListeners implements Listeners {
  private static final String RUN = UUID.randomUUID().toString();
  private static volatile Tally tally;

  private KafkaProducer<String, String> producer;

  /** Methods that get messages, and refuse some of them. */
  @ApplicationScoped
  public static class Service {
    @Incoming("orders")
    public CompletionStage<Void> order(Message<String> message) {
      return tally.delivered("orders", message.getPayload(), false)
          ? message.nack(new IllegalArgumentException("no order"))
          : message.ack();
    }

    /** Refuses on another thread, and tells more than the reason. */
    @Incoming("bills")
    public CompletionStage<Void> bill(Message<String> message) {
      boolean fails = tally.delivered("bills", message.getPayload(), false);
      return CompletableFuture.runAsync(() -> {})
          .thenCompose(
              any ->
                  fails
                      ? message.nack(new IllegalStateException("no bill"), Metadata.empty())
                      : message.ack());
    }
  }

  @Override
  public void start(String broker, Tally ofThisRun) {
    tally = ofThisRun;
    for (String channel : List.of("orders", "bills")) {
      Map.of(
              "connector", "smallrye-kafka",
              "topic", channel + '-' + RUN,
              "group.id", RUN,
              "bootstrap.servers", broker,
              "auto.offset.reset", "earliest",
              "failure-strategy", "ignore",
              "value.deserializer", StringDeserializer.class.getName())
          .forEach(
              (name, value) ->
                  System.setProperty("mp.messaging.incoming." + channel + '.' + name, value));
    }
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker), new StringSerializer(), new StringSerializer());
    new Weld().addBeanClass(Service.class).initialize();
  }

  @Override
  public void run(Tally ofThisRun) throws Exception {
    for (String channel : List.of("orders", "bills")) {
      for (String text : List.of("one", "fails", "two")) {
        producer.send(new ProducerRecord<>(channel + '-' + RUN, text)).get();
      }
    }
    Tally.await(() -> tally.hasTaken("orders", 3) && tally.hasTaken("bills", 3));
  }
}
