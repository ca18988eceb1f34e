package com.acme.messages;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.springframework.amqp.AmqpRejectAndDontRequeueException;
import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.AnonymousQueue;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageListener;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.annotation.EnableRabbit;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.config.RetryInterceptorBuilder;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.DirectMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.api.RabbitListenerErrorHandler;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.concurrent.CompletableToListenableFutureAdapter;
import org.springframework.util.concurrent.ListenableFuture;
import reactor.core.publisher.Mono;

/** Listeners of Spring AMQP. */
public final class RabbitListeners implements Listeners {
  private static final int BATCH = 4;
  private static final String[] QUEUES = {
    "mail",
    "handled",
    "later",
    "mono",
    "suspended",
    "batch",
    "orders",
    "dead",
    "tried",
    "returned",
    "heaps"
  };
  private static final String SUSPENDED = "com.acme.coroutines.SuspendedConsumer";
  private static final boolean HAS_COROUTINES = Listeners.isThere(SUSPENDED);
  private static final boolean HAS_FUTURES =
      RabbitListeners.class.getResource("/org/springframework/amqp/listener") != null;

  private RabbitTemplate template;

  /** Methods that Spring calls. */
  public static class Service {
    private final Tally tally;

    public Service(Tally tally) {
      this.tally = tally;
    }

    @RabbitListener(queues = "mail")
    public void mail(Message message) {
      deliver(tally, "mail", message);
    }

    /** The broker gives what is refused to another queue. */
    @RabbitListener(queues = "doomed")
    public void doomed(Message message) {
      tally.delivered(
          "doomed",
          text(message),
          message.getMessageProperties().isRedelivered(),
          new AmqpRejectAndDontRequeueException("no doomed"));
    }

    @RabbitListener(queues = "dead")
    public void dead(Message message) {
      tally.delivered("dead", "taken", message.getMessageProperties().isRedelivered());
    }

    @RabbitListener(queues = "handled", errorHandler = "swallowing")
    public void handled(Message message) {
      deliver(tally, "handled", message);
    }

    @RabbitListener(queues = "mono", ackMode = "MANUAL")
    public Mono<Void> mono(Message message) {
      return Mono.delay(Duration.ofMillis(20))
          .doOnNext(any -> deliver(tally, "mono", message))
          .then();
    }

    /** The container's interceptor calls this again with the same message. */
    @RabbitListener(queues = "tried", containerFactory = "trying")
    public void tried(Message message) {
      String text = text(message);
      tally.delivered("tried", text, isAgain(text), new IllegalStateException("no tried"));
    }

    /** The container's interceptor gives what fails back to the broker. */
    @RabbitListener(queues = "returned", containerFactory = "returning")
    public void returned(Message message) {
      deliver(tally, "returned", message);
    }

    @RabbitListener(queues = "heaps", containerFactory = "tryingBatches")
    public void heap(List<Message> messages) {
      tally.add("heaps RECORDS", messages.size());
      String first = text(messages.get(0));
      tally.delivered(
          "heaps", first, isAgain("heap " + first), new IllegalStateException("no heap"));
      messages.forEach(message -> tally.see("heaped " + text(message)));
    }

    private boolean isAgain(String text) {
      return !tally.see("begun " + text);
    }

    @RabbitListener(queues = "batch", containerFactory = "batches")
    public void batch(List<Message> messages) {
      tally.add("batch RECORDS", messages.size());
      String first = text(messages.get(0));
      boolean redelivered = messages.get(0).getMessageProperties().isRedelivered();
      tally.delivered("batch", first, redelivered, new IllegalStateException("no batch"));
      messages.forEach(message -> tally.see("batched " + text(message)));
    }
  }

  /** A method that versions from 3 on wait for. */
  public static class Later {
    private final Tally tally;

    public Later(Tally tally) {
      this.tally = tally;
    }

    @RabbitListener(queues = "later", ackMode = "MANUAL")
    public CompletableFuture<Void> later(Message message) {
      return CompletableFuture.runAsync(() -> deliver(tally, "later", message));
    }
  }

  /** A method that versions before 3 wait for. */
  public static class Former {
    private final Tally tally;

    public Former(Tally tally) {
      this.tally = tally;
    }

    @RabbitListener(queues = "later", ackMode = "MANUAL")
    public ListenableFuture<Void> later(Message message) {
      return new CompletableToListenableFutureAdapter<>(
          CompletableFuture.runAsync(() -> deliver(tally, "later", message)));
    }
  }

  private static void deliver(Tally tally, String task, Message message) {
    tally.delivered(
        task,
        text(message),
        message.getMessageProperties().isRedelivered(),
        new IllegalStateException("no " + task));
  }

  private static String text(Message message) {
    return new String(message.getBody(), StandardCharsets.UTF_8);
  }

  /** The beans. */
  @Configuration
  @EnableRabbit
  public static class Beans {
    static CachingConnectionFactory connections;
    static Tally tally;
    static Queue anonymous;

    @Bean
    public Service service() {
      return new Service(tally);
    }

    /** Versions differ in what a handler gets. */
    @Bean
    public RabbitListenerErrorHandler swallowing() {
      return (RabbitListenerErrorHandler)
          Proxy.newProxyInstance(
              Beans.class.getClassLoader(),
              new Class<?>[] {RabbitListenerErrorHandler.class},
              (proxy, method, arguments) ->
                  method.getName().equals("hashCode") ? Integer.valueOf(1) : null);
    }

