package com.acme.messages;

import io.micronaut.configuration.kafka.annotation.KafkaListener;
import io.micronaut.configuration.kafka.annotation.OffsetReset;
import io.micronaut.configuration.kafka.annotation.Topic;
import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Micronaut's listeners of Kafka. Its loops poll, and keep failures to themselves. */
public final class MicronautKafkaListeners implements Listeners {
  private static final String RUN = UUID.randomUUID().toString();

  /** What only some versions have. */
  private static final boolean HAS_RETRIES =
      Listeners.isThere("com.acme.messages.MicronautKafkaRetries");

  static volatile Tally tally;

  private KafkaProducer<String, String> producer;

  /** Gets each record by itself. */
  @KafkaListener(groupId = "orders.${run}", offsetReset = OffsetReset.EARLIEST)
  public static class Orders {
    @Topic("orders.${run}")
    public void order(String text) {
      tally.delivered("orders.{uuid}", text, false, new IllegalArgumentException("no order"));
    }
  }

  /** Returns before its work is done. */
  @KafkaListener(groupId = "later.${run}", offsetReset = OffsetReset.EARLIEST)
  public static class Later {
    @Topic("later.${run}")
    public CompletableFuture<String> later(String text) {
      return CompletableFuture.supplyAsync(
          () -> {
            tally.delivered("later.{uuid}", text, false, new LinkageError("not even later"));
            return text;
          });
    }
  }

  /** Gets all that a poll has brought. */
  @KafkaListener(groupId = "batch.${run}", offsetReset = OffsetReset.EARLIEST, batch = true)
  public static class Batches {
    @Topic("batch.${run}")
    public void batch(List<String> texts) {
      String all = String.join(",", texts);
      tally.add("batch.{uuid} RECORDS", texts.size());
      texts.forEach(text -> tally.see("batched " + text));
      tally.delivered("batch.{uuid}", all, false, new IllegalStateException("no batch"));
    }
  }

  static String topic(String name) {
    return name + '.' + RUN;
  }

  @Override
  public void start(String broker, Tally ofThisRun) throws Exception {
    tally = ofThisRun;
    try (AdminClient admin = AdminClient.create(Map.of("bootstrap.servers", broker))) {
      List<NewTopic> topics = new ArrayList<>();
      for (String name :
          List.of("orders", "later", "batch", "again", "batchagain", "mono", "suspended", "unbound")) {
        topics.add(new NewTopic(topic(name), 1, (short) 1));
      }
      admin.createTopics(topics).all().get();
    }
    producer =
        new KafkaProducer<>(
            // The records of a batch are sent together: nothing is sent before a flush.
            Map.of("bootstrap.servers", broker, "linger.ms", 60_000),
            new StringSerializer(),
            new StringSerializer());
    ApplicationContext.run(
        Map.of("kafka.bootstrap.servers", broker, "run", RUN, "kafka.health.enabled", false));
  }

  @Override
  public void run(Tally ofThisRun) throws Exception {
    int done = 0;
    for (String text : List.of("one", "fails", "two")) {
      done++;
      send("orders", text);
      send("later", text);
      if (HAS_RETRIES) {
        send("mono", text);
        send("suspended", text);
      }
      // Without a strategy for errors, what was polled with a record that fails is passed over.
      producer.flush();
      int count = done;
      Tally.await(() -> isPast(ofThisRun, count));
    }
    send("batch", "one", "two", "three", "four");
    producer.flush();
    Tally.await(() -> ofThisRun.seen("batched ") == 4);
    send("batch", "fails");
    if (HAS_RETRIES) {
      send("again", "one", "fails once", "two", "fails always", "three");
      send("batchagain", "fails once", "two", "three");
      // Nothing calls the program.
      send("unbound", "one");
      ofThisRun.add("unbound.{uuid} FAILURE", 1);
    }
    producer.flush();
    Tally.await(
        () ->
            ofThisRun.seen("batched ") == 5
                && (!HAS_RETRIES
                    || ofThisRun.succeeded("again.{uuid}") == 4
                        && ofThisRun.seen("came again ") == 3));
  }

  private static boolean isPast(Tally tally, int count) {
    return tally.hasTaken("orders.{uuid}", count)
        && tally.hasTaken("later.{uuid}", count)
        && tally.hasTaken("mono.{uuid}", HAS_RETRIES ? count : 0)
        && tally.hasTaken("suspended.{uuid}", HAS_RETRIES ? count : 0);
  }

  private void send(String name, String... texts) {
    for (String text : texts) {
      producer.send(new ProducerRecord<>(topic(name), null, Past.millis(), null, text));
    }
  }
}
