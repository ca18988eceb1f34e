package com.acme.messages;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.sqs.AmazonSQSAsync;
import com.amazonaws.services.sqs.AmazonSQSAsyncClientBuilder;
import com.amazonaws.services.sqs.model.CreateQueueRequest;
import com.amazonaws.services.sqs.model.SendMessageRequest;
import io.awspring.cloud.messaging.config.QueueMessageHandlerFactory;
import io.awspring.cloud.messaging.listener.Acknowledgment;
import io.awspring.cloud.messaging.listener.QueueMessageHandler;
import io.awspring.cloud.messaging.listener.SimpleMessageListenerContainer;
import io.awspring.cloud.messaging.listener.SqsMessageDeletionPolicy;
import io.awspring.cloud.messaging.listener.Visibility;
import io.awspring.cloud.messaging.listener.annotation.SqsListener;
import java.util.Arrays;
import org.elasticmq.rest.sqs.SQSRestServerBuilder$;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.Header;

/** Listeners of Spring Cloud AWS 2, of a server within the program that speaks SQS. */
public final class AmazonSqsListeners implements Listeners {
  private static final String DELIVERIES = "ApproximateReceiveCount";
  private static final String[] WAITING = {
    "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"
  };

  /** A queue whose message fails each time, and the one that has it then. */
  private static final String DOOMED = "doomed";

  private static final String DEAD = "dead";

  private AmazonSQSAsync client;

  /** Methods that Spring calls. */
  public static class Service {
    private final Tally tally;

    public Service(Tally tally) {
      this.tally = tally;
    }

    @SqsListener(value = "mail", deletionPolicy = SqsMessageDeletionPolicy.ON_SUCCESS)
    public void mail(
        String text, @Header(DELIVERIES) String deliveries, Visibility visibility) {
      if (tally.delivered("mail", text, !deliveries.equals("1"))) {
        visibility.extend(0);
        throw new IllegalStateException("no mail");
      }
    }

    /** What it does not acknowledge comes again. */
    @SqsListener(value = "never", deletionPolicy = SqsMessageDeletionPolicy.NEVER)
    public void never(
        String text,
        @Header(DELIVERIES) String deliveries,
        Visibility visibility,
        Acknowledgment acknowledgment)
        throws Exception {
      if (tally.delivered("never", text, !deliveries.equals("1"))) {
        visibility.extend(0);
        throw new IllegalStateException("never");
      }
      acknowledgment.acknowledge().get();
    }

    @SqsListener(value = "always", deletionPolicy = SqsMessageDeletionPolicy.ALWAYS)
    public void always(String text, @Header(DELIVERIES) String deliveries) {
      tally.delivered("always", text, !deliveries.equals("1"), new IllegalStateException());
    }

    /** What fails is deleted, since the queue has no other for it. */
    @SqsListener(value = "fleeting", deletionPolicy = SqsMessageDeletionPolicy.NO_REDRIVE)
    public void fleeting(String text, @Header(DELIVERIES) String deliveries) {
      tally.delivered("fleeting", text, !deliveries.equals("1"), new IllegalStateException());
    }

    @SqsListener(value = DOOMED, deletionPolicy = SqsMessageDeletionPolicy.NO_REDRIVE)
    public void doomed(
        String text, @Header(DELIVERIES) String deliveries, Visibility visibility) {
      if (tally.delivered(DOOMED, text, !deliveries.equals("1"))) {
        visibility.extend(0);
        throw new IllegalArgumentException("doomed");
      }
    }

    @SqsListener(value = DEAD, deletionPolicy = SqsMessageDeletionPolicy.ON_SUCCESS)
    public void dead(String text, @Header(DELIVERIES) String deliveries) {
      tally.delivered(DEAD, "dead", !deliveries.equals("1"));
    }
  }

  /** The beans. */
  @Configuration
  public static class Beans {
    static AmazonSQSAsync client;
    static Tally tally;

    @Bean
    public Service service() {
      return new Service(tally);
    }

    @Bean
    public QueueMessageHandler handler() {
      QueueMessageHandlerFactory factory = new QueueMessageHandlerFactory();
      factory.setAmazonSqs(client);
      return factory.createQueueMessageHandler();
    }

    @Bean
    public SimpleMessageListenerContainer container() {
      SimpleMessageListenerContainer container = new SimpleMessageListenerContainer();
      container.setAmazonSqs(client);
      container.setMessageHandler(handler());
      return container;
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
        AmazonSQSAsyncClientBuilder.standard()
            .withEndpointConfiguration(
                new EndpointConfiguration("http://127.0.0.1:" + port, "eu-central-1"))
            .withCredentials(
                new AWSStaticCredentialsProvider(new BasicAWSCredentials("acme", "acme")))
            .build();
    for (String queue : new String[] {"mail", "never", "always", "fleeting", DEAD}) {
      client.createQueue(queue);
    }
    String twice =
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-central-1:000000000000:"
            + DEAD
            + "\",\"maxReceiveCount\":\"2\"}";
    client.createQueue(
        new CreateQueueRequest(DOOMED).addAttributesEntry("RedrivePolicy", twice));
    Beans.client = client;
    Beans.tally = tally;
    new AnnotationConfigApplicationContext(Beans.class);
  }

  @Override
  public void run(Tally tally) throws Exception {
    for (String queue : new String[] {"mail", "never", "always", "fleeting"}) {
      send(queue, "one", "fails once", "two");
    }
    send(DOOMED, "fails");
    Tally.await(
        () ->
            tally.succeeded("mail") == 3
                && tally.succeeded("never") == 3
                && tally.hasTaken("always", 3)
                && tally.hasTaken("fleeting", 3)
                && tally.succeeded(DEAD) == 1);
    for (String queue : new String[] {"mail", "never", "always", "fleeting", DOOMED, DEAD}) {
      Tally.await(() -> isEmpty(queue));
    }
  }

  private void send(String queue, String... texts) {
    for (String text : texts) {
      client.sendMessage(new SendMessageRequest(url(queue), text).withDelaySeconds(1));
    }
  }

  private String url(String queue) {
    return client.getQueueUrl(queue).getQueueUrl();
  }

  /** Whether nothing can come again. */
  private boolean isEmpty(String queue) {
    return client
        .getQueueAttributes(url(queue), Arrays.asList(WAITING))
        .getAttributes()
        .values()
        .stream()
        .allMatch("0"::equals);
  }
}
