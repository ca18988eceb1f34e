package dev.tachograph.agent.export.mount.server;

import dev.tachograph.agent.export.http.MountedAnswer;
import dev.tachograph.agent.export.mount.ServerAdapter;
import dev.tachograph.agent.export.mount.ServerAddress;
import dev.tachograph.agent.export.mount.ServerExchange;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Vert.x: a request. Its response is sent in its context. */
public final class VertxAdapter implements ServerAdapter {
  public VertxAdapter() {}

  @Override
  public @Nullable String path(Object first, @Nullable Object second, @Nullable Object third) {
    return ((HttpServerRequest) first).path();
  }

  @Override
  public ServerExchange exchange(Object first, @Nullable Object second, @Nullable Object third) {
    return new Exchange((HttpServerRequest) first, Vertx.currentContext());
  }

  private static final class Exchange implements ServerExchange {
    private final HttpServerRequest request;
    private final @Nullable Context context;

    Exchange(HttpServerRequest request, @Nullable Context context) {
      this.request = request;
      this.context = context;
    }

    @Override
    public String method() {
      return request.method().toString();
    }

    @Override
    public @Nullable String query() {
      return request.query();
    }

    @Override
    public @Nullable String header(String name) {
      return request.getHeader(name);
    }

    @Override
    public @Nullable InetSocketAddress remote() {
      return address(request.remoteAddress());
    }

    @Override
    public @Nullable InetSocketAddress local() {
      return address(request.localAddress());
    }

    private static @Nullable InetSocketAddress address(@Nullable SocketAddress address) {
      return address == null || address.path() != null
          ? null
          : ServerAddress.of(address.host(), address.port());
    }

    @Override
    public boolean isSecure() {
      return request.isSSL();
    }

    @Override
    public boolean mayWait() {
      return false;
    }

    @Override
    public void send(MountedAnswer answer, boolean withBody) {
      if (context == null) {
        sendHere(answer, withBody);
      } else {
        context.runOnContext(nothing -> sendHere(answer, withBody));
      }
    }

    private void sendHere(MountedAnswer answer, boolean withBody) {
      HttpServerResponse response = request.response();
      if (response.closed()) {
        return;
      }
      response.setStatusCode(answer.status);
      answer.forEachHeader((name, value) -> response.putHeader(name, value));
      if (withBody) {
        response.end(Buffer.buffer(answer.body));
      } else {
        response.end();
      }
    }
  }
}
