package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.support.WeakTable;
import java.lang.ref.WeakReference;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The entry point for routes of messages. A message goes through routes, perhaps on many threads;
 * it is the task of the first of them.
 *
 * <p>An object is a message in its first route.
 */
public final class RouteProbe implements WeakTable.Abandoned<RouteProbe> {
  /** By message. The listener is of this class, because each class costs every start some time. */
  private static final WeakTable<RouteProbe> ROUTED = new WeakTable<>(new RouteProbe(null, null));

  private static final String COMPONENT = "org.apache.camel.component.";

  /**
   * Those whose messages have another time: queues within the program, that of the message that
   * theirs is a copy of; files, that of their last change; PubNub, one of its own making.
   */
  private static final String[] TIMELESS = {
    "seda.",
    "vm.",
    "disruptor.",
    "file.",
    "smb.",
    "azure.files.",
    "azure.storage.blob.",
    "azure.storage.datalake.",
    "pubnub."
  };

  /** Weak, because a route may hold the messages that are under way in it. */
  private final WeakReference<@Nullable Object> route;

  private final @Nullable FrameworkCall call;

  /** How often the message is in that route: it may come back to it. */
  private int depth = 1;

  private RouteProbe(@Nullable Object route, @Nullable FrameworkCall call) {
    this.route = new WeakReference<>(route);
    this.call = call;
  }

  /** A message that was dropped on its way has ended, too. */
  @Override
  public void abandoned(RouteProbe routed) {
    if (routed.call != null) {
      routed.call.accept(null, new CancellationException());
    }
  }

  /**
   * A message comes into a route.
   *
   * @param route what is the same when the route is done with the message
   * @param from the route that the message, or what it is a part of, came into first; null if none
   * @param source where the message came from, or null
   * @return null if nobody can say when the message was sent
   */
  public static @Nullable Object begins(
      String framework,
      Object route,
      Object message,
      @Nullable String name,
      @Nullable String from,
      @Nullable Object source) {
    RouteProbe routed = ROUTED.get(message);
    if (routed != null) {
      if (routed.route.get() == route) {
        routed.depth++;
      }
      return null;
    }
    if (name == null || (from != null && !from.equals(name))) {
      return null;
    }
    FrameworkCall call = FrameworkProbe.handled(framework, name);
    if (call == null) {
      return null;
    }
    ROUTED.put(message, new RouteProbe(route, call));
    // What has come into a route before has been late there, and so has what it is made of.
    boolean isNew = from == null;
    return isNew && (source == null || saysWhenSent(source.getClass().getName())) ? call : null;
  }

  /**
   * A message has come into its first route.
   *
   * @param begun what {@link #begins} returned
   * @param millis when the message was sent, as its source says, or null
   */
  public static void sent(Object begun, @Nullable Object millis) {
    FrameworkProbe.due(begun, FrameworkProbe.number(millis));
  }

  /**
   * @param source the name of the class of what messages come from
   */
  static boolean saysWhenSent(String source) {
    if (source.startsWith(COMPONENT)) {
      for (String timeless : TIMELESS) {
        if (source.startsWith(timeless, COMPONENT.length())) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * A route is done with a message.
   *
   * @param failure what was thrown in the end, or null
   * @param handled what was thrown and then handled by the framework, or null
   */
  public static void ends(
      Object route, Object message, @Nullable Throwable failure, @Nullable Object handled) {
    RouteProbe routed = ROUTED.get(message);
    if (routed == null || routed.route.get() != route || --routed.depth > 0) {
      return;
    }
    ROUTED.remove(message);
    FrameworkProbe.ended(
        routed.call,
        failure == null && handled instanceof Throwable ? (Throwable) handled : failure);
  }
}
