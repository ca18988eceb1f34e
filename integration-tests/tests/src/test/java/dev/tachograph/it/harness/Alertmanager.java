package dev.tachograph.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real Alertmanager that sends no notifications. */
public final class Alertmanager implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningProcess process;
  private final int port;

  private Alertmanager(RunningProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  public static Alertmanager start() {
    Path directory = Paths.newDirectory("alertmanager");
    int port = Ports.free();
    try {
      Files.writeString(
          directory.resolve("alertmanager.yml"),
          "route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RunningProcess process =
        RunningProcess.start(
            directory,
            List.of(
                RealParts.program("prometheus-alertmanager").toString(),
                "--config.file=alertmanager.yml",
                "--storage.path=data",
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=",
                "--log.level=warn"));
    Alertmanager alertmanager = new Alertmanager(process, port);
    Await.until(() -> "Alertmanager\n" + process, alertmanager::isReady);
    return alertmanager;
  }

  private boolean isReady() {
    return Scrape.isAnswered(uri("/-/ready"));
  }

  String authority() {
    return "127.0.0.1:" + port;
  }

  private URI uri(String path) {
    return URI.create("http://" + authority() + path);
  }

  /** The alerts that it has received and that have not ended, with their labels and annotations. */
  public List<JsonNode> alerts() {
    try {
      List<JsonNode> alerts = new ArrayList<>();
      JSON.readTree(Scrape.get(uri("/api/v2/alerts")).body()).forEach(alerts::add);
      return alerts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
