package com.acme.messages;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.backoff.FixedBackOff;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Functions that Spring Cloud Stream binds to a broker: Kafka's, or RabbitMQ's. */
public final class StreamListeners implements Listeners {
  /** Each run of the program has destinations of its own. */
  private static final String RUN = UUID.randomUUID().toString();

  private static final String GROUP = "shop";
  private static final String[] INPUTS = {
    "orders", "dead", "again", "batch", "upper", "flow", "drain", "sink", "taken", "ticked"
  };

  /** Functions of Kotlin's. */
  private static final String KOTLIN = "com.acme.coroutines.KotlinFunctions";

  private static final boolean HAS_KOTLIN = Listeners.isThere(KOTLIN);

  /** How often the binder calls a function for one delivery. */
  private static final int ATTEMPTS = 3;

  private static final int TICKS = 3;

  private ConfigurableApplicationContext context;
  private Consumer<ProducerRecord<String, String>> sender;
  private Runnable flush = () -> {};

  /** The functions. */
  @Configuration
  @EnableAutoConfiguration
  public static class Beans {
    static boolean isKafka;
    static Tally tally;

    private static final Map<String, Integer> MADE = new ConcurrentHashMap<>();

    /** When the program has begun to send. */
    static final CompletableFuture<Boolean> SENDING = new CompletableFuture<>();

    /** The framework begins before the program runs what it counts. */
    static final AtomicInteger ASKED = new AtomicInteger();

    static final AtomicInteger TICKED = new AtomicInteger();

    static final AtomicInteger HUMMED = new AtomicInteger();

    static String type(String function) {
      return function + ".{uuid}" + (isKafka ? "" : "." + GROUP);
    }

    static String typeOfDead() {
      return isKafka ? "dead.{uuid}" : type("orders") + ".dlq";
    }

    /** An attempt to take a message. The last one of a delivery tells how that ends. */
    static void attempt(String function, String text) {
      int attempt = MADE.merge(function + text, 1, Integer::sum);
      boolean fails = text.equals("fails") || (text.equals("fails once") && attempt == 1);
      if (!fails || attempt == ATTEMPTS) {
        tally.delivered(type(function), fails ? "fails" : "taken", false);
      }
      if (fails) {
        throw new IllegalStateException("no " + function);
      }
    }

    @Bean
    public Consumer<String> orders() {
      return text -> attempt("orders", text);
    }

    /** Gets the orders that were not taken. */
    @Bean
    public Consumer<String> dead() {
      return text -> tally.delivered(typeOfDead(), "taken", false);
    }

    /** Not the binder but the container of Kafka gives it again what it has failed with. */
    @Bean
    public Consumer<String> again() {
      return text -> {
        boolean again = !tally.see("again " + text);
        tally.delivered(type("again"), text, again, new IllegalArgumentException("not taken"));
      };
    }

    /** So it is with batches. */
    @Bean
    public Consumer<List<String>> batch() {
      return texts -> {
        String all = String.join(",", texts);
        boolean again = !tally.see("batch " + all);
        tally.add(type("batch") + " RECORDS", texts.size());
        tally.delivered(type("batch"), all, again, new IllegalStateException("no batch"));
        texts.forEach(text -> tally.see("batched " + text));
      };
    }

    @Bean
    public DefaultErrorHandler repeating() {
      return new DefaultErrorHandler(new FixedBackOff(0, ATTEMPTS - 1));
    }

    /** What it returns is sent, and nobody keeps what it fails with each time. */
    @Bean
    public Function<String, String> upper() {
      return text -> {
        attempt("upper", text);
        return text.toUpperCase(Locale.ROOT);
      };
    }

    /** Is called once, with all messages that will come. */
    @Bean
    public Function<Flux<String>, Flux<String>> flow() {
      return texts ->
          texts
              .doOnNext(text -> tally.delivered(type("flow"), "taken", false))
              .filter(text -> text.startsWith("t"));
    }

    /** What it does elsewhere has no task. */
    @Bean
    public Consumer<Flux<String>> drain() {
      return texts ->
          texts
              .doOnNext(text -> tally.delivered(type("drain"), "taken", false))
              .delayElements(Duration.ofMillis(20))
              .subscribe(text -> tally.see("drained " + text));
    }

    /** What fails within has no task that could fail. */
    @Bean
    public Function<Flux<String>, Mono<Void>> sink() {
      return texts ->
          texts
              .doOnNext(text -> tally.delivered(type("sink"), "taken", false))
              .concatMap(text -> Mono.error(new IllegalStateException(text)))
              .onErrorContinue((failure, text) -> tally.see("sunk " + text))
              .then();
    }

