package dev.tachograph.bootstrap.http;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Calls of clients that are written as coroutines: a function that makes a call is suspended, and
 * entered again, on any thread, when there is an outcome.
 *
 * <p>Such a client knows late whom it calls, and copies the request on the way there. So an
 * exchange is opened with the request, goes with the copies, and begins a call once somebody sends
 * one of them. It is found again by the continuation that the function will be entered with.
 */
public final class HttpCoroutineProbe {
  /** Stands for a call that is not to be measured, or came to nothing. */
  private static final Object NO_CALL = new Object();

  /** What leads to a call, once there is one. */
  static final class Exchange extends AtomicReference<@Nullable Object> {
    private static final long serialVersionUID = 1;
  }

  private HttpCoroutineProbe() {}

  /**
   * A function is entered that makes a call.
   *
   * @param request what it is to send, or copies of it
   * @param continuation what is resumed with the outcome if the function is suspended
   * @return what {@link #left} wants
   */
  public static @Nullable Object entered(Object request, @Nullable Object continuation) {
    Exchange exchange = new Exchange();
    HttpCarrierProbe.attach(request, exchange);
    return HttpCarrierProbe.attach(continuation, exchange);
  }

  /**
   * The function goes on, or one that called it and was suspended with it.
   *
   * @param continuation what {@link #entered} was told of
   * @return what {@link #left} wants
   */
  public static @Nullable Object resumed(@Nullable Object continuation) {
    return exchangeOf(continuation);
  }

  /**
   * The function is left: with an outcome, or because it is suspended.
   *
   * @param entered what {@link #entered} or {@link #resumed} returned
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

  /** What a client made of a request stands for the same call, if that does for one. */
  public static void copied(@Nullable Object copy, @Nullable Object original) {
    HttpCarrierProbe.attach(copy, exchangeOf(original));
  }

  /**
   * A request is sent: the first of an exchange begins its call, others belong to it.
   *
   * @param request the request, or a copy
   * @param client what the client is called in the label
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
      // The function has been left in the meantime: nobody will tell of an end.
      HttpClientProbe.withdrawn((HttpCall) call);
    }
  }

  /** The client is through with a response, its body included. */
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
