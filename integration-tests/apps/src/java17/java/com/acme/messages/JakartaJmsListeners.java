package com.acme.messages;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.annotation.EnableJms;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;
import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.jms.listener.SimpleMessageListenerContainer;

/** Listeners of JMS, with Spring and without. */
public final class JakartaJmsListeners implements Listeners {
  private static final int TEMPORARY_QUEUES = 30;

  /** Where brokers put what is refused too often. */
  private static final String DEAD = "ActiveMQ.DLQ";

  private Connection connection;
  private Session session;

  /** Methods that Spring calls. */
  public static class Service {
    private final Tally tally;

    public Service(Tally tally) {
      this.tally = tally;
    }

    @JmsListener(destination = "mail")
    public void mail(TextMessage message) throws JMSException, IOException {
      if (tally.delivered("mail", message.getText(), message.getJMSRedelivered())) {
        throw new IOException("no mail");
      }
    }
  }

  /** What is refused each time. */
  public static class Doomed {
    private final Tally tally;

    public Doomed(Tally tally) {
      this.tally = tally;
    }

    @JmsListener(destination = "doomed")
    public void doomed(TextMessage message) throws JMSException {
      tally.delivered(
          "doomed", "fails", message.getJMSRedelivered(), new IllegalStateException("no doomed"));
    }

    @JmsListener(destination = DEAD)
    public void dead(TextMessage message) throws JMSException {
      tally.delivered(DEAD, message.getText(), message.getJMSRedelivered());
    }
  }

  /** A listener without annotations. */
  private static final class Plain implements MessageListener {
    private final Tally tally;
    private final String task;

    Plain(Tally tally, String task) {
      this.tally = tally;
      this.task = task;
    }

    @Override
    public void onMessage(Message message) {
      try {
        tally.delivered(
            task,
            ((TextMessage) message).getText(),
            message.getJMSRedelivered(),
            new IllegalStateException("no " + task));
      } catch (JMSException e) {
        throw new IllegalArgumentException(e);
      }
    }
  }

  /** The beans. */
  @Configuration
  @EnableJms
  public static class Beans {
    static ConnectionFactory factory;
    static Tally tally;

    @Bean
    public Service service() {
      return new Service(tally);
    }

    @Bean
    public Doomed doomed() {
      return new Doomed(tally);
    }

    @Bean
    public DefaultJmsListenerContainerFactory jmsListenerContainerFactory() {
      DefaultJmsListenerContainerFactory containers = new DefaultJmsListenerContainerFactory();
      containers.setConnectionFactory(factory);
      containers.setSessionTransacted(true);
      containers.setErrorHandler(e -> {});
      return containers;
    }

    @Bean
    public DefaultMessageListenerContainer orders() {
      DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
      container.setConnectionFactory(factory);
      container.setDestinationName("orders");
      container.setSessionTransacted(true);
      container.setErrorHandler(e -> {});
      container.setMessageListener(new Plain(tally, "orders"));
      return container;
    }

    /** The client calls this container, and the container hides failures from the client. */
    @Bean
    public SimpleMessageListenerContainer layered() {
      SimpleMessageListenerContainer container = new SimpleMessageListenerContainer();
      container.setConnectionFactory(factory);
      container.setDestinationName("layered");
      container.setErrorHandler(e -> {});
      container.setMessageListener(new Plain(tally, "layered"));
      return container;
    }
  }

  @Override
  public void start(String broker, Tally tally) throws Exception {
    ConnectionFactory factory = (ConnectionFactory) JmsBroker.start(broker);
    connection = factory.createConnection();
    session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    listen(session.createQueue("raw"), new Plain(tally, "raw"));
    listen(session.createTopic("news"), new Plain(tally, "news"));
    connection.start();
    Beans.factory = factory;
    Beans.tally = tally;
    new AnnotationConfigApplicationContext(Beans.class);
  }

  /** A session is for one thread. */
  private void listen(Destination destination, MessageListener listener) throws JMSException {
    Session own = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    own.createConsumer(destination).setMessageListener(listener);
  }

  @Override
  public void run(Tally tally) throws Exception {
    for (String queue : new String[] {"mail", "raw"}) {
      send(session.createQueue(queue), "holds");
    }
    for (String queue : new String[] {"mail", "orders", "raw"}) {
      send(session.createQueue(queue), "one", "fails once", "two", "three");
    }
    tally.release();
    send(session.createQueue("layered"), "one", "fails", "two");
    send(session.createTopic("news"), "one", "two");
    send(session.createQueue("doomed"), "one");
    for (int i = 0; i < TEMPORARY_QUEUES; i++) {
      Destination queue = session.createTemporaryQueue();
      listen(queue, new Plain(tally, "{temporary}"));
      send(queue, "one");
    }
    Tally.await(
        () ->
            tally.succeeded("mail") == 5
                && tally.succeeded("orders") == 4
                && tally.succeeded("raw") == 5
                && tally.succeeded(DEAD) == 1
                && tally.succeeded("layered") == 2
                && tally.failed("layered") == 1
                && tally.succeeded("news") == 2
                && tally.succeeded("{temporary}") == TEMPORARY_QUEUES);
  }

  private void send(Destination destination, String... texts) throws JMSException {
    MessageProducer producer = session.createProducer(destination);
    for (String text : texts) {
      producer.send(session.createTextMessage(text));
    }
    producer.close();
  }
}
