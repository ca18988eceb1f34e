package com.acme.messages;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.cloud.pubsub.v1.MessageReceiver;
import com.google.cloud.pubsub.v1.Subscriber;
import com.google.protobuf.ByteString;
import com.google.pubsub.v1.DeadLetterPolicy;
import com.google.pubsub.v1.PublishRequest;
import com.google.pubsub.v1.PublisherGrpc;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.SubscriberGrpc;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.Topic;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.threeten.bp.Duration;

/**
 * Receivers of Google's client for Pub/Sub. Its server is within, unless there is one elsewhere.
 * One that loses messages does not answer for them, and has the collector look for them.
 */
public final class PubSubListeners implements Listeners {
  private static final String WITHIN = "within";
  private static final String LOSING = "within, losing messages";
  private static final String[] TEXTS = {"one", "fails once", "two", "three"};
  private static final String PROJECT = "projects/shop/";
  private static final String WITH_RESPONSE =
      "com.google.cloud.pubsub.v1.MessageReceiverWithAckResponse";

  private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();

  private final boolean answersForResponses = Listeners.isThere(WITH_RESPONSE);
  private boolean loses;
  private boolean hasLost;
  private ManagedChannel channel;

  @Override
  public void start(String broker, Tally tally) throws Exception {
    loses = broker.equals(LOSING);
    String address = loses || broker.equals(WITHIN) ? new PubSubServer().address() : broker;
    channel = ManagedChannelBuilder.forTarget(address).usePlaintext().build();
    topic("graveyard");
    open(
        subscription("orders")
            .setDeadLetterPolicy(
                DeadLetterPolicy.newBuilder()
                    .setDeadLetterTopic(PROJECT + "topics/graveyard")
                    .setMaxDeliveryAttempts(5)),
        (message, consumer) -> {
          boolean again = Subscriber.getDeliveryAttempt(message) > 1;
          tally.delivered("orders", text(message), again, new IllegalStateException("no order"));
          consumer.ack();
        });
    open(
        subscription("parcels"),
        (message, consumer) -> {
          if (tally.delivered("parcels", text(message), false)) {
            consumer.nack();
          } else {
            consumer.ack();
          }
        });
    open(
        subscription("mail"),
        (message, consumer) -> {
          boolean fails = tally.delivered("mail", text(message), false);
          Runnable answer = fails ? consumer::nack : consumer::ack;
          later.schedule(answer, 50, TimeUnit.MILLISECONDS);
        });
    open(
        subscription("news").setEnableMessageOrdering(true),
        (message, consumer) -> {
          // The answer stands, whatever comes then.
          consumer.ack();
          tally.delivered("news", text(message), false, new IllegalArgumentException("no news"));
        });
    if (loses) {
      open(subscription("lost"), (message, consumer) -> {});
    }
    if (answersForResponses) {
      openWithResponses(subscription("bills"), tally);
    }
  }

  private void topic(String id) {
    tolerate(
        () ->
            PublisherGrpc.newBlockingStub(channel)
                .createTopic(Topic.newBuilder().setName(PROJECT + "topics/" + id).build()));
  }

  private Subscription.Builder subscription(String id) {
    topic(id);
    return Subscription.newBuilder()
        .setName(PROJECT + "subscriptions/" + id)
        .setTopic(PROJECT + "topics/" + id)
        .setAckDeadlineSeconds(10);
  }

  /** A server elsewhere may have it already. */
  private static void tolerate(Runnable creation) {
    try {
      creation.run();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
        throw e;
      }
    }
  }

  private void create(Subscription subscription) {
    tolerate(() -> SubscriberGrpc.newBlockingStub(channel).createSubscription(subscription));
  }

  private void open(Subscription.Builder subscription, MessageReceiver receiver) {
    create(subscription.build());
    start(Subscriber.newBuilder(subscription.getName(), receiver));
  }

  private void start(Subscriber.Builder builder) {
    builder
        .setCredentialsProvider(NoCredentialsProvider.create())
        .setChannelProvider(
            FixedTransportChannelProvider.create(GrpcTransportChannel.create(channel)))
        // What takes longer than this has failed.
        .setMaxAckExtensionPeriod(Duration.ofSeconds(loses ? 5 : 600))
        .build()
        .startAsync()
        .awaitRunning();
  }

  /** Such receivers are younger than what this is compiled against. */
  private void openWithResponses(Subscription.Builder subscription, Tally tally) throws Exception {
    create(subscription.build());
    Class<?> type = Class.forName(WITH_RESPONSE);
    Object receiver =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              String text = text((PubsubMessage) arguments[0]);
              answer(arguments[1], tally.delivered("bills", text, false) ? "nack" : "ack");
              return null;
            });
    Method newBuilder = Subscriber.class.getMethod("newBuilder", String.class, type);
    start((Subscriber.Builder) newBuilder.invoke(null, subscription.getName(), receiver));
  }

  private static void answer(Object consumer, String answer) throws Exception {
    Class.forName("com.google.cloud.pubsub.v1.AckReplyConsumerWithResponse")
        .getMethod(answer)
        .invoke(consumer);
  }

  private static String text(PubsubMessage message) {
    return message.getData().toStringUtf8();
  }

  @Override
  public void run(Tally tally) throws Exception {
    send("orders", "");
    send("parcels", "");
    send("mail", "");
    send("news", "a key");
    if (loses) {
      loseOnce();
    }
    if (answersForResponses) {
      send("bills", "");
    }
    Tally.await(
        () ->
            isDone(tally, "orders")
                && isDone(tally, "parcels")
                && isDone(tally, "mail")
                && tally.succeeded("news") == 3
                && tally.failed("news") == 1
                && (!answersForResponses || isDone(tally, "bills")));
  }

  private void loseOnce() {
    if (!hasLost) {
      send("lost", "");
    }
    hasLost = true;
    System.gc();
  }

  private static boolean isDone(Tally tally, String subscription) {
    return tally.succeeded(subscription) == TEXTS.length && tally.failed(subscription) == 1;
  }

  private void send(String topic, String key) {
    PublishRequest.Builder request =
        PublishRequest.newBuilder().setTopic(PROJECT + "topics/" + topic);
    for (String text : TEXTS) {
      request.addMessages(
          PubsubMessage.newBuilder()
              .setData(ByteString.copyFromUtf8(text))
              .setOrderingKey(key)
              .build());
    }
    PublisherGrpc.newBlockingStub(channel).publish(request.build());
  }
}
