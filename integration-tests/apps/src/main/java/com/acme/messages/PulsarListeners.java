package com.acme.messages;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.ConsumerBuilder;
import org.apache.pulsar.client.api.DeadLetterPolicy;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageListener;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.SubscriptionType;

/** Listeners of Pulsar's client. */
public final class PulsarListeners implements Listeners {
  private static final String[] TEXTS = {"one", "fails once", "two", "three"};

  private PulsarClient client;

  @Override
  public void start(String broker, Tally tally) throws Exception {
    client = PulsarClient.builder().serviceUrl("pulsar://" + broker).build();
    // What is not acknowledged is not delivered again while the consumer lives, but to the next.
    listen(
        consumer("orders"),
        (consumer, message) -> {
          tally.delivered("orders", text(message), isAgain(message), new IllegalStateException());
          acknowledge(consumer, message);
        });
    listen(
        consumer("non-persistent://public/default/news"),
        (consumer, message) -> deliver(tally, message));
    listen(
        consumer("persistent://shop/eu/parcels"),
        (consumer, message) -> {
          if (tally.delivered("shop/eu/parcels", text(message), isAgain(message))) {
            consumer.negativeAcknowledge(message);
          } else {
            acknowledge(consumer, message);
          }
        });
    consumer("bills")
        .subscriptionName("tests")
        .enableRetry(true)
        .deadLetterPolicy(DeadLetterPolicy.builder().maxRedeliverCount(2).build())
        .messageListener(
            (consumer, message) -> {
              boolean isPutBack = message.getTopicName().endsWith("-RETRY");
              String task = isPutBack ? "bills-tests-RETRY" : "bills";
              if (tally.delivered(task, text(message), isAgain(message))) {
                postpone(consumer, message);
              } else {
                acknowledge(consumer, message);
              }
            })
        .subscribe();
    bury(tally, "bills-tests-DLQ");
    startDoomed(tally);
    startBatches(tally);
  }

  /** What is given up becomes a message of another topic. */
  private void startDoomed(Tally tally) throws Exception {
    listen(
        doomed("loads", 2),
        (consumer, message) -> {
          if (tally.delivered("loads", text(message), isAgain(message))) {
            consumer.negativeAcknowledge(message);
          } else {
            acknowledge(consumer, message);
          }
        });
    listen(
        doomed("crates", 1)
            .ackTimeout(1, TimeUnit.SECONDS)
            .ackTimeoutTickTime(100, TimeUnit.MILLISECONDS),
        (consumer, message) -> {
          tally.delivered("crates", text(message), isAgain(message), new IllegalStateException());
          acknowledge(consumer, message);
        });
    bury(tally, "loads-dead");
    bury(tally, "crates-dead");
  }

  private ConsumerBuilder<byte[]> doomed(String topic, int redeliveries) {
    return consumer(topic)
        .deadLetterPolicy(
            DeadLetterPolicy.builder()
                .maxRedeliverCount(redeliveries)
                .deadLetterTopic(topic + "-dead")
                .build());
  }

  private void bury(Tally tally, String topic) throws Exception {
    listen(
        consumer(topic),
        (consumer, message) -> {
          tally.delivered(topic, "dead", isAgain(message));
          acknowledge(consumer, message);
        });
  }

  /** Of what comes in a batch, only what was refused comes again. */
  private void startBatches(Tally tally) throws Exception {
    listen(
        consumer("letters").enableBatchIndexAcknowledgment(true),
        (consumer, message) -> {
          if (!isOfBatch(message)) {
            tally.add("letters without a batch", 1);
          }
          if (tally.delivered("letters", text(message), isAgain(message))) {
            consumer.negativeAcknowledge(message);
          } else {
            acknowledge(consumer, message);
          }
        });
  }

  /** Its id ends in its place in the batch. */
  private static boolean isOfBatch(Message<byte[]> message) {
    return message.getMessageId().toString().split(":", -1).length > 3;
  }

  private ConsumerBuilder<byte[]> consumer(String topic) {
    return client
        .newConsumer()
        .topic(topic)
        // What another program has not acknowledged any more must not come to this one.
        .subscriptionName(UUID.randomUUID().toString())
        .acknowledgmentGroupTime(0, TimeUnit.MILLISECONDS)
        .subscriptionType(SubscriptionType.Shared)
        .negativeAckRedeliveryDelay(100, TimeUnit.MILLISECONDS);
  }

  private static void listen(ConsumerBuilder<byte[]> consumer, MessageListener<byte[]> listener)
      throws Exception {
    consumer.messageListener(listener).subscribe();
  }

  private static void deliver(Tally tally, Message<byte[]> message) {
    tally.delivered("news", text(message), false, new IllegalArgumentException("no news"));
  }

  private static void acknowledge(Consumer<byte[]> consumer, Message<byte[]> message) {
    consumer.acknowledgeAsync(message);
  }

  private static void postpone(Consumer<byte[]> consumer, Message<byte[]> message) {
    try {
      consumer.reconsumeLater(message, 100, TimeUnit.MILLISECONDS);
    } catch (PulsarClientException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isAgain(Message<byte[]> message) {
    return message.getRedeliveryCount() > 0;
  }

  private static String text(Message<byte[]> message) {
    return new String(message.getData(), StandardCharsets.UTF_8);
  }

  @Override
  public void run(Tally tally) throws Exception {
    send("orders", TEXTS);
    send("non-persistent://public/default/news", TEXTS);
    // All listeners have one thread.
    send("persistent://shop/eu/parcels", "holds");
    send("persistent://shop/eu/parcels", TEXTS);
    tally.release();
    send("bills", TEXTS);
    send("bills", "one", "fails");
    send("loads", "one", "fails");
    // After a pause of this JVM, what was taken would be taken for unacknowledged, too.
    send("crates", "fails");
    // The others are acknowledged before it is refused: the whole batch comes again but for those.
    sendBatch("letters", "one", "two", "three", "fails once");
    Tally.await(
        () ->
            tally.succeeded("orders") == 3
                && tally.failed("orders") == 1
                && tally.succeeded("news") == 3
                && tally.failed("news") == 1
                && tally.succeeded("shop/eu/parcels") == 5
                && tally.failed("shop/eu/parcels") == 1
                && tally.succeeded("bills") == 4
                && tally.failed("bills") == 2
                && tally.succeeded("bills-tests-RETRY") == 1
                && tally.succeeded("bills-tests-DLQ") == 1
                && tally.succeeded("loads-dead") == 1
                && tally.succeeded("crates-dead") == 1
                && tally.succeeded("letters") == 4);
  }

  private void sendBatch(String topic, String... texts) throws Exception {
    try (Producer<byte[]> producer =
        client
            .newProducer()
            .topic(topic)
            .enableBatching(true)
            .batchingMaxMessages(texts.length)
            .batchingMaxPublishDelay(10, TimeUnit.SECONDS)
            .create()) {
      for (String text : texts) {
        producer.sendAsync(text.getBytes(StandardCharsets.UTF_8));
      }
      producer.flush();
    }
  }

  private void send(String topic, String... texts) throws Exception {
    try (Producer<byte[]> producer = client.newProducer().topic(topic).create()) {
      for (String text : texts) {
        producer.send(text.getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
