package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.method.CallEnd;
import dev.tachograph.bootstrap.method.FlowEnds;
import dev.tachograph.bootstrap.method.Getter;
import dev.tachograph.bootstrap.method.LaterEnds;
import dev.tachograph.bootstrap.method.Subscriptions;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls of a client whose inside passes a publisher or a flow of one response, through redirects.
 * The application does not get that one: the client makes its own of it. So the probe adds steps,
 * by the library's operators.
 *
 * <p>A call ends with the response as that passes, whether the head or all of it, with a failure,
 * or when nobody wants it any more. A failure that has a response, since its status is one of an
 * error, is a response.
 */
public final class HttpFlowProbe {
  /** Stands for the call that a request continues, after a redirect. */
  private static final Object CONTINUED = new Object();

  private static final Getter CODE = new Getter("code");
  private static final Getter RESPONSE = new Getter("response");

  /** One call. */
  private static final class Exchange extends CallEnd {
    private final HttpCall call;

    Exchange(HttpCall call) {
      this.call = call;
    }

    @Override
    protected boolean isFirstEnough() {
      return true;
    }

    @Override
    protected void ended(@Nullable Object result, @Nullable Throwable failure) {
      Throwable left = failure;
      try {
        Object response = failure == null ? result : responseOf(failure);
        Object code = response == null ? null : CODE.of(response);
        if (code instanceof Integer) {
          HttpClientProbe.responded(call, (Integer) code);
          left = null;
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      } finally {
        if (left == null) {
          HttpClientProbe.completed(call);
        } else {
          HttpClientProbe.ended(call, left);
        }
      }
    }

    @Override
    protected void withdrawn() {
      HttpClientProbe.withdrawn(call);
    }

    private static @Nullable Object responseOf(Throwable failure)
        throws ReflectiveOperationException {
      return failure.getClass().getName().endsWith(".HttpClientResponseException")
          ? RESPONSE.of(failure)
          : null;
    }
  }

  /** The subscriptions to a publisher of a response. */
  private static final class Exchanges extends Subscriptions {
    private final String client;
    private final String method;
    private final URI uri;
    private final Optional<?> template;

    Exchanges(String client, String method, URI uri, Optional<?> template) {
      this.client = client;
      this.method = method;
      this.uri = uri;
      this.template = template;
    }

    @Override
    protected @Nullable CallEnd begin() {
      return started(client, method, uri, template);
    }
  }

  private HttpFlowProbe() {}

  /** A request was made that follows a redirect, and so continues a call. */
  public static void redirected(@Nullable Object request) {
    HttpCarrierProbe.attach(request, CONTINUED);
  }

  /**
   * The client has made a publisher of a response. Each subscription to it is a call.
   *
   * @param template the template of the path, if it is known
   * @return what the client must go on with
   */
  public static @Nullable Object subscribed(
      @Nullable Object publisher,
      Object request,
      String client,
      String method,
      URI uri,
      Optional<?> template) {
    if (isNone(request, uri)) {
      return publisher;
    }
    Object measured =
        LaterEnds.subscribed(publisher, null, new Exchanges(client, method, uri, template));
    return measured == null ? publisher : measured;
  }

  /**
   * A call begins whose flow will be given to {@link #flowing}.
   *
   * @return the argument of that; null if there is no call
   */
  public static @Nullable Object started(
      Object request, String client, String method, URI uri, Optional<?> template) {
    return isNone(request, uri) ? null : started(client, method, uri, template);
  }

  /**
   * The client has made the flow of a response, or failed to.
   *
   * @return what the client must go on with
   */
  public static @Nullable Object flowing(
      @Nullable Object started, @Nullable Object flow, @Nullable Throwable thrown) {
    if (!(started instanceof Exchange)) {
      return flow;
    }
    Exchange exchange = (Exchange) started;
    if (flow == null) {
      exchange.accept(null, thrown);
      return null;
    }
    return FlowEnds.ending(flow, exchange);
  }

  /** Whether a request continues a call, or goes nowhere. */
  private static boolean isNone(Object request, URI uri) {
    return uri.getRawAuthority() == null || HttpCarrierProbe.attached(request) == CONTINUED;
  }

  private static @Nullable Exchange started(
      String client, String method, URI uri, Optional<?> template) {
    Object call = HttpClientProbe.started(client, method, uri);
    if (!(call instanceof HttpCall)) {
      return null;
    }
    Object known = template.orElse(null);
    if (known instanceof String) {
      HttpTemplateProbe.template(call, HttpTemplateProbe.usable((String) known));
    }
    return new Exchange((HttpCall) call);
  }
}
