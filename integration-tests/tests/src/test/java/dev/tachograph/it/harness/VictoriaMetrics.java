package dev.tachograph.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real VictoriaMetrics, which takes remote writes, and Graphite's lines. */
public final class VictoriaMetrics implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningProcess process;
  private final int port;
  private final int graphitePort;

  private VictoriaMetrics(RunningProcess process, int port, int graphitePort) {
    this.process = process;
    this.port = port;
    this.graphitePort = graphitePort;
  }

  public static VictoriaMetrics start() {
    return start(Ports.free());
  }

  /** Starts one that takes Graphite's lines on that port. */
  public static VictoriaMetrics start(int graphite) {
    Path directory = Paths.newDirectory("victoria-metrics");
    int port = Ports.free();
    RunningProcess process =
        RunningProcess.start(
            directory,
            List.of(
                RealParts.program("victoria-metrics").toString(),
                "-storageDataPath=" + directory.resolve("data"),
                "-httpListenAddr=127.0.0.1:" + port,
                "-graphiteListenAddr=127.0.0.1:" + graphite,
                "-search.latencyOffset=0s",
                "-retentionPeriod=1",
                "-loggerLevel=WARN"));
    VictoriaMetrics started = new VictoriaMetrics(process, port, graphite);
    Await.until(() -> "VictoriaMetrics\n" + process, started::isReady);
    return started;
  }

  private boolean isReady() {
    try {
      return Scrape.get(uri("/health")).statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public int graphitePort() {
    return graphitePort;
  }

  /** Where a Prometheus is to write to. */
  public URI remoteWrite() {
    return uri("/api/v1/write");
  }

  /** The values that an instant query returns, one for each series. */
  public List<Double> query(String expression) {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    List<Double> values = new ArrayList<>();
    try {
      JsonNode answer = JSON.readTree(Scrape.get(uri("/api/v1/query?query=" + query)).body());
      for (JsonNode series : answer.path("data").path("result")) {
        values.add(Double.valueOf(series.get("value").get(1).asText()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return values;
  }

  @Override
  public void close() {
    process.kill();
  }

  @Override
  public String toString() {
    return process.toString();
  }
}
