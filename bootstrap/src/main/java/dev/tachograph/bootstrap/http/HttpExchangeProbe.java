package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.support.Failures;
import dev.tachograph.bootstrap.support.ProbeErrors;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls of clients that answer elsewhere and whose objects have no room for a call: an object of
 * the client that lives as long as the call, the carrier, stands for it. The carrier is whatever
 * the client hands through its redirects, retries and authentication: a future, a conversation, a
 * handler.
 *
 * <p>A carrier that is not known is a call that is not measured, and ignored. What follows a call's
 * end is ignored, too. Tunnels to a proxy and handshakes of web sockets are no calls.
 */
public final class HttpExchangeProbe {
  /** Stands for a call that is not to be measured, so that its redirects are not, either. */
  private static final Object UNMEASURED = new Object();

  /** What is known of a call before its address is. */
  private static final class Announced {
    final String path;
    final @Nullable String template;

    Announced(String path, @Nullable String template) {
      this.path = path;
      this.template = template;
    }
  }

  /** Ends a call as a stage completes. */
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
   * A call begins, or goes on, if the carrier stands for one that has not ended.
   *
   * @param carrier what stands for the call from now on
   * @param client what the client is called in the label
   * @param scheme the scheme
   * @param method the HTTP method
   * @param host the host, without port
   * @param port the port; -1 for the scheme's own
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
   * A call is about to begin whose host is not known yet.
   *
   * @param carrier what stands for the call
   * @param base what comes before a path, such as {@code http://host/base}
   * @param uri the path or absolute URI; null for the root
   * @param configuration an object that {@link #configured} was told of
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
   * A call that was announced begins, or goes on at another address.
   *
   * @param address an {@link InetSocketAddress}; of others only the path is known
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
   * @param handled whether the client answers it itself, by another request
   */
  public static void respondedUnless(boolean handled, @Nullable Object carrier, int status) {
    if (!handled) {
      responded(carrier, status);
    }
  }

  /**
   * The same.
   *
   * @param handler what of the client answers it by another request; null if it is final
   */
  public static void respondedUnless(
      @Nullable Object handler, @Nullable Object carrier, int status) {
    respondedUnless(handler != null, carrier, status);
  }

  /**
   * What this thread does next belongs to the call that the carrier stands for.
   *
   * @return what {@link #left} wants
   */
  public static @Nullable Object entered(@Nullable Object carrier) {
    HttpClientThread thread = HttpClientThread.current();
    Object before = thread.carrier;
    thread.carrier = carrier;
    return before;
  }

  /**
   * The same, of a call that has ended if its response was the final one.
   *
   * @return what {@link #left} wants
   */
  public static @Nullable Object endedIn(@Nullable Object carrier) {
    ended(carrier);
    return entered(carrier);
  }

  /** The head of the final response is there, of the call that this thread has entered. */
  public static void answered(int status) {
    responded(HttpClientThread.current().carrier, status);
  }

  /** What belonged to a call is done. */
  public static void left(@Nullable Object before) {
    HttpClientThread.current().carrier = before;
  }

  /**
   * A connection went on to another state.
   *
   * @param state as Reactor Netty prints it
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

  /** The call ended; if there is no failure, with its response. */
  public static void ended(@Nullable Object carrier, @Nullable Throwable failure) {
    if (failure == null) {
      ended(carrier);
    } else {
      HttpClientProbe.ended(callOf(carrier), failure);
    }
  }

  /** The call ended by this, if it is not null. */
  public static void failed(@Nullable Object carrier, @Nullable Throwable failure) {
    if (failure != null) {
      ended(carrier, failure);
    }
  }

  /**
   * The call ends as this stage completes.
   *
   * @param failure by which it has ended already, since there is no stage; else null
   */
  public static void endsWith(
      @Nullable Object carrier, @Nullable CompletionStage<?> end, @Nullable Throwable failure) {
    failed(carrier, failure);
    Object call = callOf(carrier);
    if (end != null && call instanceof HttpCall) {
      end.whenComplete(new End((HttpCall) call));
    }
  }

  /** The call ended by this, unless the client tries again. */
  public static void failedUnless(
      boolean retried, @Nullable Object carrier, @Nullable Throwable failure) {
    if (!retried) {
      ended(carrier, failure);
    }
  }

  /** The application gave the call up. */
  public static void cancelled(@Nullable Object carrier) {
    HttpClientProbe.cancelled(callOf(carrier));
  }

  /**
   * The application gave the call up, or what it is built on did when it had the response and was
   * to be asked no more: then the connection will tell of the body's end.
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
