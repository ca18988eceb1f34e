package com.acme.scheduling;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.stream.binder.test.InputDestination;
import org.springframework.cloud.stream.binder.test.OutputDestination;
import org.springframework.cloud.stream.binder.test.TestChannelBinderConfiguration;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.support.GenericMessage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.ParallelFlux;
import reactor.util.function.Tuple2;
import reactor.util.function.Tuples;

/** Functions of Spring Cloud, called by Spring Cloud Stream and by the program. */
public final class StreamScheduler implements Scheduler {
  private static final int MESSAGES = 6;

  /** The beans. */
  @Configuration
  @EnableAutoConfiguration
  @Import(TestChannelBinderConfiguration.class)
  public static class Beans {
    static volatile Tally tally = new Tally();

    @Bean
    public Function<String, String> upper() {
      return text -> {
        tally.add("upper", false);
        return text.toUpperCase(java.util.Locale.ROOT);
      };
    }

    /** Fails for one. The binder gives it the message again, which is the same message. */
    @Bean
    public Consumer<String> store() {
      return text -> {
        boolean fails = text.equals("3");
        tally.add("store", fails);
        if (fails) {
          throw new IllegalStateException("no store");
        }
      };
    }

    /** What it returns does the work, each time that somebody subscribes to it. */
    @Bean
    public Function<String, Mono<String>> later() {
      return text -> Mono.delay(Duration.ofMillis(20)).map(any -> done("later", text));
    }

    /** What it calls while somebody subscribes is a part of it. */
    @Bean
    public Function<String, Mono<Integer>> nested(FunctionCatalog catalog) {
      return text ->
          Mono.fromCallable(
              () -> {
                tally.add("nested", false);
                Function<String, Integer> within = catalog.lookup(Function.class, "silent");
                return within.apply(text);
              });
    }

    /** The framework makes a {@code Flux} of what it declares, with the agent or without. */
    @Bean
    public Function<String, ParallelFlux<String>> parallel() {
      return text -> Flux.defer(() -> Flux.just(done("parallel", text))).parallel(2);
    }

    /** Gets one value that has two parts, not two streams. */
    @Bean
    public Function<Tuple2<String, String>, Integer> pair() {
      return pair -> {
        tally.add("pair", false);
        return pair.getT1().length();
      };
    }

    @Bean
    public Function<String, Integer> silent() {
      return String::length;
    }

    @Bean
    public Function<Flux<String>, Flux<String>> many() {
      return texts -> texts.map(text -> done("many", text));
    }

    /** Fails before it has returned what would do the work. */
    @Bean
    public Function<String, Mono<String>> never() {
      return text -> {
        throw new IllegalArgumentException(done("never", text + " fails"));
      };
    }

    private static String done(String function, String text) {
      boolean fails = text.endsWith("fails");
      tally.add(function, fails);
      if (fails && !function.equals("never")) {
        throw new IllegalStateException("no " + function);
      }
      return text + " done";
    }

    @Bean
    public Function<String, Integer> length() {
      return text -> {
        tally.add("length", false);
        return text.length();
      };
    }
  }

  @Override
  public void run(Tally tally) throws Exception {
    Beans.tally = tally;
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Beans.class)
            .web(WebApplicationType.NONE)
            .properties(
                "spring.main.banner-mode=off",
                "logging.level.root=off",
                "spring.jmx.enabled=false",
                "spring.cloud.function.definition=upper;store",
                "spring.cloud.stream.bindings.store-in-0.consumer.max-attempts=1")
            .run();
    InputDestination input = context.getBean(InputDestination.class);
    FunctionCatalog catalog = context.getBean(FunctionCatalog.class);
    Function<String, Integer> length = catalog.lookup(Function.class, "length");
    Function<String, Mono<String>> later = catalog.lookup(Function.class, "later");
    Function<Object, Flux<String>> many = catalog.lookup(Function.class, "many");
    Function<String, Flux<String>> parallel = catalog.lookup(Function.class, "parallel");
    Function<String, Mono<Integer>> nested = catalog.lookup(Function.class, "nested");
    Function<Tuple2<String, String>, Integer> pair = catalog.lookup(Function.class, "pair");
    Function<String, Mono<String>> never = catalog.lookup(Function.class, "never");
    tally.rounds(
        () -> {
          round(input, length, context);
          Mono<String> twice = later.apply("twice");
          print(twice);
          print(twice);
          print(later.apply("later fails"));
          // Nobody subscribes to it.
          later.apply("not at all");
          print(nested.apply("nested"));
          System.out.println(pair.apply(Tuples.of("one", "two")));
          print(many.apply("one").collectList());
          print(many.apply("many fails").collectList());
          Flux<String> split = parallel.apply("parallel");
          print(split.collectList());
          print(split.collectList());
          print(parallel.apply("parallel fails").collectList());
          try {
            never.apply("never");
          } catch (RuntimeException e) {
            System.out.println(e);
          }
          context.getBean(StreamBridge.class).send("elsewhere", "by a bridge");
        });
    // A whole stream, which has no task.
    Beans.tally = new Tally();
    print(many.apply(Flux.just("one", "two")).collectList());
    context.close();
  }

  private static void print(Mono<?> result) {
    try {
      System.out.println(result.block());
    } catch (RuntimeException e) {
      System.out.println(e);
    }
  }

  private static void round(
      InputDestination input,
      Function<String, Integer> length,
      ConfigurableApplicationContext context) {
    for (int i = 0; i < MESSAGES; i++) {
      byte[] text = String.valueOf(i).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      input.send(new GenericMessage<>(text), "upper-in-0");
      System.out.println(
          new String(context.getBean(OutputDestination.class).receive(1000, "upper-out-0").getPayload()));
      try {
        input.send(new GenericMessage<>(text), "store-in-0");
      } catch (RuntimeException e) {
        System.out.println("not stored");
      }
      System.out.println(length.apply("abc"));
    }
  }
}
