package com.acme.messages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.DltHandler;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.annotation.KafkaHandler;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.RetryableTopic;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaListenerErrorHandler;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.listener.adapter.FilteringBatchMessageListenerAdapter;
import org.springframework.kafka.listener.adapter.RecordFilterStrategy;
import org.springframework.kafka.retrytopic.RetryTopicConfiguration;
import org.springframework.kafka.retrytopic.RetryTopicConfigurationBuilder;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.backoff.FixedBackOff;
import reactor.core.publisher.Mono;

/** Listeners of Spring Kafka. */
public final class KafkaListeners implements Listeners {
  /** Each run of the program has topics of its own. */
  private static final String RUN = UUID.randomUUID().toString();

  private static final int ATTEMPTS = 3;
  private static final String SUSPENDED = "com.acme.coroutines.SuspendedListener";

  /** Spring subscribes to publishers from version 3.2 on. */
  private static final boolean HAS_MONOS = Listeners.isThere("reactor.core.publisher.Mono");

  private static final boolean HAS_COROUTINES = Listeners.isThere(SUSPENDED);

  private KafkaProducer<String, String> producer;

  /** The container waits for a record whose future has failed, and polls no others of its topic. */
  private boolean hasRun;

  /**
   * Methods that Spring calls. Each run has groups of its own: a broker waits long for the members
   * of a program that was ended.
   */
  public static class Service {
    private final Tally tally;

    public Service(Tally tally) {
      this.tally = tally;
    }

    @KafkaListener(
        id = "orders",
        topics = "#{@topics.of('orders')}",
        groupId = "#{@topics.of('orders')}")
    public void order(String text) {
      boolean again = !tally.see("order " + text);
      tally.delivered("orders.{uuid}", text, again, new IllegalStateException("no order"));
    }

    /** Gets what the orders' listener failed to take each time. */
    @KafkaListener(id = "dead", topics = "#{@topics.of('dead')}", groupId = "#{@topics.of('dead')}")
    public void dead(String text) {
      tally.delivered("dead.{uuid}", "taken", false);
    }

    @KafkaListener(
        id = "handled",
        topics = "#{@topics.of('handled')}",
        groupId = "#{@topics.of('handled')}",
        errorHandler = "swallowing")
    public void handled(String text) {
      tally.delivered("handled.{uuid}", text, false, new IllegalArgumentException("no result"));
    }

    @KafkaListener(
        id = "later",
        topics = "#{@topics.of('later')}",
        groupId = "#{@topics.of('later')}",
        errorHandler = "swallowing")
    public CompletableFuture<String> later(String text) {
      return CompletableFuture.supplyAsync(
          () -> {
            tally.delivered("later.{uuid}", text, false, new LinkageError("not even later"));
            return text;
          });
    }

    /** What fails comes again through topics of Spring's, as a new record of each. */
    @KafkaListener(
        id = "retried",
        topics = "#{@topics.retried()}",
        groupId = "#{@topics.of('retried')}")
    public void retried(ConsumerRecord<String, String> record) {
      // Versions differ in whether each attempt has a topic, with its number.
      String topic = record.topic().replace(RUN, "{uuid}").replaceAll("-[0-9]$", "-{id}");
      tally.delivered(topic, record.value(), false, new IllegalStateException("no try"));
    }

    /** Gets what has failed each time. */
    public void givenUp(ConsumerRecord<String, String> record) {
      tally.delivered(record.topic().replace(RUN, "{uuid}"), "taken", false);
    }

    /** As above, by an annotation. */
    @RetryableTopic(attempts = "3", kafkaTemplate = "retryTemplate")
    @KafkaListener(
        id = "annotated",
        topics = "#{@topics.annotated()}",
        groupId = "#{@topics.of('annotated')}")
    public void annotated(ConsumerRecord<String, String> record) {
      retried(record);
    }

    @DltHandler
    public void annotatedGivenUp(ConsumerRecord<String, String> record) {
      givenUp(record);
    }