    /** Gets what others send. */
    @Bean
    public Consumer<String> taken() {
      return text -> tally.delivered(type("taken"), "taken", false);
    }

    /** Is asked again and again, and has something to send a few times only. */
    @Bean
    public Supplier<String> ticks() {
      AtomicInteger ticks = new AtomicInteger();
      return () -> {
        ASKED.incrementAndGet();
        return SENDING.isDone() && ticks.incrementAndGet() <= TICKS ? "tick" : null;
      };
    }

    @Bean
    public Consumer<String> ticked() {
      return text -> TICKED.incrementAndGet();
    }

    /** Is asked once. */
    @Bean
    public Supplier<Flux<String>> faucet() {
      return () -> Flux.just("one", "two").delaySubscription(Mono.fromFuture(SENDING));
    }
  }

  /**
   * Starts the application.
   *
   * @param broker its kind, {@code kafka} or {@code rabbit}, host and port
   */
  @Override
  public void start(String broker, Tally tally) throws Exception {
    Beans.tally = tally;
    String[] parts = broker.split(":", -1);
    Beans.isKafka = parts[0].equals("kafka");
    List<String> settings = new ArrayList<>();
    settings.add("spring.main.banner-mode=off");
    settings.add("logging.level.root=off");
    settings.add("spring.jmx.enabled=false");
    List<String> inputs = new ArrayList<>(List.of(INPUTS));
    String definition = String.join(";", INPUTS) + ";ticks;faucet";
    if (HAS_KOTLIN) {
      inputs.addAll(List.of("lift", "keep", "brook"));
      definition += ";lift;keep;brook;hum;spring";
      settings.add(output("lift") + destination("taken"));
      settings.add(output("hum") + destination("nothing"));
      settings.add(output("brook") + destination("taken"));
      settings.add(output("spring") + destination("taken"));
    }
    settings.add("spring.cloud.function.definition=" + definition);
    settings.add("spring.cloud.stream.default-binder=" + parts[0]);
    settings.add("spring.cloud.stream.kafka.binder.brokers=" + parts[1] + ":" + parts[2]);
    settings.add("spring.rabbitmq.host=" + parts[1]);
    settings.add("spring.rabbitmq.port=" + parts[2]);
    for (String function : inputs) {
      String input = "spring.cloud.stream.bindings." + function + "-in-0.";
      settings.add(input + "destination=" + destination(function));
      settings.add(input + "group=" + GROUP);
      settings.add(input + "content-type=text/plain");
      settings.add(input + "consumer.back-off-initial-interval=1");
    }
    for (String function : new String[] {"upper", "flow", "faucet"}) {
      settings.add(output(function) + destination("taken"));
    }
    settings.add(output("sink") + destination("nothing"));
    settings.add(output("ticks") + destination("ticked"));
    String ownSettings = "spring.cloud.stream." + parts[0] + ".bindings.";
    for (String function : new String[] {"again", "batch"}) {
      settings.add("spring.cloud.stream.bindings." + function + "-in-0.consumer.max-attempts=1");
      if (Beans.isKafka) {
        settings.add(
            ownSettings + function + "-in-0.consumer.common-error-handler-bean-name=repeating");
      }
    }
    settings.add("spring.cloud.stream.bindings.batch-in-0.consumer.batch-mode=true");
    if (Beans.isKafka) {
      settings.add(ownSettings + "orders-in-0.consumer.enable-dlq=true");
      settings.add(ownSettings + "orders-in-0.consumer.dlq-name=" + destination("dead"));
    } else {
      settings.add(ownSettings + "orders-in-0.consumer.auto-bind-dlq=true");
      // What the container then throws to refuse a message is not what the function threw.
      settings.add(ownSettings + "upper-in-0.consumer.republish-to-dlq=false");
      settings.add(ownSettings + "dead-in-0.consumer.queue-name-group-only=true");
      settings.add(
          "spring.cloud.stream.bindings.dead-in-0.group="
              + destination("orders")
              + '.'
              + GROUP
              + ".dlq");
      settings.add(ownSettings + "batch-in-0.consumer.enable-batching=true");
      settings.add(ownSettings + "batch-in-0.consumer.batch-size=4");
      settings.add(ownSettings + "batch-in-0.consumer.receive-timeout=200");
    }
    context =
        new SpringApplicationBuilder(HAS_KOTLIN ? kotlin() : new Class<?>[] {Beans.class})
            .web(WebApplicationType.NONE)
            .properties(settings.toArray(new String[0]))
            .run();
    if (Beans.isKafka) {
      startKafka(parts[1] + ':' + parts[2]);
    } else {
      startRabbit(context.getBean(RabbitTemplate.class));
    }
  }

