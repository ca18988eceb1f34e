package dev.tachograph.agent.export.mount.server;

import dev.tachograph.agent.export.http.MountedAnswer;
import dev.tachograph.agent.export.mount.ServerAdapter;
import dev.tachograph.agent.export.mount.ServerAddress;
import dev.tachograph.agent.export.mount.ServerExchange;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Reactor Netty: a connection, and the state that it comes to. It is request and response too. */
public final class ReactorNettyAdapter implements ServerAdapter {
  private static final String REQUEST_RECEIVED = "[request_received]";

  public ReactorNettyAdapter() {}

  @Override
  public @Nullable String path(Object first, @Nullable Object second, @Nullable Object third) {
    if (second == null || !second.toString().equals(REQUEST_RECEIVED)) {
      return null;
    }
    String uri = ((HttpServerRequest) first).uri();
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }

  @Override
  public ServerExchange exchange(Object first, @Nullable Object second, @Nullable Object third) {
    return new Exchange((ChannelOperations<?, ?>) first);
  }

  private static final class Exchange implements ServerExchange {
    private final ChannelOperations<?, ?> operations;
    private final HttpServerRequest request;

    Exchange(ChannelOperations<?, ?> operations) {
      this.operations = operations;
      this.request = (HttpServerRequest) (Object) operations;
    }

    @Override
    public String method() {
      return request.method().name();
    }

    @Override
    public @Nullable String query() {
      String uri = request.uri();
      int query = uri.indexOf('?');
      return query < 0 ? null : uri.substring(query + 1);
    }

    @Override
    public @Nullable String header(String name) {
      return request.requestHeaders().get(name);
    }

    @Override
    public @Nullable InetSocketAddress remote() {
      return ServerAddress.of(((Connection) operations).channel().remoteAddress());
    }

    @Override
    public @Nullable InetSocketAddress local() {
      return ServerAddress.of(((Connection) operations).channel().localAddress());
    }

    @Override
    public boolean isSecure() {
      return request.scheme().equals("https");
    }

    @Override
    public boolean mayWait() {
      return false;
    }

    @Override
    public void send(MountedAnswer answer, boolean withBody) {
      operations.channel().eventLoop().execute(() -> sendHere(answer, withBody));
    }

    private void sendHere(MountedAnswer answer, boolean withBody) {
      HttpServerResponse response = (HttpServerResponse) (Object) operations;
      response.status(answer.status);
      answer.forEachHeader((name, value) -> response.header(name, value));
      Mono<Void> sent =
          withBody && answer.body.length > 0
              ? response.sendByteArray(Mono.just(answer.body)).then()
              : Mono.empty();
      sent.subscribe(operations.disposeSubscriber());
    }
  }
}
