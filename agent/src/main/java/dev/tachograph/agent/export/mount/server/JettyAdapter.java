package dev.tachograph.agent.export.mount.server;

import dev.tachograph.agent.export.http.MountedAnswer;
import dev.tachograph.agent.export.mount.ServerAdapter;
import dev.tachograph.agent.export.mount.ServerExchange;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** Jetty before 12: the channel of a request. */
public final class JettyAdapter implements ServerAdapter {
  public JettyAdapter() {}

  @Override
  public @Nullable String path(Object first, @Nullable Object second, @Nullable Object third) {
    return ((HttpChannel) first).getRequest().getRequestURI();
  }

  @Override
  public ServerExchange exchange(Object first, @Nullable Object second, @Nullable Object third) {
    return new Exchange((HttpChannel) first);
  }

  private static final class Exchange implements ServerExchange {
    private final HttpChannel channel;
    private final Request request;

    Exchange(HttpChannel channel) {
      this.channel = channel;
      this.request = channel.getRequest();
    }

    @Override
    public String method() {
      return request.getMethod();
    }

    @Override
    public @Nullable String query() {
      return request.getQueryString();
    }

    @Override
    public @Nullable String header(String name) {
      return request.getHeader(name);
    }

    @Override
    public @Nullable InetSocketAddress remote() {
      return channel.getEndPoint().getRemoteAddress();
    }

    @Override
    public @Nullable InetSocketAddress local() {
      return channel.getEndPoint().getLocalAddress();
    }

    @Override
    public boolean isSecure() {
      return request.isSecure();
    }

    @Override
    public boolean mayWait() {
      return true;
    }

    @Override
    public void send(MountedAnswer answer, boolean withBody) throws IOException {
      request.setHandled(true);
      Response response = channel.getResponse();
      response.setStatus(answer.status);
      answer.forEachHeader((name, value) -> response.setHeader(name, value));
      // For HEAD, Jetty leaves it out itself. If it were missing, 9.4 would end the connection.
      response.getHttpOutput().write(answer.body, 0, answer.body.length);
      response.closeOutput();
    }
  }
}