  private static Class<?>[] kotlin() throws ReflectiveOperationException {
    Class<?> functions = Class.forName(KOTLIN);
    BiConsumer<String, String> work = StreamListeners::work;
    functions.getField("work").set(null, work);
    functions.getField("sending").set(null, Beans.SENDING);
    return new Class<?>[] {Beans.class, functions};
  }

  /** A function of Kotlin's is called. */
  private static void work(String function, String text) {
    if (function.equals("hum")) {
      Beans.HUMMED.incrementAndGet();
    } else if (function.equals("brook")) {
      Beans.tally.delivered(Beans.type(function), "taken", false);
    } else if (text.equals("called")) {
      Beans.tally.delivered(function, text, false);
    } else {
      Beans.attempt(function, text);
    }
  }

  private static String destination(String function) {
    return function + '.' + RUN;
  }

  private static String output(String function) {
    return "spring.cloud.stream.bindings." + function + "-out-0.destination=";
  }

  private void startKafka(String address) {
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            // The records of a batch are sent together: nothing is sent before a flush.
            Map.of("bootstrap.servers", address, "linger.ms", 60_000),
            new StringSerializer(),
            new StringSerializer());
    sender = producer::send;
    flush = producer::flush;
  }

  private void startRabbit(RabbitTemplate template) {
    sender =
        record ->
            template.send(
                record.topic(),
                "any",
                MessageBuilder.withBody(record.value().getBytes(StandardCharsets.UTF_8))
                    .setContentType("text/plain")
                    .setTimestamp(new Date(record.timestamp()))
                    .build());
  }

  @Override
  public void run(Tally tally) throws Exception {
    send("orders", "one", "fails once", "two", "fails", "three");
    send("again", "one", "fails once", "two");
    // RabbitMQ's binder drops what fails.
    send("batch", Beans.isKafka ? "fails once" : "one", "two", "three", "four");
    send("upper", "one", "fails once", "fails", "two");
    send("flow", "one", "two", "three");
    send("drain", "one", "two", "three");
    send("sink", "one", "two", "three");
    Beans.SENDING.complete(true);
    context.getBean(StreamBridge.class).send(destination("taken"), "by a bridge");
    if (HAS_KOTLIN) {
      runKotlin(tally);
    }
    Tally.await(
        () ->
            tally.hasTaken(Beans.type("orders"), 5)
                && tally.succeeded(Beans.typeOfDead()) == 1
                && tally.hasTaken(Beans.type("again"), Beans.isKafka ? 4 : 3)
                && tally.seen("batched ") == 4
                && tally.hasTaken(Beans.type("upper"), 4)
                && tally.seen("drained ") == 3
                && tally.seen("sunk ") == 3
                && tally.succeeded(Beans.type("flow")) == 3
                && tally.succeeded(Beans.type("taken"))
                    == 3 + 2 + 2 + 1 + (HAS_KOTLIN ? 3 + 2 + 2 : 0)
                && Beans.TICKED.get() == TICKS);
    context.getBean("ticks-out-0_spca", Lifecycle.class).stop();
    if (HAS_KOTLIN) {
      context.getBean("hum-out-0_spca", Lifecycle.class).stop();
    }
    // They may be asked at this moment.
    ThreadPoolTaskScheduler scheduler = context.getBean(ThreadPoolTaskScheduler.class);
    Tally.await(() -> scheduler.getActiveCount() == 0);
    tally.add("ticks SUCCESS", Beans.ASKED.get());
    tally.add(Beans.type("ticked") + " SUCCESS", TICKS);
    if (HAS_KOTLIN) {
      tally.add("hum SUCCESS", Beans.HUMMED.get());
    }
  }

  private void runKotlin(Tally tally) throws Exception {
    send("lift", "one", "fails once", "fails", "two");
    send("keep", "one", "fails", "two");
    send("brook", "one", "two", "three");
    // The program may call a function itself.
    Function<String, String> lift =
        context.getBean(FunctionCatalog.class).lookup(Function.class, "lift");
    lift.apply("called");
    Tally.await(
        () ->
            tally.hasTaken(Beans.type("lift"), 4)
                && tally.hasTaken(Beans.type("keep"), 3)
                && tally.succeeded(Beans.type("brook")) == 3);
  }

  private void send(String function, String... texts) {
    for (String text : texts) {
      sender.accept(
          new ProducerRecord<>(destination(function), null, Past.millis(), null, text));
    }
    flush.run();
  }
}
