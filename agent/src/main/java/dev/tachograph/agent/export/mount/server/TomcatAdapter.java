package dev.tachograph.agent.export.mount.server;

import dev.tachograph.agent.export.http.MountedAnswer;
import dev.tachograph.agent.export.mount.ServerAdapter;
import dev.tachograph.agent.export.mount.ServerAddress;
import dev.tachograph.agent.export.mount.ServerExchange;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.jspecify.annotations.Nullable;

/** Tomcat: a request, and its response. */
public final class TomcatAdapter implements ServerAdapter {
  public TomcatAdapter() {}

  @Override
  public @Nullable String path(Object first, @Nullable Object second, @Nullable Object third) {
    return ((Request) first).requestURI().toString();
  }

  @Override
  public ServerExchange exchange(Object first, @Nullable Object second, @Nullable Object third) {
    return new Exchange((Request) first, (Response) Objects.requireNonNull(second));
  }

  private static final class Exchange implements ServerExchange {
    private final Request request;
    private final Response response;

    Exchange(Request request, Response response) {
      this.request = request;
      this.response = response;
    }

    @Override
    public String method() {
      return request.method().toString();
    }

    @Override
    public @Nullable String query() {
      return request.queryString().toString();
    }

    @Override
    public @Nullable String header(String name) {
      return request.getHeader(name);
    }

    @Override
    public @Nullable InetSocketAddress remote() {
      request.action(ActionCode.REQ_HOST_ADDR_ATTRIBUTE, request);
      return ServerAddress.of(request.remoteAddr().toString(), 0);
    }

    @Override
    public @Nullable InetSocketAddress local() {
      request.action(ActionCode.REQ_LOCAL_ADDR_ATTRIBUTE, request);
      request.action(ActionCode.REQ_LOCALPORT_ATTRIBUTE, request);
      return ServerAddress.of(request.localAddr().toString(), request.getLocalPort());
    }

    @Override
    public boolean isSecure() {
      return "https".equals(request.scheme().toString());
    }

    @Override
    public boolean mayWait() {
      return true;
    }

    @Override
    public void send(MountedAnswer answer, boolean withBody) throws IOException {
      response.setStatus(answer.status);
      // Its own setter of the type writes it in another way, depending on the version.
      answer.headers.forEach(
          (name, value) -> response.getMimeHeaders().setValue(name).setString(value));
      response.setContentLength(answer.body.length);
      if (withBody && answer.body.length > 0) {
        response.doWrite(ByteBuffer.wrap(answer.body));
      }
      response.action(ActionCode.CLOSE, null);
    }
  }
}