    private SimpleRabbitListenerContainerFactory factory() {
      SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
      factory.setConnectionFactory(connections);
      return factory;
    }

    @Bean
    public SimpleRabbitListenerContainerFactory rabbitListenerContainerFactory() {
      return factory();
    }

    @Bean
    public SimpleRabbitListenerContainerFactory trying() {
      return retrying(factory(), RetryInterceptorBuilder.stateless());
    }

    @Bean
    public SimpleRabbitListenerContainerFactory returning() {
      return retrying(factory(), RetryInterceptorBuilder.stateful());
    }

    @Bean
    public SimpleRabbitListenerContainerFactory tryingBatches() {
      return retrying(batching(), RetryInterceptorBuilder.stateless());
    }

    /** Three attempts at least, in every version. */
    private static SimpleRabbitListenerContainerFactory retrying(
        SimpleRabbitListenerContainerFactory factory, RetryInterceptorBuilder<?, ?> builder) {
      builder.backOffOptions(1, 1, 1);
      factory.setAdviceChain(builder.build());
      return factory;
    }

    @Bean
    public SimpleRabbitListenerContainerFactory batches() {
      return batching();
    }

    private SimpleRabbitListenerContainerFactory batching() {
      SimpleRabbitListenerContainerFactory factory = factory();
      factory.setBatchListener(true);
      factory.setConsumerBatchEnabled(true);
      factory.setBatchSize(BATCH);
      // What arrives late is not another batch.
      factory.setReceiveTimeout(30_000L);
      return factory;
    }

    private static DirectMessageListenerContainer direct(String queue, String task) {
      DirectMessageListenerContainer container = new DirectMessageListenerContainer(connections);
      container.setQueueNames(queue);
      container.setAcknowledgeMode(AcknowledgeMode.AUTO);
      MessageListener listener = message -> deliver(tally, task, message);
      container.setMessageListener(listener);
      return container;
    }

    @Bean
    public DirectMessageListenerContainer orders() {
      return direct("orders", "orders");
    }

    @Bean
    public DirectMessageListenerContainer replies() {
      return direct(anonymous.getName(), "{temporary}");
    }
  }

  @Override
  public void start(String broker, Tally tally) throws Exception {
    String[] address = broker.split(":");
    CachingConnectionFactory connections =
        new CachingConnectionFactory(address[0], Integer.parseInt(address[1]));
    RabbitAdmin admin = new RabbitAdmin(connections);
    admin.deleteQueue("doomed");
    admin.declareQueue(
        new Queue(
            "doomed",
            false,
            false,
            false,
            Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", "dead")));
    for (String queue : QUEUES) {
      admin.declareQueue(new Queue(queue, false));
      admin.purgeQueue(queue);
    }
    Beans.anonymous = new AnonymousQueue();
    admin.declareQueue(Beans.anonymous);
    template = new RabbitTemplate(connections);
    Beans.connections = connections;
    Beans.tally = tally;
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.register(Beans.class);
    if (HAS_FUTURES) {
      context.registerBean(Later.class, tally);
    } else {
      context.registerBean(Former.class, tally);
    }
    if (HAS_COROUTINES) {
      Consumer<Message> work = message -> deliver(tally, "suspended", message);
      context.registerBean(Class.forName(SUSPENDED), work);
    }
    context.refresh();
  }

  @Override
  public void run(Tally tally) throws Exception {
    send("mail", "one", "fails once", "two", "three");
    send("orders", "one", "fails once", "two", "three");
    send("doomed", "one", "fails", "two");
    send("handled", "one", "fails", "two");
    send(Beans.anonymous.getName(), "one", "two");
    send("later", "one", "fails once");
    send("mono", "one", "fails once");
    if (HAS_COROUTINES) {
      send("suspended", "one", "fails once");
    }
    send("batch", "fails once", "two", "three", "four");
    send("tried", "one", "fails twice", "three");
    send("returned", "one", "fails twice", "three");
    send("heaps", "fails twice", "two", "three", "four");
    Tally.await(
        () ->
            tally.succeeded("mail") == 4
                && tally.succeeded("orders") == 4
                && tally.succeeded("doomed") == 2
                && tally.failed("doomed") == 1
                && tally.succeeded("dead") == 1
                && tally.succeeded("handled") == 2
                && tally.failed("handled") == 1
                && tally.succeeded("later") == 2
                && tally.succeeded("mono") == 2
                && tally.succeeded("suspended") == (HAS_COROUTINES ? 2 : 0)
                && tally.succeeded("{temporary}") == 2
                && tally.seen("batched ") == BATCH
                && tally.succeeded("tried") == 3
                && tally.succeeded("returned") == 3
                && tally.seen("heaped ") == BATCH);
  }

  private void send(String queue, String... texts) {
    for (String text : texts) {
      template.convertAndSend(
          "",
          queue,
          text,
          message -> {
            message.getMessageProperties().setTimestamp(new Date(Past.millis()));
            message.getMessageProperties().setMessageId(UUID.randomUUID().toString());
            return message;
          });
    }
  }
}
