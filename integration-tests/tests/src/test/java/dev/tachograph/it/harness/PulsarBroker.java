package dev.tachograph.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real Pulsar broker with its own storage, from the project's distribution. */
public final class PulsarBroker implements AutoCloseable {
  private static final String DISTRIBUTION =
      "org.apache.pulsar:pulsar-server-distribution:tar.gz:bin:4.0.4";

  private final RunningProcess process;
  private final int port;
  private final int adminPort;

  private PulsarBroker(RunningProcess process, int port, int adminPort) {
    this.process = process;
    this.port = port;
    this.adminPort = adminPort;
  }

  /** Starts one, and waits until it has its default namespace. */
  public static PulsarBroker start() {
    Path home = unpacked();
    int port = Ports.free();
    int adminPort = Ports.free();
    try {
      String settings =
          Files.readString(home.resolve("conf/standalone.conf"))
                  .replace("brokerServicePort=6650", "brokerServicePort=" + port)
                  .replace("webServicePort=8080", "webServicePort=" + adminPort)
              + "\nacknowledgmentAtBatchIndexLevelEnabled=true\n";
      Files.writeString(home.resolve("it.conf"), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    PulsarBroker broker =
        new PulsarBroker(
            RunningProcess.start(
                home,
                List.of(
                    Jdks.atLeast(17).java().toString(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                    "-Dio.netty.tryReflectionSetAccessible=true",
                    "-cp",
                    "lib/*",
                    "org.apache.pulsar.PulsarStandaloneStarter",
                    "--config",
                    "it.conf",
                    "--no-functions-worker",
                    "--no-stream-storage",
                    "--bookkeeper-port",
                    String.valueOf(Ports.free()),
                    "--advertised-address",
                    "127.0.0.1")),
            port,
            adminPort);
    Await.until(() -> "Pulsar\n" + broker.process, broker::isReady);
    return broker;
  }

  /** The JDK reads no such archives. */
  private static Path unpacked() {
    Path directory = Paths.newDirectory("pulsar");
    String archive = Artifacts.jar(DISTRIBUTION).toString();
    RunningProcess tar =
        RunningProcess.start(
            directory,
            List.of("tar", "-xzf", archive, "--strip-components=1", "--exclude=*/examples"));
    Await.until(() -> "the end of " + tar, () -> !tar.isAlive());
    return directory;
  }

  private boolean isReady() {
    try {
      HttpRequest.Builder namespaces = request("namespaces/public");
      return answer(namespaces.build()).body().contains("public/default");
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** Where clients find it: host and port. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /**
   * Has the broker make something.
   *
   * @param path below {@code /admin/v2/}
   * @param body JSON
   */
  public void make(String path, String body) {
    HttpResponse<String> answer =
        answer(
            request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build());
    if (answer.statusCode() / 100 != 2) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + adminPort + "/admin/v2/" + path));
  }

  private static HttpResponse<String> answer(HttpRequest request) {
    try {
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.kill();
  }
}
