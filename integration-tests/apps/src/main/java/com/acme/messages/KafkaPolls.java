package com.acme.messages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A program that polls Kafka in a loop of its own. */
public final class KafkaPolls implements Listeners {
  /** Each run of the program has topics of its own. */
  private static final String RUN = UUID.randomUUID().toString();

  private static final String[] TOPICS = {"orders", "bills"};
  private static final int PARTITIONS = 3;
  private static final int RECORDS = 60;

  private Map<String, Object> broker;

  @Override
  public void start(String address, Tally tally) throws Exception {
    broker = Map.of("bootstrap.servers", address);
    try (AdminClient admin = AdminClient.create(broker)) {
      List<NewTopic> topics = new ArrayList<>();
      for (String name : TOPICS) {
        topics.add(new NewTopic(topic(name), PARTITIONS, (short) 1));
      }
      admin.createTopics(topics).all().get();
    }
  }

  @Override
  public void run(Tally tally) throws Exception {
    send();
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            broker.get("bootstrap.servers"),
            "group.id",
            RUN,
            "max.poll.records",
            25,
            "auto.offset.reset",
            "earliest");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic(TOPICS[0]), topic(TOPICS[1])));
      int polled = 0;
      while (polled < RECORDS * TOPICS.length) {
        polled += poll(consumer, tally);
      }
      // What a poll has brought is done when the next begins.
      consumer.poll(Duration.ZERO);
    }
  }

  private static int poll(KafkaConsumer<String, String> consumer, Tally tally) {
    Set<String> topics = new HashSet<>();
    ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(100));
    for (ConsumerRecord<String, String> record : records) {
      String task = record.topic().replace(RUN, "{uuid}");
      tally.add(task + " RECORDS", 1);
      if (topics.add(task)) {
        tally.add(task + " POLLS", 1);
      }
    }
    return records.count();
  }

  private void send() throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(broker, new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < RECORDS; i++) {
        for (String name : TOPICS) {
          producer.send(new ProducerRecord<>(topic(name), i % PARTITIONS, null, "text " + i));
        }
      }
    }
  }

  private static String topic(String name) {
    return name + '.' + RUN;
  }
}
