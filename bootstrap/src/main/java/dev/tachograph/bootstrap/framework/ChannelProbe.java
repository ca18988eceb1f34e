package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.method.LaterEnds;
import dev.tachograph.bootstrap.support.WeakTable;
import java.lang.reflect.Type;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The entry point for messages that go through channels within a program. A handler, a function or
 * a method gets them.
 *
 * <p>A handler or a function may get a message within the delivery of one. Then it is a layer of
 * that ({@link LayeredCall}). A method is none: whatever a channel hands it is a message by itself.
 */
public final class ChannelProbe {
  /**
   * Spring Cloud Stream names a flow so which hands on what a supplier returns. The supplier has
   * done the work by then.
   */
  private static final String OF_SUPPLIER = "_integrationflow.channel#";

  /**
   * A program that sends by Spring Cloud Stream's bridge calls a function of one of these classes,
   * which returns its argument.
   */
  private static final String IDENTITY =
      "org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry$PassThruFunction";

  private static final String OF_BRIDGE = "org.springframework.cloud.stream.function.StreamBridge$";

  /** A function that is called within the delivery of a message. */
  private static final Object LAYER = new Object();

  /** By the message that a method got from a channel. */
  private static final WeakTable<FrameworkCall> HANDED = new WeakTable<>(null);

  /** What is told of a message, by the arguments that a method gets. */
  private static final WeakTable<CarriedMessage> CARRIED = new WeakTable<>(null);

  /** The channels whose messages handlers get. */
  private static final WeakTable<String> CHANNELS = new WeakTable<>(null);

  private ChannelProbe() {}

  /** From now on, this handler gets the messages of a channel. */
  public static void subscribed(Object handler, @Nullable String channel) {
    if (channel != null && !channel.contains(OF_SUPPLIER)) {
      CHANNELS.put(handler, channel);
    }
  }

  /**
   * A handler gets a message on this thread. Null also if nobody knows the handler's channel.
   *
   * @param sent when it was made, in milliseconds; unknown if it is no {@code Long}
   */
  public static @Nullable Object channelled(
      String framework, Object handler, @Nullable Object sent) {
    if (entersLayer(FrameworkThread.current())) {
      return null;
    }
    String channel = CHANNELS.get(handler);
    return channel == null
        ? null
        : FrameworkProbe.message(framework, channel, sent instanceof Long ? (Long) sent : 0, false);
  }

  /** A handler gets a message on this thread, which may be within the delivery of one. */
  private static boolean entersLayer(FrameworkThread thread) {
    FrameworkCall outermost = thread.running(UnitKind.MESSAGE);
    if (outermost == null) {
      return false;
    }
    outermost.layerBegun();
    return true;
  }

  /**
   * A function with a name of its own is called with one message, on this thread.
   *
   * @param function what it calls
   */
  public static @Nullable Object function(
      String framework, @Nullable String name, Object function) {
    String type = function.getClass().getName();
    if (type.equals(IDENTITY) || type.startsWith(OF_BRIDGE)) {
      return null;
    }
    return entersLayer(FrameworkThread.current())
        ? LAYER
        : FrameworkProbe.namedMessage(framework, name);
  }

  /**
   * A function has returned. If its work begins only with a subscription to what it returned, the
   * caller must go on with the result of this method: each subscription to that is a task, and the
   * call was none.
   *
   * @param content what it got of a message; null if it only gives
   * @param declared what it says that it returns, if it says so
   */
  public static @Nullable Object functionEnded(
      @Nullable Object started,
      Object function,
      @Nullable Object content,
      @Nullable Type declared,
      @Nullable Object returned,
      @Nullable Throwable thrown) {
    if (started == LAYER) {
      layerEnded(function, content == null ? function : content, thrown);
      return returned;
    }
    if (started instanceof FrameworkCall && thrown == null) {
      FrameworkCall call = (FrameworkCall) started;
      Object measured = LaterEnds.subscribed(returned, declared, new TaskSubscriptions(call.tasks));
      if (measured != null) {
        FrameworkProbe.left(call);
        call.withdraw();
        return measured;
      }
    }
    FrameworkProbe.endedWith(started, returned, thrown);
    return returned;
  }

  /**
   * A handler within the delivery of a message has ended.
   *
   * @param content what is in the message; another attempt may have another message around it
   */
  public static void layerEnded(Object handler, Object content, @Nullable Throwable thrown) {
    FrameworkCall outermost = FrameworkThread.current().running(UnitKind.MESSAGE);
    if (outermost != null) {
      outermost.layerEnded(handler, content, thrown);
    }
  }

  /**
   * A method is about to get a message, by these arguments, on whatever thread. A batch is a
   * message of messages, that is one to iterate over; its payload has theirs.
   */
  public static void carries(Object[] arguments, Object message)
      throws ReflectiveOperationException {
    CarriedMessage carried = CarriedMessage.of(message);
    if (carried != null) {
      CARRIED.put(arguments, carried);
    }
  }

  /**
   * A method gets a message from a channel within the program, on this thread. If it sends another
   * in the meantime, which another method gets at once, that is another message: neither is a layer
   * of the other.
   *
   * @param channels those that the method takes messages from; the first names the task
   * @param arguments those of the method
   * @param message the message if the method can refuse it; null if it gets only what is in it
   */
  public static @Nullable Object handed(
      String framework, Collection<String> channels, Object[] arguments, @Nullable Object message) {
    if (channels.isEmpty()) {
      return null;
    }
    FrameworkCall call =
        FrameworkThread.current()
            .begin(UnitKind.MESSAGE, framework, Destinations.typeOf(channels.iterator().next()));
    if (message != null) {
      HANDED.put(message, call);
    }
    CarriedMessage carried = CARRIED.remove(arguments);
    if (carried != null) {
      FrameworkProbe.due(call, carried.sentMillis(channels));
      FrameworkProbe.records(call, carried.records);
    }
    return call;
  }

  /** Somebody refuses a message, perhaps the method that has got it. */
  public static void refused(Object message, @Nullable Throwable reason) {
    if (reason == null) {
      return;
    }
    // The reason may hold the message, and the call holds the reason: the table must not.
    FrameworkCall call = HANDED.remove(message);
    if (call != null) {
      call.keep(reason);
    }
  }
}
