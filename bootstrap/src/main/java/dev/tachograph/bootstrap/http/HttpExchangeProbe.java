package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.support.Failures;
import dev.tachograph.bootstrap.support.ProbeErrors;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls of clients that answer on another thread and whose objects have no field for a call. An
 * object of the client that lives as long as the call, the carrier, stands for it. The carrier is
 * an object that the client keeps through its redirects, retries and authentication: a future, a
 * conversation, a handler.
 *
 * <p>The probe ignores an unknown carrier, because its call is not measured, and all events after a
 * call's end. Tunnels to a proxy and WebSocket handshakes are not calls.
 */
public final class HttpExchangeProbe {
  /** Stands for a call that is not measured, so that its redirects are not measured either. */
  private static final Object UNMEASURED = new Object();

  /** The known part of a call whose address is still unknown. */
  private static final class Announced {
    final String path;
    final @Nullable String template;

    Announced(String path, @Nullable String template) {
      this.path = path;
      this.template = template;
    }
  }

  /** Ends a call when a stage completes. */
  private static final class End implements BiConsumer<Object, Throwable> {
    private final HttpCall call;

    End(HttpCall call) {
      this.call = call;
    }

    @Override
    public void accept(@Nullable Object ignored, @Nullable Throwable failure) {
      try {
        if (failure != null || call.isAnswered()) {
          HttpClientProbe.ended(call, Failures.unwrapped(failure));
        }
      } catch (Throwable t) {
        ProbeErrors.report(t, "HttpExchangeProbe");
      }
    }
  }

  private HttpExchangeProbe() {}

  /**
   * A call begins, or continues if the carrier stands for one that has not ended.
   *
   * @param carrier stands for the call from now on
   * @param client the value of the label
   * @param scheme the scheme
   * @param method the HTTP method
   * @param host the host, without port
   * @param port the port; -1 for the scheme's default
   * @param path the path, perhaps with a query
   */
  public static void started(
      Object carrier,
      String client,
      @Nullable String scheme,
      String method,
      @Nullable String host,
      int port,
      @Nullable String path) {
    if (isWebSocket(scheme) || "CONNECT".equals(method) || isUnderWay(carrier)) {
      return;
    }
    Object call = HttpClientProbe.started(client, method, host, port, path);
    HttpCarrierProbe.attach(carrier, call == null ? UNMEASURED : call);
  }

  /**
   * A call is about to begin whose host is still unknown.
   *
   * @param carrier stands for the call
   * @param base the prefix of a path, such as {@code http://host/base}
   * @param uri the path or absolute URI; null for the root
   * @param configuration an object that {@link #configured} reported
   * @param webSocket null, unless this is a handshake
   */
  public static void announced(
      Object carrier,
      @Nullable String base,
      @Nullable String uri,
      Object configuration,
      @Nullable Object webSocket) {
    if (webSocket == null) {
      String path = uri == null ? "/" : uri;
      String whole = base != null && path.startsWith("/") ? base + path : path;
      HttpCarrierProbe.attach(
          carrier, new Announced(whole, HttpTemplateProbe.templateAt(configuration)));
    }
  }

  /**
   * An announced call begins, or continues at another address.
   *
   * @param address an {@link InetSocketAddress}; otherwise only the path is known
   */
  public static void addressed(
      Object carrier, String client, String method, @Nullable Object address) {
    Object known = HttpCarrierProbe.attached(carrier);
    if (known instanceof Announced) {
      Announced announced = (Announced) known;
      InetSocketAddress host =
          address instanceof InetSocketAddress ? (InetSocketAddress) address : null;
      Object call =
          HttpClientProbe.started(
              client,
              method,
              host == null ? null : host.getHostString(),
              host == null ? -1 : host.getPort(),
              announced.path);
      HttpTemplateProbe.template(call, announced.template);
      HttpCarrierProbe.attach(carrier, call == null ? UNMEASURED : call);
    }
  }

  /** A configuration of calls was made on a thread that knows the template of their path. */
  public static void configured(Object configuration) {
    HttpTemplateProbe.made(configuration);
  }

  /** Another object of the client leads to the same call. */
  public static void linked(@Nullable Object other, Object carrier) {
    HttpCarrierProbe.attach(other, carrier);
  }

  /** The head of the final response is there. */
  public static void responded(@Nullable Object carrier, int status) {
    HttpClientProbe.responded(callOf(carrier), status);
  }

