package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.support.WeakTable;
import java.lang.ref.WeakReference;
import java.util.Date;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The entry point for RabbitMQ's client. One thread reads a message and makes work of it, another
 * does that work, which calls the consumer. The message is found again by the identity of the work.
 *
 * <p>The consumers of Spring AMQP's containers hand messages on to listeners, which have tasks. So
 * such consumers count for nothing.
 *
 * <p>An object is a message on its way to its consumer.
 */
public final class RabbitProbe {
  private static final String FRAMEWORK = "rabbitmq";
  private static final String LISTENERS = "springrabbit";
  private static final String CONTAINERS = "org.springframework.amqp.";

  /** Stands for the tag of the queue that a consumer has asked for last. */
  private static final String LAST = "";

  /** More tags of one consumer than that are of channels that were closed, which cancels none. */
  private static final int MANY = 1000;

  /** By consumer: the queues that it consumes, by the tag that the broker gave each. */
  private static final WeakTable<ConcurrentHashMap<String, String>> QUEUES = new WeakTable<>(null);

  /** By the work that calls the consumer. */
  private static final WeakTable<RabbitProbe> DELIVERIES = new WeakTable<>(null);

  private final @Nullable String queue;
  private final @Nullable Date sent;
  private final boolean redelivered;

  private RabbitProbe(@Nullable String queue, @Nullable Date sent, boolean redelivered) {
    this.queue = queue;
    this.sent = sent;
    this.redelivered = redelivered;
  }

  /** A consumer asks for a queue. */
  public static void asks(Object asking, @Nullable String queue) {
    Object consumer = WrappedConsumers.innermost(asking);
    if (isOfContainer(consumer) || queue == null) {
      return;
    }
    ConcurrentHashMap<String, String> queues = QUEUES.get(consumer);
    if (queues == null) {
      queues = new ConcurrentHashMap<>();
      QUEUES.put(consumer, queues);
    }
    queues.put(LAST, queue);
  }

  /** The broker has given a consumer what it asked for. */
  public static void given(Object consumer, String tag) {
    ConcurrentHashMap<String, String> queues = QUEUES.get(WrappedConsumers.innermost(consumer));
    if (queues != null) {
      String queue = queues.getOrDefault(LAST, tag);
      if (queues.size() > MANY) {
        queues.clear();
        queues.put(LAST, queue);
      }
      queues.put(tag, queue);
    }
  }

  /** The broker gives a consumer nothing more by this tag. */
  public static void cancelled(Object consumer, String tag) {
    ConcurrentHashMap<String, String> queues = QUEUES.get(WrappedConsumers.innermost(consumer));
    if (queues != null) {
      queues.remove(tag);
    }
  }

  /**
   * This thread makes work of a message.
   *
   * @param key the message's routing key: the name of its queue, if it was sent to a queue
   */
  public static void read(
      Object reading, @Nullable String tag, String key, boolean redelivered, @Nullable Date sent) {
    Object consumer = WrappedConsumers.innermost(reading);
    if (!isOfContainer(consumer)) {
      FrameworkThread.current().read =
          new RabbitProbe(queueOf(consumer, tag, key), sent, redelivered);
    }
  }

  private static String queueOf(Object consumer, @Nullable String tag, String key) {
    ConcurrentHashMap<String, String> queues = QUEUES.get(consumer);
    if (queues == null) {
      return key;
    }
    String queue = tag == null ? null : queues.get(tag);
    return queue == null ? queues.getOrDefault(LAST, key) : queue;
  }

  /** This thread has made work of a message. */
  public static void readEnded() {
    FrameworkThread.current().read = null;
  }

  /** Work waits for a thread: a message, if one has just been read. */
  public static void queued(Object work) {
    RabbitProbe read = FrameworkThread.current().read;
    if (read != null) {
      DELIVERIES.put(work, read);
    }
  }

  /** This thread does work. */
  public static @Nullable Object started(Object work) {
    RabbitProbe delivery = DELIVERIES.remove(work);
    return delivery == null
        ? null
        : FrameworkProbe.queued(FRAMEWORK, delivery.queue, delivery.sent, delivery.redelivered);
  }

  /**
   * A listener of a container gets a message or a batch, on this thread. What an interceptor around
   * the listener has it try again is the same object, of which the broker knows nothing.
   *
   * @param sent when it was sent, or null
   * @param redelivered whether it was delivered before; null if unknown
   * @param count how many messages a batch has; 0 for a message by itself
   */
  public static @Nullable Object listened(
      Object delivery,
      @Nullable String queue,
      @Nullable Date sent,
      @Nullable Boolean redelivered,
      int count) {
    WeakReference<Object> failed = FrameworkThread.current().failedDelivery;
    boolean isAgain = failed != null && failed.get() == delivery;
    Object started =
        FrameworkProbe.queued(LISTENERS, queue, sent, isAgain ? Boolean.TRUE : redelivered);
    FrameworkProbe.records(started, count);
    return started;
  }

  /** The listener has returned, or has thrown something. */
  public static void listenedEnded(
      @Nullable Object started, Object delivery, @Nullable Throwable thrown) {
    FrameworkProbe.messageEnded(started, thrown);
    if (started != null) {
      FrameworkThread.current().failedDelivery =
          thrown == null ? null : new WeakReference<>(delivery);
    }
  }

  private static boolean isOfContainer(Object consumer) {
    return consumer.getClass().getName().startsWith(CONTAINERS);
  }
}
