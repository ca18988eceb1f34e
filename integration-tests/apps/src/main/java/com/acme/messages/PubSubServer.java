package com.acme.messages;

import com.google.protobuf.Empty;
import com.google.protobuf.Timestamp;
import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.ModifyAckDeadlineRequest;
import com.google.pubsub.v1.PublishRequest;
import com.google.pubsub.v1.PublishResponse;
import com.google.pubsub.v1.PublisherGrpc;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.ReceivedMessage;
import com.google.pubsub.v1.StreamingPullRequest;
import com.google.pubsub.v1.StreamingPullResponse;
import com.google.pubsub.v1.SubscriberGrpc;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.Topic;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of Google's Pub/Sub that publishers and subscribers ask. It delivers a message again
 * when it is refused, and says how often if the subscription has a policy for dead letters. All
 * messages were published half a minute ago.
 */
final class PubSubServer {
  /** What is delivered to one subscriber. */
  private static final class Queue {
    final Subscription subscription;
    final List<ReceivedMessage> waiting = new ArrayList<>();
    StreamObserver<StreamingPullResponse> subscriber;

    Queue(Subscription subscription) {
      this.subscription = subscription;
    }

    void deliver() {
      if (subscriber != null && !waiting.isEmpty()) {
        subscriber.onNext(
            StreamingPullResponse.newBuilder().addAllReceivedMessages(waiting).build());
        waiting.clear();
      }
    }
  }

  private static final int AGE_SECONDS = 30;

  private final Map<String, Queue> queues = new HashMap<>();
  private final Map<String, ReceivedMessage> delivered = new HashMap<>();
  private final Map<String, Integer> attempts = new HashMap<>();
  private final Server server;
  private int ids;

  PubSubServer() throws IOException {
    server =
        ServerBuilder.forPort(0)
            .addService(new Publishers())
            .addService(new Subscribers())
            .build()
            .start();
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  private synchronized void publish(String topic, PubsubMessage message) {
    for (Queue queue : queues.values()) {
      if (queue.subscription.getTopic().equals(topic)) {
        String id = String.valueOf(++ids);
        long published = System.currentTimeMillis() / 1000 - AGE_SECONDS;
        give(
            queue,
            message.toBuilder()
                .setMessageId(id)
                .setPublishTime(Timestamp.newBuilder().setSeconds(published))
                .build());
      }
    }
  }

  private void give(Queue queue, PubsubMessage message) {
    int attempt = attempts.merge(message.getMessageId(), 1, Integer::sum);
    ReceivedMessage.Builder received =
        ReceivedMessage.newBuilder()
            .setAckId(queue.subscription.getName() + " " + ++ids)
            .setMessage(message);
    if (queue.subscription.hasDeadLetterPolicy()) {
      received.setDeliveryAttempt(attempt);
    }
    delivered.put(received.getAckId(), received.build());
    queue.waiting.add(received.build());
    queue.deliver();
  }

  private synchronized void giveAgain(String ackId) {
    ReceivedMessage message = delivered.remove(ackId);
    if (message != null) {
      give(queues.get(ackId.substring(0, ackId.indexOf(' '))), message.getMessage());
    }
  }

  private static <T> void answer(StreamObserver<T> observer, T answer) {
    observer.onNext(answer);
    observer.onCompleted();
  }

  private final class Publishers extends PublisherGrpc.PublisherImplBase {
    @Override
    public void createTopic(Topic topic, StreamObserver<Topic> observer) {
      answer(observer, topic);
    }

    @Override
    public void publish(PublishRequest request, StreamObserver<PublishResponse> observer) {
      for (PubsubMessage message : request.getMessagesList()) {
        PubSubServer.this.publish(request.getTopic(), message);
      }
      answer(observer, PublishResponse.getDefaultInstance());
    }
  }

  private final class Subscribers extends SubscriberGrpc.SubscriberImplBase {
    @Override
    public void createSubscription(
        Subscription subscription, StreamObserver<Subscription> observer) {
      synchronized (PubSubServer.this) {
        queues.put(subscription.getName(), new Queue(subscription));
      }
      answer(observer, subscription);
    }

    @Override
    public StreamObserver<StreamingPullRequest> streamingPull(
        StreamObserver<StreamingPullResponse> subscriber) {
      return new StreamObserver<StreamingPullRequest>() {
        @Override
        public void onNext(StreamingPullRequest request) {
          if (!request.getSubscription().isEmpty()) {
            synchronized (PubSubServer.this) {
              Queue queue = queues.get(request.getSubscription());
              queue.subscriber = subscriber;
              queue.deliver();
            }
          }
        }

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onCompleted() {
          subscriber.onCompleted();
        }
      };
    }

    @Override
    public void acknowledge(AcknowledgeRequest request, StreamObserver<Empty> observer) {
      answer(observer, Empty.getDefaultInstance());
    }

    @Override
    public void modifyAckDeadline(
        ModifyAckDeadlineRequest request, StreamObserver<Empty> observer) {
      if (request.getAckDeadlineSeconds() == 0) {
        request.getAckIdsList().forEach(PubSubServer.this::giveAgain);
      }
      answer(observer, Empty.getDefaultInstance());
    }
  }
}
