package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.support.ProbeErrors;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls of clients from which the application gets a request object, as soon as there is a
 * connection, and sends it later. The request then stands for the call.
 *
 * <p>A call is in flight while the client makes a connection, and again from the moment when the
 * application sends the request. The time in between is the application's and does not count. A
 * request that is never sent is not a call. If the client cannot supply the request, the call has
 * failed.
 */
public final class HttpRequestProbe {
  /** Stands for a request that was sent before the probe knew its call. */
  private static final Object SENT = new Object();

  /** A request that the application has and has not sent yet. */
  private static final class Ready {
    private final HttpCall call;
    private final long waited;
    private final AtomicBoolean taken = new AtomicBoolean();

    Ready(HttpCall call) {
      this.call = call;
      this.waited = System.nanoTime() - call.start;
      call.target.ended();
    }

    /**
     * Returns true to the first caller only: either the sender, or the one who reports a failure.
     */
    boolean take() {
      return taken.compareAndSet(false, true);
    }

    HttpCall begin() {
      call.start = System.nanoTime() - waited;
      call.target.began();
      return call;
    }
  }

  /** Waits for the request. */
  private static final class Asked implements BiConsumer<Object, Throwable> {
    private final HttpCall call;
    private final boolean underWay;

    Asked(HttpCall call, boolean underWay) {
      this.call = call;
      this.underWay = underWay;
    }

    @Override
    public void accept(@Nullable Object request, @Nullable Throwable failure) {
      try {
        if (failure != null) {
          HttpClientProbe.ended(call, failure);
        } else if (underWay || HttpCarrierProbe.attached(request) == SENT) {
          HttpCarrierProbe.attach(request, call);
        } else {
          HttpCarrierProbe.attach(request, new Ready(call));
        }
      } catch (Throwable t) {
        ProbeErrors.report(t, "HttpRequestProbe");
      }
    }
  }

  private HttpRequestProbe() {}

  /**
   * A call begins. It continues an earlier one if this thread has {@link HttpExchangeProbe#entered}
   * a call that awaits its response.
   *
   * @param request completes with the object that stands for the call. If whoever has asked may get
   *     that before the client's method returns, this must be known before that
   * @return the argument of {@link #notAsked}
   */
  public static @Nullable Object asked(
      String client,
      String method,
      @Nullable String host,
      @Nullable Integer port,
      @Nullable String path,
      CompletionStage<?> request) {
    Object known = HttpExchangeProbe.callOf(HttpClientThread.current().carrier);
    boolean underWay = awaitsResponse(known);
    Object call =
        underWay
            ? known
            : HttpClientProbe.started(client, method, host, port == null ? -1 : port, path);
    if (call instanceof HttpCall) {
      request.whenComplete(new Asked((HttpCall) call, underWay));
    }
    return underWay ? null : call;
  }

  /** The client's method has returned; or it has thrown, and there is no call. */
  public static void notAsked(@Nullable Object asked, @Nullable Throwable thrown) {
    if (thrown != null && asked instanceof HttpCall) {
      HttpClientProbe.withdrawn((HttpCall) asked);
    }
  }

  /** The application sends a request, or a part of it. */
  public static void sent(Object request) {
    Object known = HttpCarrierProbe.attached(request);
    if (known == null) {
      HttpCarrierProbe.attach(request, SENT);
    } else if (known instanceof Ready && ((Ready) known).take()) {
      HttpCarrierProbe.attach(request, ((Ready) known).begin());
    }
  }

  /**
   * Another request follows a request, and the application may have got it elsewhere. If the first
   * still awaits its response, both are one call.
   */
  public static void followed(Object request, Object next) {
    Object call = HttpExchangeProbe.callOf(request);
    Object known = HttpCarrierProbe.attached(next);
    if (awaitsResponse(call) && known instanceof Ready && ((Ready) known).take()) {
      HttpCarrierProbe.attach(next, call);
    }
  }

  private static boolean awaitsResponse(@Nullable Object known) {
    return known instanceof HttpCall
        && !((HttpCall) known).hasEnded()
        && !((HttpCall) known).isAnswered();
  }

  /** The call failed, if its request was sent. */
  public static void failed(Object request, @Nullable Throwable failure) {
    Object known = HttpCarrierProbe.attached(request);
    if (known instanceof Ready) {
      ((Ready) known).take();
    } else {
      HttpExchangeProbe.failed(request, failure);
    }
  }
}
