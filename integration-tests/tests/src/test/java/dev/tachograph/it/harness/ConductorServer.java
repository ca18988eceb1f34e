package dev.tachograph.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The real server, started once for all tests, with an empty database of its own. Its access log
 * supplies the requests that it received.
 */
public final class ConductorServer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration START = Duration.ofMinutes(5);
  private static @Nullable ConductorServer running;

  private final Path directory;
  private final int port;

  private ConductorServer(Path directory, int port) {
    this.directory = directory;
    this.port = port;
  }

  /** Starts it, or returns the one that runs; skips the test where there is no JDK for it. */
  public static synchronized ConductorServer get() {
    ConductorServer server = running;
    if (server == null) {
      server = start(Jdks.atLeast(21));
      running = server;
    }
    return server;
  }

  private static ConductorServer start(Jdk jdk) {
    Path directory = Paths.newDirectory("conductor-server");
    int port = Ports.free();
    ConductorServer server = new ConductorServer(directory, port);
    RunningProcess process =
        RunningProcess.start(
            directory,
            List.of(
                jdk.java().toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                ClassPaths.jars("server").get(0).toString(),
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--spring.datasource.url=jdbc:sqlite:"
                    + directory.resolve("conductor.db")
                    + "?busy_timeout=15000&journal_mode=WAL&synchronous=OFF",
                "--conductor.integrations.ai.enabled=false",
                "--conductor.grpc-server.enabled=false",
                "--conductor.scheduler.enabled=false",
                "--server.tomcat.basedir=" + directory.resolve("tomcat"),
                "--server.tomcat.accesslog.enabled=true",
                "--server.tomcat.accesslog.buffered=false",
                "--server.tomcat.accesslog.rotate=false",
                "--server.tomcat.accesslog.pattern=%m %U %s %{content-length}i"));
    Runtime.getRuntime().addShutdownHook(new Thread(process::close, "stop conductor server"));
    Await.until(
        () -> "the health of the Conductor server\n" + process,
        START,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("the Conductor server has ended\n" + process);
          }
          return server.isHealthy();
        });
    return server;
  }

  private boolean isHealthy() {
    try {
      return Scrape.get(uri("/health")).statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** What a worker is configured with. */
  public String url() {
    return uri("/api").toString();
  }

  /** A place in the access log, for {@link #requestsSince}. */
  public int mark() {
    return accessLog().size();
  }

  /** What it was asked since then, with empty bodies; complete once the clients are at rest. */
  public List<ApiRequest> requestsSince(int mark) {
    // Requests are logged when they are over, polls that nobody waits for included.
    Await.pause(1000);
    String last = "/health/" + UUID.randomUUID();
    Scrape.get(uri(last));
    Await.until(
        () -> "the access log", () -> accessLog().stream().anyMatch(r -> r.path().equals(last)));
    List<ApiRequest> log = accessLog();
    return log.subList(mark, log.size()).stream()
        .filter(request -> !request.path().startsWith("/health"))
        .toList();
  }

  private List<ApiRequest> accessLog() {
    List<ApiRequest> requests = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory.resolve("tomcat/logs"))) {
      for (Path file : files.sorted().toList()) {
        List<String> lines = List.of(Files.readString(file).split("\n"));
        lines.stream().filter(line -> !line.isBlank()).forEach(line -> requests.add(parse(line)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return requests;
  }

  private static ApiRequest parse(String line) {
    String[] words = line.split(" ", -1);
    String path = words[1].startsWith("/api/") ? words[1].substring(4) : words[1];
    long length = words[3].equals("-") ? 0 : Long.parseLong(words[3]);
    return new ApiRequest(words[0], path, Integer.parseInt(words[2]), length, "");
  }

  /** A workflow with all attempts at its tasks. */
  public JsonNode workflow(String id) {
    HttpResponse<String> response = Scrape.get(uri("/api/workflow/" + id + "?includeTasks=true"));
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
