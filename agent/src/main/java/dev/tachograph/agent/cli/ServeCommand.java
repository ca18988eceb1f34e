package dev.tachograph.agent.cli;

import dev.tachograph.agent.export.http.HttpOptions;
import dev.tachograph.agent.export.http.MetricsEndpoint;
import dev.tachograph.agent.export.http.Page;
import dev.tachograph.agent.export.http.Served;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Serves a file of metrics that another program writes, until this process is killed. */
final class ServeCommand {
  static final String USAGE = "serve --file FILE [--port PORT] [--host HOST]";

  private static final String PATH = "/metrics";
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private ServeCommand() {}

  static int run(String file, String host, String port, PrintStream out, PrintStream err) {
    int number = portNumber(port);
    if (number < 0) {
      err.println("--port " + port + " cannot be used: allowed is a whole number from 0 to 65535");
      return CommandLine.MISUSED;
    }
    if (!MetricsEndpoint.hasServer()) {
      err.println("This Java lacks the module jdk.httpserver; use a JDK.");
      return CommandLine.FAILED;
    }
    // No application needs this JVM's memory.
    long memory = Runtime.getRuntime().maxMemory() / 2;
    try (MetricsEndpoint endpoint = start(Path.of(file), host, number, memory)) {
      out.println("Serving " + file + " on " + url(host, endpoint.port()));
      awaitInterrupt();
      return CommandLine.OK;
    } catch (IOException | RuntimeException e) {
      err.println("Cannot listen on " + host + ":" + port + ": " + e.getMessage());
      return CommandLine.FAILED;
    }
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

  /**
   * Starts to serve.
   *
   * @param port 0 means any free port
   * @param memory the number of bytes that all answers in flight may take together
   */
  static MetricsEndpoint start(Path file, String host, int port, long memory) throws IOException {
    Served served = new Served(PrometheusRegistry::new).page(PATH, new FilePage(file));
    HttpOptions options = new HttpOptions(host, port, 1).answerMemory(memory);
    MetricsEndpoint endpoint = new MetricsEndpoint(options, served);
    endpoint.bindNow();
    endpoint.start();
    return endpoint;
  }

  /**
   * The endpoint reads the whole file before it sends the first byte, so that a rewrite cannot mix
   * two states. It reads it piece by piece into the memory for answers, which has a bound.
   */
  private static final class FilePage implements Page {
    private final Path file;

    FilePage(Path file) {
      this.file = file;
    }

    @Override
    public String contentType() {
      return CONTENT_TYPE;
    }

    @Override
    public byte[] content() throws IOException {
      try (InputStream in = open("")) {
        return in.readAllBytes();
      }
    }

    @Override
    public InputStream open(String query) throws IOException {
      if (!Files.isRegularFile(file)) {
        throw new FileNotFoundException(file.toString());
      }
      return Files.newInputStream(file);
    }
  }
}