  /**
   * The head of a response is there.
   *
   * @param handled whether the client answers it itself, with another request
   */
  public static void respondedUnless(boolean handled, @Nullable Object carrier, int status) {
    if (!handled) {
      responded(carrier, status);
    }
  }

  /**
   * The head of a response is there.
   *
   * @param handler the client's object that answers it with another request; null if it is final
   */
  public static void respondedUnless(
      @Nullable Object handler, @Nullable Object carrier, int status) {
    respondedUnless(handler != null, carrier, status);
  }

  /**
   * The next actions of this thread belong to the call that the carrier stands for.
   *
   * @return the argument of {@link #left}
   */
  public static @Nullable Object entered(@Nullable Object carrier) {
    HttpClientThread thread = HttpClientThread.current();
    Object before = thread.carrier;
    thread.carrier = carrier;
    return before;
  }

  /**
   * Like {@link #entered}, for a call that has ended if its response was the final one.
   *
   * @return the argument of {@link #left}
   */
  public static @Nullable Object endedIn(@Nullable Object carrier) {
    ended(carrier);
    return entered(carrier);
  }

  /** The head of the final response is there, of the call that this thread has entered. */
  public static void answered(int status) {
    responded(HttpClientThread.current().carrier, status);
  }

  /** The thread has finished its actions for a call. */
  public static void left(@Nullable Object before) {
    HttpClientThread.current().carrier = before;
  }

  /**
   * A connection changed its state.
   *
   * @param state the state as Reactor Netty prints it
   */
  public static void changed(@Nullable Object carrier, String state) {
    if (state.equals("[response_completed]")
        || state.equals("[response_incomplete]")
        || state.equals("[disconnecting]")) {
      ended(carrier);
    }
  }

  /** The call ended with its response. */
  public static void ended(@Nullable Object carrier) {
    Object call = callOf(carrier);
    if (call instanceof HttpCall && ((HttpCall) call).isAnswered()) {
      HttpClientProbe.ended(call, null);
    }
  }

  /** The call ended, with its response if there is no failure. */
  public static void ended(@Nullable Object carrier, @Nullable Throwable failure) {
    if (failure == null) {
      ended(carrier);
    } else {
      HttpClientProbe.ended(callOf(carrier), failure);
    }
  }

  /** If {@code failure} is not null, the call ended with it. */
  public static void failed(@Nullable Object carrier, @Nullable Throwable failure) {
    if (failure != null) {
      ended(carrier, failure);
    }
  }

  /**
   * The call ends when this stage completes.
   *
   * @param failure the exception that has ended the call already, if there is no stage; else null
   */
  public static void endsWith(
      @Nullable Object carrier, @Nullable CompletionStage<?> end, @Nullable Throwable failure) {
    failed(carrier, failure);
    Object call = callOf(carrier);
    if (end != null && call instanceof HttpCall) {
      end.whenComplete(new End((HttpCall) call));
    }
  }

  /** The call ended with this failure, unless the client retries. */
  public static void failedUnless(
      boolean retried, @Nullable Object carrier, @Nullable Throwable failure) {
    if (!retried) {
      ended(carrier, failure);
    }
  }

  /** The application cancelled the call. */
  public static void cancelled(@Nullable Object carrier) {
    HttpClientProbe.cancelled(callOf(carrier));
  }

  /**
   * Either the application cancelled the call, or a library above it cancelled the subscription
   * after it got the response. In the second case the connection reports the end of the body.
   */
  public static void subscriptionCancelled(@Nullable Object carrier) {
    Object call = callOf(carrier);
    if (call instanceof HttpCall && !((HttpCall) call).isAnswered()) {
      HttpClientProbe.cancelled(call);
    }
  }

  private static boolean isUnderWay(Object carrier) {
    Object known = HttpCarrierProbe.attached(carrier);
    return known == UNMEASURED || (known instanceof HttpCall && !((HttpCall) known).hasEnded());
  }

  /** The call that a carrier leads to, or null. */
  static @Nullable Object callOf(@Nullable Object carrier) {
    Object known = HttpCarrierProbe.attached(carrier);
    return known == null || known instanceof HttpCall ? known : HttpCarrierProbe.attached(known);
  }

  static boolean isWebSocket(@Nullable String scheme) {
    return "ws".equalsIgnoreCase(scheme) || "wss".equalsIgnoreCase(scheme);
  }
}
