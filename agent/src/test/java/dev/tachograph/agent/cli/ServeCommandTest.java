package dev.tachograph.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.export.http.MetricsEndpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
  private final Path file;
  private final MetricsEndpoint server;

  ServeCommandTest(@TempDir Path directory) throws IOException {
    file = directory.resolve("worker.prom");
    server = ServeCommand.start(file, "127.0.0.1", 0, 1 << 20);
  }

  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> request(String method, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build();
    return client.send(request, BodyHandlers.ofString());
  }

  @Test
  void notFoundBeforeTheFileExistsAndFoundAfter() throws Exception {
    assertThat(request("GET", "/metrics").statusCode()).isEqualTo(404);
    Files.writeString(file, "a_total 1\n");
    HttpResponse<String> response = request("GET", "/metrics");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("a_total 1\n");
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/plain; version=0.0.4");
    Files.writeString(file, "a_total 2\n");
    assertThat(request("GET", "/metrics").body()).isEqualTo("a_total 2\n");
    Files.delete(file);
    assertThat(request("GET", "/metrics").statusCode()).isEqualTo(404);
  }

  @Test
  void anEmptyFileIsServed() throws Exception {
    Files.createFile(file);
    HttpResponse<String> response = request("GET", "/metrics");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void aFileThatNoMemoryHolds_isNotReadAsAWhole() throws Exception {
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(1L << 32);
    }
    assertThat(request("GET", "/metrics").statusCode()).isEqualTo(503);
    Files.writeString(file, "a_total 1\n");
    assertThat(request("GET", "/metrics").body()).isEqualTo("a_total 1\n");
  }

  @Test
  void nothingElseIsServed() throws Exception {
    Files.writeString(file, "a_total 1\n");
    assertThat(request("GET", "/").statusCode()).isEqualTo(404);
    assertThat(request("GET", "/metricsx").statusCode()).isEqualTo(404);
    assertThat(request("GET", "/metrics/../worker.prom").statusCode()).isEqualTo(404);
    assertThat(request("POST", "/metrics").statusCode()).isEqualTo(405);
  }

  @Test
  void headHasNoBody() throws Exception {
    Files.writeString(file, "a_total 1\n");
    HttpResponse<String> response = request("HEAD", "/metrics");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValue("Content-Length")).hasValue("10");
  }

  @Test
  void aDirectoryIsNotServed() throws Exception {
    Files.createDirectory(file);
    assertThat(request("GET", "/metrics").statusCode()).isEqualTo(404);
  }

  @Test
  void aTakenPortIsExplained() throws Exception {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int exitCode =
          ServeCommand.run(
              file.toString(),
              "127.0.0.1",
              String.valueOf(taken.getLocalPort()),
              new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
              new PrintStream(err, true, StandardCharsets.UTF_8));
      assertThat(exitCode).isEqualTo(1);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .contains("Cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void runServesUntilItIsInterrupted() throws Exception {
    Files.writeString(file, "a_total 1\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int[] exitCode = {-1};
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Thread command =
        new Thread(
            () ->
                exitCode[0] = ServeCommand.run(file.toString(), "127.0.0.1", "0", stream, stream));
    command.start();
    String printed = "";
    while (!printed.contains("/metrics") && command.isAlive()) {
      Thread.onSpinWait();
      printed = out.toString(StandardCharsets.UTF_8);
    }
    URI uri = URI.create(printed.substring(printed.indexOf("http://")).trim());
    assertThat(client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body())
        .isEqualTo("a_total 1\n");
    command.interrupt();
    command.join();
    assertThat(exitCode[0]).isZero();
  }
}
