package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.support.Failures;
import dev.tachograph.bootstrap.support.ProbeErrors;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls by {@code java.net.http.HttpClient}, which makes a future for each, and waits for it where
 * the application does.
 *
 * <p>A call ends by what the application sees: in {@code send} that is what it throws, which the
 * client makes of the future's failure; in {@code sendAsync} the failure itself.
 */
public final class JdkHttpProbe {
  private static final String CLIENT = "jdkhttp";

  /** Ends a call as its future has completed. */
  private static final class End implements BiConsumer<Object, Throwable> {
    private final HttpCall call;

    End(HttpCall call) {
      this.call = call;
    }

    @Override
    public void accept(@Nullable Object ignored, @Nullable Throwable failure) {
      try {
        HttpClientProbe.ended(call, Failures.unwrapped(failure));
      } catch (Throwable t) {
        ProbeErrors.report(t, "JdkHttpProbe");
      }
    }
  }

  private JdkHttpProbe() {}

  /**
   * A thread makes a call and is going to wait for it.
   *
   * @return what {@link #sent} wants
   */
  public static @Nullable Object sending(Object request) {
    HttpClientThread thread = HttpClientThread.current();
    Object before = thread.sending;
    thread.sending = request;
    return before;
  }

  /** The call that a thread has waited for has ended. */
  public static void sent(@Nullable Object before, @Nullable Throwable thrown) {
    HttpClientThread thread = HttpClientThread.current();
    Object sent = thread.sending;
    thread.sending = before;
    HttpClientProbe.ended(sent, thrown);
  }

  /**
   * A call begins; the other methods are told of it if it is not null.
   *
   * @param request as {@link #sending} has been told of it, if the thread is going to wait
   */
  public static @Nullable Object started(Object request, String method, URI uri) {
    Object started = HttpClientProbe.started(CLIENT, method, uri);
    if (started instanceof HttpCall) {
      HttpClientThread thread = HttpClientThread.current();
      if (thread.sending == request) {
        ((HttpCall) started).isOnStack();
        thread.sending = started;
      }
    }
    return started;
  }

  /**
   * The head of a response is there.
   *
   * @param response lives until the body has come
   * @param next the request that the client makes of it, if it does
   */
  public static void responded(
      @Nullable Object started, Object response, int status, @Nullable Object next) {
    if (next == null) {
      HttpClientProbe.responded(started, status);
      if (HttpClientProbe.settings().untilBodyEnds) {
        HttpCarrierProbe.attach(response, started);
      }
    }
  }

  /** The body is there: what the application's handler makes of it. */
  public static void bodyCame(@Nullable Object response) {
    if (HttpClientProbe.settings().untilBodyEnds) {
      HttpClientProbe.ended(HttpCarrierProbe.attached(response), null);
    }
  }

  /**
   * A call has failed for good.
   *
   * @param failed what the application's future is about to be completed with
   */
  public static void failed(@Nullable Object started, CompletionStage<?> failed) {
    if (started instanceof HttpCall && !((HttpCall) started).hasWaitingCaller()) {
      failed.whenComplete(new End((HttpCall) started));
    }
  }

  /** The client is shut down, and the call with it. */
  public static void aborted(@Nullable Object started, Throwable reason) {
    if (started instanceof HttpCall && !((HttpCall) started).hasWaitingCaller()) {
      HttpClientProbe.ended(started, Failures.unwrapped(reason));
    }
  }
}
