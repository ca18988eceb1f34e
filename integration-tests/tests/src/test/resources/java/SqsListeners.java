package com.acme.messages;

import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.config.SqsBootstrapConfiguration;
import io.awspring.cloud.sqs.config.SqsMessageListenerContainerFactory;
import io.awspring.cloud.sqs.listener.Visibility;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.elasticmq.rest.sqs.SQSRestServerBuilder$;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Listeners of Spring Cloud AWS, of a server within the program that speaks SQS. */
public final class SqsListeners implements Listeners {
  private static final String DELIVERIES = "Sqs_Msa_ApproximateReceiveCount";
  private static final String[] QUEUES = {"mail", "later", "batch"};

  private SqsAsyncClient client;

  /** Methods that Spring calls. */
  public static class Service {
    private final Tally tally;

    public Service(Tally tally) {
      this.tally = tally;
    }

    @SqsListener("mail")
    public void mail(
        String text, @Header(DELIVERIES) String deliveries, Visibility visibility) {
      if (tally.delivered("mail", text, !deliveries.equals("1"))) {
        visibility.changeTo(0);
        throw new IllegalStateException("no mail");
      }
    }

    @SqsListener("later")
    public CompletableFuture<Void> later(
        String text, @Header(DELIVERIES) String deliveries, Visibility visibility) {
      return CompletableFuture.runAsync(
          () -> {
            if (tally.delivered("later", text, !deliveries.equals("1"))) {
              visibility.changeTo(0);
              throw new LinkageError("not even later");
            }
          });
    }

    @SqsListener(value = "batch", factory = "batches")
    public void batch(List<Message<String>> messages) {
      tally.add("batch RECORDS", messages.size());
      boolean again = !"1".equals(messages.get(0).getHeaders().get(DELIVERIES));
      tally.delivered("batch", "all", again);
      messages.forEach(message -> tally.see("batched " + message.getPayload()));
    }
  }

  /** The beans. */
  @Configuration
  @Import(SqsBootstrapConfiguration.class)
  public static class Beans {
    static SqsAsyncClient client;
    static Tally tally;

    @Bean
    public Service service() {
      return new Service(tally);
    }

    @Bean
    public SqsMessageListenerContainerFactory<Object> defaultSqsListenerContainerFactory() {
      return SqsMessageListenerContainerFactory.builder().sqsAsyncClient(client).build();
    }

    @Bean
    public SqsMessageListenerContainerFactory<Object> batches() {
      return SqsMessageListenerContainerFactory.builder()
          .sqsAsyncClient(client)
          .configure(
              options ->
                  options.listenerMode(io.awspring.cloud.sqs.listener.ListenerMode.BATCH))
          .build();
    }
  }

  @Override
  public void start(String broker, Tally tally) {
    int port =
        SQSRestServerBuilder$.MODULE$
            .withInterface("127.0.0.1")
            .withDynamicPort()
            .start()
            .waitUntilStarted()
            .localAddress()
            .getPort();
    client =
        SqsAsyncClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + port))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("acme", "acme")))
            .build();
    for (String queue : QUEUES) {
      client.createQueue(request -> request.queueName(queue)).join();
    }
    Beans.client = client;
    Beans.tally = tally;
    new AnnotationConfigApplicationContext(Beans.class);
  }

  @Override
  public void run(Tally tally) throws Exception {
    for (String queue : QUEUES) {
      String url = client.getQueueUrl(request -> request.queueName(queue)).join().queueUrl();
      for (String text : new String[] {"one", "fails once", "two"}) {
        client.sendMessage(request -> request.queueUrl(url).messageBody(text).delaySeconds(1)).join();
      }
    }
    Tally.await(
        () ->
            tally.succeeded("mail") == 3
                && tally.succeeded("later") == 3
                && tally.seen("batched ") == 3);
  }
}
