package com.example.load;

import com.sun.net.httpserver.HttpServer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Twenty tasks on an executor, and twenty HTTP calls to a server in the same process. */
public final class SmallApp {
  private static final int TASKS = 20;
  private static final int CALLS = 20;

  private SmallApp() {}

  public static void main(String[] args) throws Exception {
    // The JDK's server waits 40 ms between header and body otherwise.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.out.println(runTasks() + " characters, " + callServer() + " bytes");
    System.exit(0);
  }

  private static int runTasks() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<String>> results = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      int number = i;
      results.add(pool.submit(() -> "task " + number));
    }
    int length = 0;
    for (Future<String> result : results) {
      length += result.get().length();
    }
    pool.shutdown();
    return length;
  }

  private static int callServer() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    byte[] answer = "hello".getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, answer.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(answer);
          }
        });
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/items/1");
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    int bytes = 0;
    for (int i = 0; i < CALLS; i++) {
      bytes += client.send(request, HttpResponse.BodyHandlers.ofString()).body().length();
    }
    server.stop(0);
    return bytes;
  }
}
