package dev.tachograph.bootstrap.http;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Calls of clients that are written as coroutines. The function that makes a call is suspended.
 * When the outcome is there, it is entered again, on any thread.
 *
 * <p>Such a client learns late which host it calls, and copies the request until then. So the probe
 * attaches an exchange to the request and to its copies. The exchange begins a call when the client
 * sends one of them. The function is entered again with a continuation, and the probe finds the
 * exchange by it.
 */
public final class HttpCoroutineProbe {
  /** Takes the place of a call that is not measured or has never begun. */
  private static final Object NO_CALL = new Object();

  /** Holds the call once it has begun. */
  static final class Exchange extends AtomicReference<@Nullable Object> {
    private static final long serialVersionUID = 1;
  }

  private HttpCoroutineProbe() {}

  /**
   * A function that makes a call is entered.
   *
   * @param request the request; the client sends it or copies of it
   * @param continuation the continuation that gets the outcome if the function is suspended
   * @return the argument of {@link #left}
   */
  public static @Nullable Object entered(Object request, @Nullable Object continuation) {
    Exchange exchange = new Exchange();
    HttpCarrierProbe.attach(request, exchange);
    return HttpCarrierProbe.attach(continuation, exchange);
  }

  /**
   * The function resumes, or a function that called it and was suspended with it.
   *
   * @param continuation the continuation that {@link #entered} got
   * @return the argument of {@link #left}
   */
  public static @Nullable Object resumed(@Nullable Object continuation) {
    return exchangeOf(continuation);
  }

  /**
   * The function returns or throws: with an outcome, or because it is suspended.
   *
   * @param entered the result of {@link #entered} or {@link #resumed}
   * @param response the response; null if there is none
   * @param status its HTTP status code; 0 if there is none
   * @param failure what the function throws; null if it does not
   */
  public static void left(
      @Nullable Object entered,
      @Nullable Object response,
      int status,
      @Nullable Throwable failure) {
    if (entered instanceof Exchange && (status != 0 || failure != null)) {
      Exchange exchange = (Exchange) entered;
      exchange.compareAndSet(null, NO_CALL);
      if (failure != null) {
        HttpClientProbe.ended(exchange.get(), failure);
        return;
      }
      Object call = exchange.get();
      HttpClientProbe.responded(call, status);
      if (call instanceof HttpCall && !((HttpCall) call).hasEnded()) {
        HttpCarrierProbe.attach(response, exchange);
      }
    }
  }

  /**
   * The client made one object from another, such as a copy of a request. The new one gets the
   * exchange of the original, if that has one.
   */
  public static void copied(@Nullable Object copy, @Nullable Object original) {
    HttpCarrierProbe.attach(copy, exchangeOf(original));
  }

  /**
   * A request is sent. The first request of an exchange begins the call; the others belong to it.
   *
   * @param request the request, or a copy
   * @param client the value of the label {@code client}
   * @param scheme the scheme; a handshake of a WebSocket is no call
   * @param method the HTTP method
   * @param host the host, without port
   * @param port the port
   * @param path the path, perhaps with a query
   */
  public static void sent(
      @Nullable Object request,
      String client,
      String scheme,
      String method,
      String host,
      int port,
      String path) {
    Exchange exchange = exchangeOf(request);
    if (exchange == null || exchange.get() != null || HttpExchangeProbe.isWebSocket(scheme)) {
      return;
    }
    Object call = HttpClientProbe.started(client, method, host, port, path);
    HttpCarrierProbe.attach(exchange, call);
    if (!exchange.compareAndSet(null, call == null ? NO_CALL : call) && call instanceof HttpCall) {
      // The function has ended in the meantime, so no event will end the call.
      HttpClientProbe.withdrawn((HttpCall) call);
    }
  }

  /** The client has finished with a response and its body. */
  public static void done(@Nullable Object response) {
    Exchange exchange = exchangeOf(response);
    if (exchange != null) {
      HttpClientProbe.ended(exchange.get(), null);
    }
  }

  private static @Nullable Exchange exchangeOf(@Nullable Object carrier) {
    Object attached = HttpCarrierProbe.attached(carrier);
    return attached instanceof Exchange ? (Exchange) attached : null;
  }
}
