package com.acme.scheduling;

import java.util.Map;
import java.util.concurrent.Executor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.annotation.Poller;
import org.springframework.integration.annotation.ServiceActivator;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.channel.ExecutorChannel;
import org.springframework.integration.channel.PublishSubscribeChannel;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.support.MutableMessage;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.MessagingException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** Spring Integration: handlers of channels of all kinds. */
public final class IntegrationScheduler implements Scheduler {
  private static final int MESSAGES = 9;

  /** Handlers of messages. Every third message fails. */
  public static class Handlers {
    private final Tally tally;
    private int passedOn;

    public Handlers(Tally tally) {
      this.tally = tally;
    }

    private void count(String channel, int number) {
      tally.add(channel, number % 3 == 2);
      if (number % 3 == 2) {
        throw new IllegalStateException("no " + channel);
      }
    }

    /** The reply goes on to another handler, on the same thread. */
    @ServiceActivator(inputChannel = "orders", outputChannel = "bills")
    public Integer order(Integer number) {
      count("orders", number);
      return number;
    }

    @ServiceActivator(inputChannel = "bills")
    public void bill(Integer number) {
      passedOn++;
    }

    @ServiceActivator(inputChannel = "mail")
    public void mail(Integer number) {
      count("mail", number);
    }

    @ServiceActivator(inputChannel = "parcels", poller = @Poller(fixedDelay = "5"))
    public void parcel(Integer number) {
      count("parcels", number);
    }

    @ServiceActivator(inputChannel = "news.4711")
    public void news(Integer number) {
      tally.add("news.{id}", false);
    }
  }

  /** The beans. */
  @Configuration
  @EnableIntegration
  public static class Beans {
    static volatile Tally tally = new Tally();

    @Bean
    public Handlers handlers() {
      return new Handlers(tally);
    }

    @Bean
    public MessageChannel orders() {
      return new DirectChannel();
    }

    @Bean
    public MessageChannel bills() {
      return new DirectChannel();
    }

    @Bean
    public Executor letterbox() {
      ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
      executor.setCorePoolSize(2);
      return executor;
    }

    @Bean
    public MessageChannel mail() {
      return new ExecutorChannel(letterbox());
    }

    @Bean
    public MessageChannel parcels() {
      return new QueueChannel();
    }

    @Bean("news.4711")
    public MessageChannel news() {
      return new PublishSubscribeChannel();
    }
  }

  @Override
  public void run(Tally tally) throws Exception {
    Beans.tally = tally;
    // Its poller reports failures on stderr, and its loggers are silent.
    AnnotationConfigApplicationContext context =
        new AnnotationConfigApplicationContext(Beans.class);
    tally.rounds(() -> round(context, tally));
    context.close();
  }

  private static void round(AnnotationConfigApplicationContext context, Tally tally)
      throws Exception {
    context.getBean(Handlers.class).passedOn = 0;
    for (int i = 0; i < MESSAGES; i++) {
      for (String channel : new String[] {"orders", "mail", "parcels", "news.4711"}) {
        try {
          long made = System.currentTimeMillis() - 30_000;
          context
              .getBean(channel, MessageChannel.class)
              .send(new MutableMessage<>(i, Map.of(MessageHeaders.TIMESTAMP, made)));
        } catch (MessagingException e) {
          System.out.println(e.getCause());
        }
      }
    }
    Tally.await(() -> tally.total("mail") == MESSAGES && tally.total("parcels") == MESSAGES);
    System.out.println("passed on " + context.getBean(Handlers.class).passedOn);
  }
}
