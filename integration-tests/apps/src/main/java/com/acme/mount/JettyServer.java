package com.acme.mount;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty. Its handlers have different arguments in 9, 11 and 12, so a proxy is the handler. */
final class JettyServer implements WebServer {
  JettyServer() {}

  @Override
  public void start(int port, Site site) throws Exception {
    start(new Server(port), site);
  }

  /** The factory has other types in earlier versions than 10. */
  @Override
  public void startEncrypted(int port, Site site, String keyStore) throws Exception {
    Class<?> type = Class.forName("org.eclipse.jetty.util.ssl.SslContextFactory$Server");
    Object factory = type.getConstructor().newInstance();
    type.getMethod("setKeyStorePath", String.class).invoke(factory, keyStore);
    type.getMethod("setKeyStorePassword", String.class).invoke(factory, PASSWORD);
    Server server = new Server();
    ServerConnector connector =
        ServerConnector.class.getConstructor(Server.class, type).newInstance(server, factory);
    connector.setPort(port);
    server.addConnector(connector);
    start(server, site);
  }

  private static void start(Server server, Site site) throws Exception {
    Handler handler =
        (Handler)
            Proxy.newProxyInstance(
                JettyServer.class.getClassLoader(),
                new Class<?>[] {Handler.class},
                new Answering(site));
    server.setHandler(handler);
    server.start();
  }

  private static final class Answering implements InvocationHandler {
    private final Site site;

    Answering(Site site) {
      this.site = site;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Exception {
      if (method.getName().equals("handle")) {
        if (method.getReturnType() == boolean.class) {
          handle12(arguments[0], arguments[1], arguments[2]);
          return true;
        }
        handle((Request) arguments[1]);
        return null;
      }
      return nothing(proxy, method, arguments);
    }

    private void handle(Request request) throws Exception {
      byte[] text = site.at(request.getRequestURI()).getBytes(StandardCharsets.UTF_8);
      request.setHandled(true);
      request.getResponse().setStatus(text.length == 0 ? 404 : 200);
      request.getResponse().getHttpOutput().write(text, 0, text.length);
    }

    private void handle12(Object request, Object response, Object callback) throws Exception {
      Class<?> types = Class.forName("org.eclipse.jetty.server.Request");
      Object uri = types.getMethod("getHttpURI").invoke(request);
      Class<?> uris = Class.forName("org.eclipse.jetty.http.HttpURI");
      String path = (String) uris.getMethod("getPath").invoke(uri);
      byte[] text = site.at(path).getBytes(StandardCharsets.UTF_8);
      Class<?> responses = Class.forName("org.eclipse.jetty.server.Response");
      responses.getMethod("setStatus", int.class).invoke(response, text.length == 0 ? 404 : 200);
      responses
          .getMethod(
              "write",
              boolean.class,
              ByteBuffer.class,
              Class.forName("org.eclipse.jetty.util.Callback"))
          .invoke(response, true, ByteBuffer.wrap(text), callback);
    }

    private static Object nothing(Object proxy, Method method, Object[] arguments) {
      Class<?> type = method.getReturnType();
      if (type == boolean.class) {
        return method.getName().equals("equals") && proxy == arguments[0];
      }
      if (type == int.class) {
        return 1;
      }
      if (type == String.class) {
        return "handler";
      }
      if (type.isEnum()) {
        return type.getEnumConstants()[0];
      }
      return type == List.class ? Collections.emptyList() : null;
    }
  }
}
