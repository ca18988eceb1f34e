package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.support.WeakTable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The entry point for clients whose receivers answer for each message, on whatever thread. A
 * message is done with when its receiver has returned and it has been answered for; it may be
 * answered for first. A client that waits no longer for an answer still sends one that comes, so
 * that only a message that nobody holds any more has no answer.
 *
 * <p>An object is a message that a receiver has got.
 */
public final class PubSubProbe implements WeakTable.Abandoned<PubSubProbe> {
  private static final String REFUSED = "NACK";

  /** By what hands out the messages of a subscription. */
  private static final WeakTable<String> SUBSCRIPTIONS = new WeakTable<>(null);

  /**
   * By what takes the answer. The listener is of this class, because each class costs every start
   * some time.
   */
  private static final WeakTable<PubSubProbe> RECEIVED = new WeakTable<>(new PubSubProbe(null));

  private final @Nullable FrameworkCall call;

  /** The receiver has to return, and the message to be answered for. */
  private final AtomicInteger open = new AtomicInteger(2);

  private PubSubProbe(@Nullable FrameworkCall call) {
    this.call = call;
  }

  /**
   * From now on, this hands out the messages of a subscription, or goes on to.
   *
   * @param subscription its name, such as {@code projects/shop/subscriptions/orders}
   */
  public static void serves(Object dispatcher, @Nullable String subscription) {
    if (subscription != null && SUBSCRIPTIONS.get(dispatcher) == null) {
      SUBSCRIPTIONS.put(dispatcher, subscription.substring(subscription.lastIndexOf('/') + 1));
    }
  }

  /**
   * A receiver gets a message on this thread. Null also if nobody knows the subscription: the
   * client was there before the agent.
   *
   * @param handler what takes the answer
   * @param sentMillis when it was published; 0 or less if unknown
   * @param deliveries how often it was delivered, this time included; null if unknown
   */
  public static @Nullable Object received(
      String framework,
      Object dispatcher,
      Object handler,
      long sentMillis,
      @Nullable String deliveries) {
    String subscription = SUBSCRIPTIONS.get(dispatcher);
    Object started =
        subscription == null
            ? null
            : FrameworkProbe.message(
                framework, subscription, sentMillis, FrameworkProbe.number(deliveries) > 1);
    if (!(started instanceof FrameworkCall)) {
      return null;
    }
    PubSubProbe received = new PubSubProbe((FrameworkCall) started);
    RECEIVED.put(handler, received);
    return received;
  }

  /**
   * A receiver has returned. What it has thrown, or a layer in it, ends its message.
   *
   * @param handler what takes the answer
   */
  public static void returned(
      Object handler, @Nullable Object received, @Nullable Throwable thrown) {
    if (!(received instanceof PubSubProbe)) {
      FrameworkProbe.messageEnded(null, thrown);
      return;
    }
    PubSubProbe message = (PubSubProbe) received;
    FrameworkCall call = message.call;
    if (thrown != null || (call != null && call.keepsFailure())) {
      // The failure may hold the handler, and the call holds the failure: the table must not.
      RECEIVED.remove(handler);
      FrameworkProbe.ended(call, thrown);
    } else {
      FrameworkProbe.left(message.call);
      message.closed();
    }
  }

  /**
   * A message is answered for.
   *
   * @param answer {@code NACK} if it is refused
   */
  public static void answered(Object handler, @Nullable Object answer) {
    PubSubProbe message = RECEIVED.remove(handler);
    if (message != null && message.call != null) {
      if (REFUSED.equals(String.valueOf(answer))) {
        message.call.report();
      }
      message.closed();
    }
  }

  private void closed() {
    if (open.decrementAndGet() == 0 && call != null) {
      call.accept(null, null);
    }
  }

  /** Nobody can answer for the message any more. */
  @Override
  public void abandoned(PubSubProbe message) {
    if (message.call != null) {
      message.call.accept(null, new CancellationException());
    }
  }
}
