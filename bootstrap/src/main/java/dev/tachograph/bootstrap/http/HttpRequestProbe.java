package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.support.ProbeErrors;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls of clients that are asked for a request first, and hand it out when there is a connection
 * to send it on; the request stands for the call from then on.
 *
 * <p>A call is under way while a connection is made, and from the moment that its request is sent:
 * the time in between is the application's, and not counted. A request that is never sent is no
 * call, but one that is not handed out has failed.
 */
public final class HttpRequestProbe {
  /** Stands for a request that was sent before it was known what it stands for. */
  private static final Object SENT = new Object();

  /** A request that was handed out and not sent yet. */
  private static final class Ready {
    private final HttpCall call;
    private final long waited;
    private final AtomicBoolean taken = new AtomicBoolean();

    Ready(HttpCall call) {
      this.call = call;
      this.waited = System.nanoTime() - call.start;
      call.target.ended();
    }

    /** Nobody else will send it, or find that it has failed. */
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
   * A call begins, or goes on, if this thread has {@link HttpExchangeProbe#entered} one that awaits
   * its response.
   *
   * @param request completes with what will stand for the call
   */
  public static void asked(
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
  }

  /** A request is sent, or a part of it. */
  public static void sent(Object request) {
    Object known = HttpCarrierProbe.attached(request);
    if (known == null) {
      HttpCarrierProbe.attach(request, SENT);
    } else if (known instanceof Ready && ((Ready) known).take()) {
      HttpCarrierProbe.attach(request, ((Ready) known).begin());
    }
  }

  /**
   * A request is followed by another one, which the application may have asked for elsewhere: both
   * are one call, if the first still awaits its response.
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

  /** The call has failed, if its request was sent. */
  public static void failed(Object request, @Nullable Throwable failure) {
    Object known = HttpCarrierProbe.attached(request);
    if (known instanceof Ready) {
      ((Ready) known).take();
    } else {
      HttpExchangeProbe.failed(request, failure);
    }
  }
}
