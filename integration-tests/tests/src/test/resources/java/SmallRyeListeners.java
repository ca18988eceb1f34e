package com.acme.messages;

import io.smallrye.reactive.messaging.annotations.Blocking;
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
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.jboss.weld.environment.se.Weld;

/** SmallRye Reactive Messaging, with records of Kafka as messages. */
public final class SmallRyeListeners implements Listeners {
  private static final String RUN = UUID.randomUUID().toString();
  private static final List<String> CHANNELS = 
      List.of("orders", "bills", "slips", "mail", "parcels");
  private static final List<String> OF_BATCHES = List.of("mail", "parcels");
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

    /** What it returns is a message within the program. */
    @Incoming("slips")
    @Outgoing("filed")
    public String slip(String text) {
      tally.delivered("slips", "taken", false);
      return text;
    }

    @Incoming("filed")
    public void file(String text) {
      tally.delivered("filed", "taken", false);
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

  /** Methods that get batches. */
  @ApplicationScoped
  public static class Batches {
    private static boolean fails(String task, List<String> texts) {
      tally.add(task + " RECORDS", texts.size());
      boolean fails = texts.contains("fails");
      tally.add(task + (fails ? " FAILURE" : " SUCCESS"), 1);
      texts.forEach(text -> tally.see(task + text));
      return fails;
    }

    @Incoming("mail")
    public void mail(List<String> texts) {
      if (fails("mail", texts)) {
        throw new IllegalStateException("no mail");
      }
    }

    /** On another thread. The channel would end if it threw. */
    @Incoming("parcels")
    @Blocking
    public CompletionStage<Void> parcel(Message<List<String>> message) {
      return fails("parcels", message.getPayload())
          ? message.nack(new IllegalStateException("no parcels"))
          : message.ack();
    }
  }

  @Override
  public void start(String broker, Tally ofThisRun) {
    tally = ofThisRun;
    for (String channel : CHANNELS) {
      Map.of(
              "connector", "smallrye-kafka",
              "topic", channel + '-' + RUN,
              // In one group, each that joins would have the others get records again.
              "group.id", channel + RUN,
              "bootstrap.servers", broker,
              "auto.offset.reset", "earliest",
              "failure-strategy", "ignore",
              "batch", String.valueOf(OF_BATCHES.contains(channel)),
              "value.deserializer", StringDeserializer.class.getName())
          .forEach(
              (name, value) ->
                  System.setProperty("mp.messaging.incoming." + channel + '.' + name, value));
    }
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker), new StringSerializer(), new StringSerializer());
    new Weld().addBeanClasses(Service.class, Batches.class).initialize();
  }

  @Override
  public void run(Tally ofThisRun) throws Exception {
    for (String channel : CHANNELS) {
      for (String text : List.of("one", "fails", "two")) {
        producer
            .send(new ProducerRecord<>(channel + '-' + RUN, null, Past.millis(), null, text))
            .get();
      }
    }
    Tally.await(() -> tally.hasTaken("orders", 3) && tally.hasTaken("bills", 3));
    Tally.await(() -> tally.hasTaken("filed", 3));
    Tally.await(() -> tally.seen("mail") == 3 && tally.seen("parcels") == 3);
  }
}