    @KafkaListener(
        id = "batch",
        topics = "#{@topics.of('batch')}",
        groupId = "#{@topics.of('batch')}",
        containerFactory = "batches")
    public void batch(List<String> texts) {
      String all = String.join(",", texts);
      boolean again = !tally.see("batch " + all);
      tally.add("batch.{uuid} RECORDS", texts.size());
      tally.delivered("batch.{uuid}", all, again, new IllegalStateException("no batch"));
      texts.forEach(text -> tally.see("batched " + text));
    }

    /** Does not get what a filter drops, also not again after it has failed with it. */
    @KafkaListener(
        id = "sieved",
        topics = "#{@topics.of('sieved')}",
        groupId = "#{@topics.of('sieved')}",
        containerFactory = "sieving")
    public void sieved(String text) {
      boolean again = !tally.see("sieved " + text);
      tally.delivered("sieved.{uuid}", text, again, new IllegalStateException("no grain"));
    }

    /** Gets what a filter leaves of a batch, perhaps nothing. */
    @KafkaListener(
        id = "batchsieved",
        topics = "#{@topics.of('batchsieved')}",
        groupId = "#{@topics.of('batchsieved')}",
        containerFactory = "sievingBatches")
    public void sievedBatch(List<String> texts) {
      rest("batchsieved.{uuid}", texts);
    }

    void rest(String task, List<String> texts) {
      tally.delivered(task, "taken", false);
      if (!texts.isEmpty()) {
        tally.add(task + " RECORDS", texts.size());
      }
      texts.forEach(text -> tally.see(task + text));
    }
  }

  /** Methods that Spring subscribes to. */
  public static class Publisher {
    private final Tally tally;

    public Publisher(Tally tally) {
      this.tally = tally;
    }

    @KafkaListener(
        id = "mono",
        topics = "#{@topics.of('mono')}",
        groupId = "#{@topics.of('mono')}",
        errorHandler = "swallowing")
    public Mono<Void> mono(String text) {
      return Mono.delay(Duration.ofMillis(20))
          .doOnNext(
              any ->
                  tally.delivered("mono.{uuid}", text, false, new IllegalStateException("no item")))
          .then();
    }
  }

  /** A class that listens, with a method for each type of payload. */
  @KafkaListener(
      id = "typed",
      topics = "#{@topics.of('typed')}",
      groupId = "#{@topics.of('typed')}",
      errorHandler = "swallowing")
  public static class Typed {
    private final Tally tally;

    public Typed(Tally tally) {
      this.tally = tally;
    }

    @KafkaHandler
    public Mono<Void> text(String text) {
      return Mono.delay(Duration.ofMillis(20))
          .doOnNext(
              any ->
                  tally.delivered(
                      "typed.{uuid}", text, false, new IllegalStateException("no type")))
          .then();
    }
  }

  /** The names of topics. */
  public static class Topics {
    /** Spring appends to its name. */
    public String retried() {
      return RUN + ".retried";
    }

    public String annotated() {
      return RUN + ".annotated";
    }

    public String of(String name) {
      return topic(name);
    }
  }

  /** The beans. */
  @Configuration
  @EnableKafka
  public static class Beans {
    static String broker;
    static Tally tally;

    @Bean
    public Topics topics() {
      return new Topics();
    }

    @Bean
    public Service service() {
      return new Service(tally);
    }

    @Bean
    public KafkaListenerErrorHandler swallowing() {
      return (message, failure) -> null;
    }

    @Bean
    public ConsumerFactory<String, String> consumers() {
      return new DefaultKafkaConsumerFactory<>(
          Map.of(
              "bootstrap.servers",
              broker,
              "group.id",
              RUN,
              "auto.offset.reset",
              "earliest",
              "key.deserializer",
              StringDeserializer.class,
              "value.deserializer",
              StringDeserializer.class));
    }

    /** Makes the topics for retries. */
    @Bean
    public KafkaAdmin admin() {
      return new KafkaAdmin(Map.of("bootstrap.servers", broker));
    }

    @Bean
    public ThreadPoolTaskScheduler retryScheduler() {
      return new ThreadPoolTaskScheduler();
    }

