package dev.tachograph.agent.export.mount.server;

import dev.tachograph.agent.export.http.MountedAnswer;
import dev.tachograph.agent.export.mount.ServerAdapter;
import dev.tachograph.agent.export.mount.ServerAddress;
import dev.tachograph.agent.export.mount.ServerExchange;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Jetty 12: a request, its response, and the callback for their end. It calls by reflection,
 * because these classes have the names of others in Jetty 9, and no code can be compiled with both.
 */
public final class Jetty12Adapter implements ServerAdapter {
  private static final String SERVER = "org.eclipse.jetty.server.";
  private static final String HTTP = "org.eclipse.jetty.http.";

  private final Class<?> callback = type("org.eclipse.jetty.util.Callback");
  private final Method uri = method(SERVER + "Request", "getHttpURI");
  private final Method path = method(HTTP + "HttpURI", "getPath");
  private final Method query = method(HTTP + "HttpURI", "getQuery");
  private final Method method = method(SERVER + "Request", "getMethod");
  private final Method headers = method(SERVER + "Request", "getHeaders");
  private final Method header = method(HTTP + "HttpFields", "get", String.class);
  private final Method connection = method(SERVER + "Request", "getConnectionMetaData");
  private final Method remote = method(SERVER + "ConnectionMetaData", "getRemoteSocketAddress");
  private final Method local = method(SERVER + "ConnectionMetaData", "getLocalSocketAddress");
  private final Method secure = method(SERVER + "ConnectionMetaData", "isSecure");
  private final Method status = method(SERVER + "Response", "setStatus", int.class);
  private final Method responseHeaders = method(SERVER + "Response", "getHeaders");
  private final Method put = method(HTTP + "HttpFields$Mutable", "put", String.class, String.class);
  private final Method write =
      method(SERVER + "Response", "write", boolean.class, ByteBuffer.class, callback);

  public Jetty12Adapter() {}

  private static Class<?> type(String name) {
    try {
      return Class.forName(name, false, Jetty12Adapter.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Method method(String type, String name, Class<?>... arguments) {
    try {
      return type(type).getMethod(name, arguments);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object call(Method method, Object target, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public @Nullable String path(Object first, @Nullable Object second, @Nullable Object third) {
    return (String) call(path, call(uri, first));
  }

  @Override
  public ServerExchange exchange(Object first, @Nullable Object second, @Nullable Object third) {
    if (second == null || third == null) {
      throw new IllegalArgumentException();
    }
    return new Exchange(first, second, third);
  }

  private final class Exchange implements ServerExchange {
    private final Object request;
    private final Object response;
    private final Object done;

    Exchange(Object request, Object response, Object done) {
      this.request = request;
      this.response = response;
      this.done = done;
    }

    @Override
    public String method() {
      return (String) call(method, request);
    }

    @Override
    public @Nullable String query() {
      return (String) call(query, call(uri, request));
    }

    @Override
    public @Nullable String header(String name) {
      return (String) call(header, call(headers, request), name);
    }

    @Override
    public @Nullable InetSocketAddress remote() {
      return ServerAddress.of(call(remote, call(connection, request)));
    }

    @Override
    public @Nullable InetSocketAddress local() {
      return ServerAddress.of(call(local, call(connection, request)));
    }

    @Override
    public boolean isSecure() {
      return (Boolean) call(secure, call(connection, request));
    }

    @Override
    public boolean mayWait() {
      return false;
    }

    @Override
    public void send(MountedAnswer answer, boolean withBody) {
      call(status, response, answer.status);
      Object fields = call(responseHeaders, response);
      answer.forEachHeader((name, value) -> call(put, fields, name, value));
      ByteBuffer content = ByteBuffer.wrap(withBody ? answer.body : new byte[0]);
      call(write, response, true, content, done);
    }
  }
}
