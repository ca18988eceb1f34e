package dev.tachograph.it.harness;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A real node_exporter that only reads the textfiles of one directory. */
public final class NodeExporter implements AutoCloseable {
  private final RunningProcess process;
  private final URI endpoint;

  private NodeExporter(RunningProcess process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  public static NodeExporter reading(Path textfiles) {
    int port = Ports.free();
    RunningProcess process =
        RunningProcess.start(
            Paths.newDirectory("node-exporter"),
            List.of(
                RealParts.program("prometheus-node-exporter").toString(),
                "--web.listen-address=127.0.0.1:" + port,
                "--collector.disable-defaults",
                "--collector.textfile",
                "--collector.textfile.directory=" + textfiles));
    NodeExporter exporter =
        new NodeExporter(process, URI.create("http://127.0.0.1:" + port + "/metrics"));
    Await.until(() -> "node_exporter\n" + process, exporter::isReady);
    return exporter;
  }

  private boolean isReady() {
    try {
      return Scrape.get(endpoint).statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  public Scrape scrape() {
    return Scrape.of(endpoint);
  }

  /** What it has logged: its complaints about files are only there. */
  public String log() {
    return process.output();
  }

  @Override
  public void close() {
    process.close();
  }
}