    @Bean
    public KafkaTemplate<String, String> retryTemplate() {
      return new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(producing()));
    }

    @Bean
    public RetryTopicConfiguration retries() {
      return RetryTopicConfigurationBuilder.newInstance()
          .noBackoff()
          .maxAttempts(ATTEMPTS)
          .includeTopics(List.of(topics().retried()))
          .dltHandlerMethod("service", "givenUp")
          .create(retryTemplate());
    }

    private ConcurrentKafkaListenerContainerFactory<String, String> factory() {
      ConcurrentKafkaListenerContainerFactory<String, String> factory =
          new ConcurrentKafkaListenerContainerFactory<>();
      factory.setConsumerFactory(consumers());
      factory.setCommonErrorHandler(
          new DefaultErrorHandler(
              new DeadLetterPublishingRecoverer(
                  new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(producing())),
                  (record, failure) -> new TopicPartition(topic("dead"), 0)),
              new FixedBackOff(0, ATTEMPTS - 1)));
      return factory;
    }

    @Bean
    public ConcurrentKafkaListenerContainerFactory<String, String> kafkaListenerContainerFactory() {
      return factory();
    }

    @Bean
    public ConcurrentKafkaListenerContainerFactory<String, String> batches() {
      ConcurrentKafkaListenerContainerFactory<String, String> factory = factory();
      factory.setBatchListener(true);
      return factory;
    }

    private RecordFilterStrategy<String, String> filter() {
      return record ->
          record.value().startsWith("drop")
              || (record.value().endsWith("dropped") && tally.seen("sieved " + record.value()) > 0);
    }

    @Bean
    public ConcurrentKafkaListenerContainerFactory<String, String> sieving() {
      ConcurrentKafkaListenerContainerFactory<String, String> factory = factory();
      factory.setRecordFilterStrategy(filter());
      return factory;
    }

    @Bean
    public ConcurrentKafkaListenerContainerFactory<String, String> sievingBatches() {
      ConcurrentKafkaListenerContainerFactory<String, String> factory = factory();
      factory.setBatchListener(true);
      factory.setRecordFilterStrategy(filter());
      return factory;
    }

    /** Gets batches of one record, if the filter leaves it. */
    @Bean
    public KafkaMessageListenerContainer<String, String> sievedSingly(Service service) {
      ContainerProperties properties = new ContainerProperties(topic("batchsingle"));
      properties.setGroupId(topic("batchsingle"));
      properties.getKafkaConsumerProperties().setProperty("max.poll.records", "1");
      BatchMessageListener<String, String> listener =
          records -> {
            List<String> texts = new ArrayList<>();
            records.forEach(record -> texts.add(record.value()));
            service.rest("batchsingle.{uuid}", texts);
          };
      properties.setMessageListener(new FilteringBatchMessageListenerAdapter<>(listener, filter()));
      return new KafkaMessageListenerContainer<>(consumers(), properties);
    }

    /** A listener without annotations. */
    @Bean
    public KafkaMessageListenerContainer<String, String> plain() {
      ContainerProperties properties = new ContainerProperties(topic("plain"));
      properties.setMessageListener(
          new MessageListener<String, String>() {
            @Override
            public void onMessage(ConsumerRecord<String, String> record) {
              tally.delivered("plain.{uuid}", record.value(), false);
            }
          });
      return new KafkaMessageListenerContainer<>(consumers(), properties);
    }
  }

  private static Map<String, Object> producing() {
    return Map.of(
        "bootstrap.servers",
        Beans.broker,
        "key.serializer",
        StringSerializer.class,
        "value.serializer",
        StringSerializer.class);
  }

  private static String topic(String name) {
    return name + '.' + RUN;
  }

  @Override
  public void start(String broker, Tally tally) throws Exception {
    try (AdminClient admin = AdminClient.create(Map.of("bootstrap.servers", broker))) {
      List<NewTopic> topics = new ArrayList<>();
      for (String name : new String[] {"orders", "dead", "handled", "later", "batch", "plain"}) {
        topics.add(new NewTopic(topic(name), 1, (short) 1));
      }
      for (String name : new String[] {"sieved", "batchsieved", "batchsingle"}) {
        topics.add(new NewTopic(topic(name), 1, (short) 1));
      }
      for (String name : new String[] {"mono", "typed", "suspended"}) {
        topics.add(new NewTopic(topic(name), 1, (short) 1));
      }
      topics.add(new NewTopic(new Topics().retried(), 1, (short) 1));
      topics.add(new NewTopic(new Topics().annotated(), 1, (short) 1));
      admin.createTopics(topics).all().get();
    }
    producer =
        new KafkaProducer<>(
            // The records of a batch are sent together: nothing is sent before a flush.
            Map.of("bootstrap.servers", broker, "linger.ms", 60_000),
            new StringSerializer(),
            new StringSerializer());
    Beans.broker = broker;
    Beans.tally = tally;
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.register(Beans.class);
    if (HAS_MONOS) {
      context.registerBean(Publisher.class, tally);
      context.registerBean(Typed.class, tally);
    }
    if (HAS_COROUTINES) {
      Consumer<String> work =
          text ->
              tally.delivered(
                  "suspended.{uuid}", text, false, new IllegalStateException("no sleep"));
      context.registerBean(Class.forName(SUSPENDED), work);
    }
    context.refresh();
  }

  @Override
  public void run(Tally tally) throws Exception {
    send("orders", "one", "fails once", "two", "fails always", "three");
    send("handled", "one", "fails", "two");
    boolean isFirst = !hasRun;
    hasRun = true;
    if (isFirst) {
      sendToAsynchronous("later");
      if (HAS_MONOS) {
        sendToAsynchronous("mono");
        sendToAsynchronous("typed");
      }
      if (HAS_COROUTINES) {
        sendToAsynchronous("suspended");
      }
    }
    send("plain", "one", "two", "three");
    send("batch", "fails once", "two", "three", "four");
    send("sieved", "one", "drop", "fails once and is dropped", "two");
    send("batchsieved", "drop one", "two", "drop three", "four");
    send("batchsieved", "drop five");
    send("batchsieved", "six");
    send("batchsingle", "drop one", "two");
    Topics topics = new Topics();
    for (String text : new String[] {"one", "fails always", "two"}) {
      for (String topic : new String[] {topics.retried(), topics.annotated()}) {
        producer.send(new ProducerRecord<>(topic, null, Past.millis(), null, text));
      }
    }
    producer.flush();
    Tally.await(
        () ->
            tally.succeeded("orders.{uuid}") == 4
                && tally.failed("orders.{uuid}") == 1 + ATTEMPTS
                && tally.succeeded("dead.{uuid}") == 1
                && tally.succeeded("handled.{uuid}") == 2
                && tally.failed("handled.{uuid}") == 1
                && tally.succeeded("later.{uuid}") == (isFirst ? 2 : 0)
                && tally.failed("later.{uuid}") == (isFirst ? 1 : 0)
                && tally.hasTaken("mono.{uuid}", isFirst && HAS_MONOS ? 3 : 0)
                && tally.hasTaken("typed.{uuid}", isFirst && HAS_MONOS ? 3 : 0)
                && tally.hasTaken("suspended.{uuid}", isFirst && HAS_COROUTINES ? 3 : 0)
                && tally.succeeded("plain.{uuid}") == 3
                && tally.succeeded("{uuid}.retried") == 2
                && tally.succeeded("{uuid}.retried-dlt") == 1
                && tally.succeeded("{uuid}.annotated") == 2
                && tally.succeeded("{uuid}.annotated-dlt") == 1
                && tally.seen("batched ") == 4
                && tally.hasTaken("sieved.{uuid}", 3)
                && tally.seen("batchsieved.{uuid}") == 3
                && tally.succeeded("batchsingle.{uuid}") == 1);
  }

  private void sendToAsynchronous(String name) throws Exception {
    send(name, "one", "fails", "two");
  }

  private void send(String name, String... texts) throws Exception {
    for (String text : texts) {
      producer.send(new ProducerRecord<>(topic(name), null, Past.millis(), null, text));
    }
    producer.flush();
  }
}
