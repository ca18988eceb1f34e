package dev.tachograph.agent.export.mount.server;

import dev.tachograph.agent.export.http.MountedAnswer;
import dev.tachograph.agent.export.mount.ServerAdapter;
import dev.tachograph.agent.export.mount.ServerAddress;
import dev.tachograph.agent.export.mount.ServerExchange;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Undertow: an exchange, and the handler that is about to get it. For a request that the agent
 * takes, another handler gets it, which is Undertow's own way to leave an exchange to another
 * thread.
 */
public final class UndertowAdapter implements ServerAdapter {
  public UndertowAdapter() {}

  @Override
  public @Nullable String path(Object first, @Nullable Object second, @Nullable Object third) {
    return second instanceof Dispatch ? null : ((HttpServerExchange) first).getRequestURI();
  }

  @Override
  public ServerExchange exchange(Object first, @Nullable Object second, @Nullable Object third) {
    return new Exchange((HttpServerExchange) first);
  }

  /** Leaves an exchange to the agent. */
  private static final class Dispatch implements HttpHandler {
    private final Executor executor;
    private final Runnable work;

    Dispatch(Executor executor, Runnable work) {
      this.executor = executor;
      this.work = work;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
      exchange.dispatch(executor, work);
    }
  }

  private static final class Exchange implements ServerExchange {
    private final HttpServerExchange exchange;

    Exchange(HttpServerExchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public String method() {
      return exchange.getRequestMethod().toString();
    }

    @Override
    public @Nullable String query() {
      String query = exchange.getQueryString();
      return query == null || query.isEmpty() ? null : query;
    }

    @Override
    public @Nullable String header(String name) {
      return exchange.getRequestHeaders().getFirst(name);
    }

    @Override
    public @Nullable InetSocketAddress remote() {
      return ServerAddress.of(exchange.getConnection().getPeerAddress());
    }

    @Override
    public @Nullable InetSocketAddress local() {
      return ServerAddress.of(exchange.getConnection().getLocalAddress());
    }

    @Override
    public boolean isSecure() {
      return exchange.getConnection().getSslSessionInfo() != null;
    }

    @Override
    public boolean mayWait() {
      return false;
    }

    @Override
    public void begin(Executor executor, Runnable work) {
      Connectors.executeRootHandler(new Dispatch(executor, work), exchange);
    }

    @Override
    public void send(MountedAnswer answer, boolean withBody) {
      exchange.setStatusCode(answer.status);
      answer.forEachHeader(
          (name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
      if (withBody && answer.body.length > 0) {
        exchange.getResponseSender().send(ByteBuffer.wrap(answer.body));
      } else {
        exchange.endExchange();
      }
    }
  }
}
