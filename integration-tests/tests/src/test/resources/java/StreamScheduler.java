package com.acme.scheduling;

import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.stream.binder.test.InputDestination;
import org.springframework.cloud.stream.binder.test.OutputDestination;
import org.springframework.cloud.stream.binder.test.TestChannelBinderConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.support.GenericMessage;

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
    Function<String, Integer> length =
        context.getBean(FunctionCatalog.class).lookup(Function.class, "length");
    tally.rounds(() -> round(input, length, context));
    context.close();
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
