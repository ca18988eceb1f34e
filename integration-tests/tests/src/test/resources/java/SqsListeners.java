package com.acme.messages;

import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.config.SqsBootstrapConfiguration;
import io.awspring.cloud.sqs.config.SqsMessageListenerContainerFactory;
import io.awspring.cloud.sqs.listener.Visibility;
import java.net.URI;
import java.util.List;
import java.util.Map;
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
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Listeners of Spring Cloud AWS, of a server within the program that speaks SQS. */
public final class SqsListeners implements Listeners {
  private static final String DELIVERIES = "Sqs_Msa_ApproximateReceiveCount";
  private static final String VISIBILITY = "Sqs_VisibilityTimeout";
  private static final String[] QUEUES = {"mail", "later", "batch"};

  /** A queue whose message fails each time, and the one that has it then. */
  private static final String DOOMED = "doomed";

  private static final String DEAD = "dead";

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

    @SqsListener(DOOMED)
    public void doomed(
        String text, @Header(DELIVERIES) String deliveries, Visibility visibility) {
      if (tally.delivered(DOOMED, text, !deliveries.equals("1"))) {
        visibility.changeTo(0);
        throw new IllegalArgumentException("doomed");
      }
    }

    @SqsListener(DEAD)
    public void dead(String text, @Header(DELIVERIES) String deliveries) {
      tally.delivered(DEAD, "dead", !deliveries.equals("1"));
    }

    @SqsListener(value = "batch", factory = "batches")
    public void batch(List<Message<String>> messages) {
      tally.add("batch RECORDS", messages.size());
      boolean again = !"1".equals(messages.get(0).getHeaders().get(DELIVERIES));
      boolean mayFail =
          messages.stream().anyMatch(message -> message.getPayload().equals("fails once"));
      if (tally.delivered("batch", mayFail ? "fails once" : "all", again)) {
        messages.forEach(
            message -> message.getHeaders().get(VISIBILITY, Visibility.class).changeTo(0));
        throw new IllegalStateException("no batch");
      }
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
    client.createQueue(request -> request.queueName(DEAD)).join();
    String twice =
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-central-1:000000000000:"
            + DEAD
            + "\",\"maxReceiveCount\":\"2\"}";
    client
        .createQueue(
            request ->
                request
                    .queueName(DOOMED)
                    .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, twice)))
        .join();
    Beans.client = client;
    Beans.tally = tally;
    new AnnotationConfigApplicationContext(Beans.class);
  }

  @Override
  public void run(Tally tally) throws Exception {
    for (String queue : QUEUES) {
      send(queue, "one", "fails once", "two");
    }
    send(DOOMED, "fails");
    Tally.await(
        () ->
            tally.succeeded("mail") == 3
                && tally.succeeded("later") == 3
                && tally.succeeded(DEAD) == 1
                && tally.seen("batched ") == 3);
  }

  private void send(String queue, String... texts) {
    String url = client.getQueueUrl(request -> request.queueName(queue)).join().queueUrl();
    for (String text : texts) {
      client.sendMessage(request -> request.queueUrl(url).messageBody(text).delaySeconds(1)).join();
    }
  }
}
