package com.acme.messages;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.sqs.AmazonSQSAsync;
import com.amazonaws.services.sqs.AmazonSQSAsyncClientBuilder;
import com.amazonaws.services.sqs.model.SendMessageRequest;
import io.awspring.cloud.messaging.config.QueueMessageHandlerFactory;
import io.awspring.cloud.messaging.listener.QueueMessageHandler;
import io.awspring.cloud.messaging.listener.SimpleMessageListenerContainer;
import io.awspring.cloud.messaging.listener.SqsMessageDeletionPolicy;
import io.awspring.cloud.messaging.listener.Visibility;
import io.awspring.cloud.messaging.listener.annotation.SqsListener;
import org.elasticmq.rest.sqs.SQSRestServerBuilder$;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.Header;

/** Listeners of Spring Cloud AWS 2, of a server within the program that speaks SQS. */
public final class AmazonSqsListeners implements Listeners {
  private AmazonSQSAsync client;
  private String url;

  /** Methods that Spring calls. */
  public static class Service {
    private final Tally tally;

    public Service(Tally tally) {
      this.tally = tally;
    }

    @SqsListener(value = "mail", deletionPolicy = SqsMessageDeletionPolicy.ON_SUCCESS)
    public void mail(
        String text, @Header("ApproximateReceiveCount") String deliveries, Visibility visibility) {
      if (tally.delivered("mail", text, !deliveries.equals("1"))) {
        visibility.extend(0);
        throw new IllegalStateException("no mail");
      }
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
    url = client.createQueue("mail").getQueueUrl();
    Beans.client = client;
    Beans.tally = tally;
    new AnnotationConfigApplicationContext(Beans.class);
  }

  @Override
  public void run(Tally tally) throws Exception {
    for (String text : new String[] {"one", "fails once", "two"}) {
      client.sendMessage(new SendMessageRequest(url, text).withDelaySeconds(1));
    }
    Tally.await(() -> tally.succeeded("mail") == 3);
  }
}
