package dev.tachograph.agent.export;

import dev.tachograph.agent.export.http.HttpOptions;
import dev.tachograph.agent.export.http.MetricsEndpoint;
import dev.tachograph.agent.export.http.Served;
import dev.tachograph.agent.export.textfile.TextfileExporter;
import dev.tachograph.agent.export.textfile.TextfileWriter;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that carries the registry out of the process, on daemon threads of its own: {@code
 * tachograph-http} if the endpoint is on, {@code tachograph-exporter} if something is due at
 * intervals, and no other while nobody asks.
 */
public final class Exporters implements AutoCloseable {
  private final @Nullable MetricsEndpoint endpoint;
  private final @Nullable TextfileExporter textfile;

  private Exporters(@Nullable MetricsEndpoint endpoint, @Nullable TextfileExporter textfile) {
    this.endpoint = endpoint;
    this.textfile = textfile;
  }

  /**
   * Starts what the options switch on. To be called after premain.
   *
   * @param failures counts what could not be collected
   * @param families what is exported; asked for when the first scrape comes or the first file is
   *     due
   */
  public static Exporters start(
      ExporterOptions options, CollectFailures failures, Supplier<MetricRegistry> families) {
    ApplicationMain main = new ApplicationMain();
    ScrapeSource source = new ScrapeSource(families, failures, options.jvmMetrics, main);
    TextfileExporter textfile = null;
    Path directory = options.textfileDirectory;
    if (directory != null) {
      TextfileWriter writer =
          new TextfileWriter(directory, options.textfileName, options.textfileInterval, source);
      source.textfile(writer);
      textfile = new TextfileExporter(writer, options.textfileInterval, options.jvmEnd);
    }
    MetricsEndpoint endpoint = null;
    HttpOptions http = options.http;
    if (http != null) {
      endpoint = new MetricsEndpoint(http, new Served(source).mainHasBegun(main));
      endpoint.start();
    }
    if (textfile != null) {
      textfile.start();
    }
    return new Exporters(endpoint, textfile);
  }

  /** The port of the endpoint; -1 if it is off or has none yet. */
  public int port() {
    return endpoint == null ? -1 : endpoint.port();
  }

  /** Stops all threads; the textfile is written once more. */
  @Override
  public void close() {
    if (endpoint != null) {
      endpoint.close();
    }
    if (textfile != null) {
      textfile.close();
    }
  }
}
