package com.acme.osgi;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * Starts whatever OSGi framework is on the class path, and in it a bundle, which calls a server,
 * hands tasks to a pool and does jobs. Prints what the bundle has counted and waits for a line on
 * the standard input.
 */
public final class OsgiApp {
  private OsgiApp() {}

  /**
   * @param args the bundle, and a directory for the framework's storage
   */
  public static void main(String[] args) throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server = server(requests);
    Map<String, String> configuration = new HashMap<>();
    configuration.put("org.osgi.framework.storage", args[1]);
    configuration.put("org.osgi.framework.storage.clean", "onFirstInit");
    configuration.put("acme.server", "http://127.0.0.1:" + server.getAddress().getPort());
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class).iterator().next().newFramework(configuration);
    framework.start();
    Bundle bundle = framework.getBundleContext().installBundle("file:" + args[0]);
    bundle.start();
    System.out.println("> requests " + requests);
    System.out.println("> waiting");
    System.in.read();
    framework.stop();
    framework.waitForStop(0);
    server.stop(0);
  }

  private static HttpServer server(AtomicInteger requests) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          byte[] body = exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
    return server;
  }
}
