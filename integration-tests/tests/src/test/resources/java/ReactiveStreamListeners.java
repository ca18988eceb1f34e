package com.acme.messages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Functions of streams that Spring Cloud Stream binds to Kafka by its reactive binder. */
public final class ReactiveStreamListeners implements Listeners {
  /** Each run of the program has destinations of its own. */
  private static final String RUN = UUID.randomUUID().toString();

  private static final String[] INPUTS = {"flow", "drain", "sink", "upper", "taken"};
  private static final String[] OUTPUTS = {"flow", "upper", "faucet"};

  private KafkaProducer<String, String> producer;

  /** The functions. */
  @Configuration
  @EnableAutoConfiguration
  public static class Beans {
    static Tally tally;

    /** When the program has begun to send. */
    static final CompletableFuture<Boolean> SENDING = new CompletableFuture<>();

    private static void item(String function) {
      tally.add(function + ".{uuid} ITEMS", 1);
    }

    /** Is called once, with all messages that will come. */
    @Bean
    public Function<Flux<String>, Flux<String>> flow() {
      return texts -> texts.doOnNext(text -> item("flow")).filter(text -> text.startsWith("t"));
    }

    @Bean
    public Consumer<Flux<String>> drain() {
      return texts ->
          texts
              .doOnNext(text -> item("drain"))
              .delayElements(Duration.ofMillis(20))
              .subscribe(text -> tally.see("drained " + text));
    }

    /** What fails within has no task that could fail. */
    @Bean
    public Function<Flux<String>, Mono<Void>> sink() {
      return texts ->
          texts
              .doOnNext(text -> item("sink"))
              .concatMap(
                  text ->
                      Mono.<String>error(new IllegalStateException(text))
                          .onErrorResume(
                              failure -> {
                                tally.see("sunk " + text);
                                return Mono.empty();
                              }))
              .then();
    }

    /** Is called with each message. */
    @Bean
    public Function<String, String> upper() {
      return text -> {
        item("upper");
        tally.delivered("upper", "taken", false);
        return text.toUpperCase(Locale.ROOT);
      };
    }

    /** Gets what the others send. */
    @Bean
    public Consumer<Flux<String>> taken() {
      return texts -> texts.subscribe(text -> item("taken"));
    }

    /** Is asked once. */
    @Bean
    public Supplier<Flux<String>> faucet() {
      return () -> Flux.just("one", "two").delaySubscription(Mono.fromFuture(SENDING));
    }
  }

  @Override
  public void start(String broker, Tally tally) {
    Beans.tally = tally;
    List<String> settings = new ArrayList<>();
    settings.add("spring.main.banner-mode=off");
    settings.add("logging.level.root=off");
    settings.add("spring.jmx.enabled=false");
    settings.add("spring.cloud.function.definition=" + String.join(";", INPUTS) + ";faucet");
    settings.add("spring.cloud.stream.kafka.binder.brokers=" + broker);
    for (String function : INPUTS) {
      String input = "spring.cloud.stream.bindings." + function + "-in-0.";
      settings.add(input + "destination=" + destination(function));
      // Each member that joins a group has the others begin anew.
      settings.add(input + "group=" + destination(function));
      settings.add(input + "content-type=text/plain");
    }
    for (String function : OUTPUTS) {
      settings.add(
          "spring.cloud.stream.bindings."
              + function
              + "-out-0.destination="
              + destination("taken"));
    }
    settings.add("spring.cloud.stream.bindings.sink-out-0.destination=" + destination("nothing"));
    new SpringApplicationBuilder(Beans.class)
        .web(WebApplicationType.NONE)
        .properties(settings.toArray(new String[0]))
        .run();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker), new StringSerializer(), new StringSerializer());
  }

  private static String destination(String function) {
    return function + '.' + RUN;
  }

  @Override
  public void run(Tally tally) throws Exception {
    for (String function : new String[] {"flow", "drain", "sink", "upper"}) {
      for (String text : new String[] {"one", "two", "three"}) {
        producer.send(new ProducerRecord<>(destination(function), text));
      }
    }
    producer.flush();
    Beans.SENDING.complete(true);
    Tally.await(
        () ->
            tally.count("flow.{uuid} ITEMS") >= 3
                && tally.seen("drained ") == 3
                && tally.seen("sunk ") == 3
                && tally.succeeded("upper") >= 3
                && tally.count("taken.{uuid} ITEMS") >= 2 + 3 + 2);
  }
}
