package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.support.Failures;
import dev.tachograph.bootstrap.support.ProbeErrors;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls of {@code java.net.http.HttpClient}, which makes a future for each call. In {@code send} it
 * waits for the future on the caller's thread.
 *
 * <p>A call ends with the outcome that the application sees. For {@code send} this is the exception
 * that it throws, which the client makes from the future's failure. For {@code sendAsync} it is the
 * failure itself.
 */
public final class JdkHttpProbe {
  private static final String CLIENT = "jdkhttp";

  /** Ends a call when its future completes. */
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
   * A thread makes a call and will wait for it.
   *
   * @return the argument of {@link #sent}
   */
  public static @Nullable Object sending(Object request) {
    HttpClientThread thread = HttpClientThread.current();
    Object before = thread.sending;
    thread.sending = request;
    return before;
  }

  /** The call that a thread waited for has ended. */
  public static void sent(@Nullable Object before, @Nullable Throwable thrown) {
    HttpClientThread thread = HttpClientThread.current();
    Object sent = thread.sending;
    thread.sending = before;
    HttpClientProbe.ended(sent, thrown);
  }

  /**
   * A call begins. Returns the argument of the other methods, null if the call is not measured.
   *
   * @param request the one that {@link #sending} reported, if the thread will wait
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
   * @param next the request with which the client answers it, if it does
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

  /** The body is there, as the application's handler returned it. */
  public static void bodyCame(@Nullable Object response) {
    if (HttpClientProbe.settings().untilBodyEnds) {
      HttpClientProbe.ended(HttpCarrierProbe.attached(response), null);
    }
  }

  /**
   * A call has failed for good.
   *
   * @param failed completes with the failure that the application's future will have
   */
  public static void failed(@Nullable Object started, CompletionStage<?> failed) {
    if (started instanceof HttpCall && !((HttpCall) started).hasWaitingCaller()) {
      failed.whenComplete(new End((HttpCall) started));
    }
  }

  /** The client is shut down, and its calls with it. */
  public static void aborted(@Nullable Object started, Throwable reason) {
    if (started instanceof HttpCall && !((HttpCall) started).hasWaitingCaller()) {
      HttpClientProbe.ended(started, Failures.unwrapped(reason));
    }
  }
}
