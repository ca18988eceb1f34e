package dev.tachograph.agent.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Serves a file of metrics that something else writes, until it is killed. */
final class ServeCommand {
  static final String USAGE = "serve --file FILE [--port PORT] [--host HOST]";

  private static final String PATH = "/metrics";
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /** Scrapers are few; more threads would only help those who open connections and say nothing. */
  private static final int THREADS = 4;

  private final Path file;

  private ServeCommand(Path file) {
    this.file = file;
  }

  static int run(String file, String host, String port, PrintStream out, PrintStream err) {
    int number = portNumber(port);
    if (number < 0) {
      err.println("--port " + port + " cannot be used: allowed is a whole number from 0 to 65535");
      return CommandLine.MISUSED;
    }
    // This JVM does nothing else, so its properties are ours: let nobody keep a thread for ever.
    System.setProperty("sun.net.httpserver.maxReqTime", "30");
    System.setProperty("sun.net.httpserver.maxRspTime", "30");
    HttpServer server;
    try {
      server = start(Path.of(file), host, number);
    } catch (IOException | RuntimeException e) {
      err.println("Cannot listen on " + host + ":" + port + ": " + e.getMessage());
      return CommandLine.FAILED;
    } catch (NoClassDefFoundError e) {
      err.println("This Java lacks the module jdk.httpserver; use a JDK.");
      return CommandLine.FAILED;
    }
    out.println("Serving " + file + " on " + url(host, server.getAddress().getPort()));
    awaitInterrupt();
    server.stop(0);
    return CommandLine.OK;
  }

  private static int portNumber(String text) {
    try {
      int port = Integer.parseInt(text);
      return port <= 65535 ? port : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static String url(String host, int port) {
    return "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port + PATH;
  }

  private static void awaitInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts to serve; port 0 = any free one. */
  static HttpServer start(Path file, String host, int port) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
    server.createContext("/", new ServeCommand(file)::handle);
    server.setExecutor(
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "tachograph-serve");
              thread.setDaemon(true);
              return thread;
            }));
    server.start();
    return server;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      String method = exchange.getRequestMethod();
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        answer(exchange, 404, "Nothing is here; the metrics are at " + PATH + "\n");
      } else if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        answer(exchange, 405, "Only GET and HEAD are answered\n");
      } else if (!Files.isRegularFile(file)) {
        answer(exchange, 404, "The file with the metrics does not exist (yet)\n");
      } else {
        answerFile(exchange);
      }
    } finally {
      exchange.close();
    }
  }

  private void answerFile(HttpExchange exchange) throws IOException {
    byte[] content;
    try {
      // Read as a whole before the first byte is sent, so that a rewrite cannot mix two states.
      content = Files.readAllBytes(file);
    } catch (IOException e) {
      answer(exchange, 500, "The file with the metrics cannot be read\n");
      return;
    }
    answer(exchange, 200, CONTENT_TYPE, content);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    answer(exchange, status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] content)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
    }
    // -1 = no body; 0 would mean one of unknown length.
    exchange.sendResponseHeaders(status, head || content.length == 0 ? -1 : content.length);
    if (!head && content.length > 0) {
      try (OutputStream body = exchange.getResponseBody()) {
        body.write(content);
      }
    }
  }
}
