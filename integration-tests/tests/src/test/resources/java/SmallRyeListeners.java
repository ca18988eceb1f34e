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
      List.of("orders", "bills", "slips", "mail", "parcels", "loads");
  private static final List<String> OF_BATCHES = List.of("mail", "parcels");
  private static volatile Tally tally;

  /** Whose records that were given up come to another channel. */
  private static final Map<String, String> GIVEN_UP = Map.of("loads", "lost", "crates", "scrapped");

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

  /** What fails here comes to a topic for dead letters, and to a method of its own. */
  @ApplicationScoped
  public static class Loads {
    @Incoming("loads")
    public void load(String text) {
      tally.delivered("loads", text, false, new IllegalStateException("too heavy"));
    }

    @Incoming("lost")
    public void lose(String text) {
      tally.delivered("lost", "dead", false);
    }
  }

  /** What fails here comes again twice, by topics for that, before it is given up. */
  @ApplicationScoped
  public static class Crates {
    @Incoming("crates")
    public void crate(String text) {
      tally.delivered("crates", text, false, new IllegalArgumentException("too wide"));
    }

    @Incoming("scrapped")
    public void scrap(String text) {
      tally.delivered("scrapped", "dead", false);
    }
  }

  @Override
  public void start(String broker, Tally ofThisRun) {
    tally = ofThisRun;
    for (String channel : CHANNELS) {
      listen(broker, channel, GIVEN_UP.containsKey(channel) ? "dead-letter-queue" : "ignore");
    }
    listen(broker, "lost", "ignore");
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker), new StringSerializer(), new StringSerializer());
    Weld weld = new Weld().addBeanClasses(Service.class, Batches.class, Loads.class);
    if (repeatsLater()) {
      listen(broker, "crates", "delayed-retry-topic");
      configure("crates", "delayed-retry-topic.topics", retries(100) + ',' + retries(200));
      listen(broker, "scrapped", "ignore");
      weld.addBeanClasses(Crates.class);
    }
    weld.initialize();
  }

  private static String retries(int delayMillis) {
    return topic("crates") + "_retry_" + delayMillis;
  }

  /** Not all versions can. */
  private static boolean repeatsLater() {
    try {
      Class.forName("io.smallrye.reactive.messaging.kafka.fault.KafkaDelayedRetryTopic");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static void listen(String broker, String channel, String failureStrategy) {
    Map.of(
            "connector", "smallrye-kafka",
            "topic", topic(channel),
            // In one group, each that joins would have the others get records again.
            "group.id", channel + RUN,
            "bootstrap.servers", broker,
            "auto.offset.reset", "earliest",
            "failure-strategy", failureStrategy,
            "batch", String.valueOf(OF_BATCHES.contains(channel)),
            "value.deserializer", StringDeserializer.class.getName())
        .forEach((name, value) -> configure(channel, name, value));
    if (GIVEN_UP.containsKey(channel)) {
      configure(channel, "dead-letter-queue.topic", topic(GIVEN_UP.get(channel)));
    }
  }

  private static void configure(String channel, String name, String value) {
    System.setProperty("mp.messaging.incoming." + channel + '.' + name, value);
  }

  private static String topic(String channel) {
    return channel + '-' + RUN;
  }

  @Override
  public void run(Tally ofThisRun) throws Exception {
    for (String channel : CHANNELS) {
      send(channel);
    }
    if (repeatsLater()) {
      send("crates");
      Tally.await(() -> tally.failed("crates") == 3 && tally.succeeded("crates") == 2);
      Tally.await(() -> tally.succeeded("scrapped") == 1);
    }
    Tally.await(() -> tally.hasTaken("loads", 3) && tally.succeeded("lost") == 1);
    Tally.await(() -> tally.hasTaken("orders", 3) && tally.hasTaken("bills", 3));
    Tally.await(() -> tally.hasTaken("filed", 3));
    Tally.await(() -> tally.seen("mail") == 3 && tally.seen("parcels") == 3);
  }

  private void send(String channel) throws Exception {
    for (String text : List.of("one", "fails", "two")) {
      producer.send(new ProducerRecord<>(topic(channel), null, Past.millis(), null, text)).get();
    }
  }
}
