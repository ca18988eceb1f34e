package dev.tachograph.agent.export;

import dev.tachograph.agent.export.adopt.Adoption;
import dev.tachograph.agent.export.http.HttpOptions;
import dev.tachograph.agent.export.http.MetricsEndpoint;
import dev.tachograph.agent.export.http.Page;
import dev.tachograph.agent.export.http.Served;
import dev.tachograph.agent.export.jmx.JmxMetrics;
import dev.tachograph.agent.export.mount.Mount;
import dev.tachograph.agent.export.mount.MountOptions;
import dev.tachograph.agent.export.processes.ProcessGroup;
import dev.tachograph.agent.export.textfile.TextfileExporter;
import dev.tachograph.agent.export.textfile.TextfileWriter;
import dev.tachograph.agent.export.watch.WatchedProcess;
import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.RegistryFile;
import dev.tachograph.bootstrap.mount.MountProbe;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The exporters that carry the registry out of the process. They run on daemon threads of their
 * own: {@code tachograph-http} if the endpoint is on, {@code tachograph-exporter} if the textfile
 * is on, one for each outlet that sends, and no other before the first request.
 */
public final class Exporters implements AutoCloseable {
  private final @Nullable MetricsEndpoint endpoint;
  private final @Nullable TextfileExporter textfile;
  private final @Nullable AutoCloseable outlets;
  private final ExportFailures exportFailures;

  private Exporters(
      @Nullable MetricsEndpoint endpoint,
      @Nullable TextfileExporter textfile,
      @Nullable AutoCloseable outlets,
      ExportFailures exportFailures) {
    this.endpoint = endpoint;
    this.textfile = textfile;
    this.outlets = outlets;
    this.exportFailures = exportFailures;
  }

  /**
   * Starts the exporters that the options switch on. Call it after premain.
   *
   * @param failures counts families that could not be collected
   * @param families supplies the registry when the first scrape comes or the first file is due
   */
  public static Exporters start(
      ExporterOptions options, CollectFailures failures, Supplier<MetricRegistry> families) {
    ApplicationMain main = new ApplicationMain();
    ExportFailures exportFailures = new ExportFailures();
    ScrapeSource source =
        new ScrapeSource(families, failures, options.jvmMetrics, main, options.labels);
    ProcessGroup processes = options.processes;
    RegistryFile file = options.registryFile;
    if (processes != null && file != null) {
      ProcessSetup.start(processes, file, families, options.jvmMetrics, failures, main);
      source.processes(processes);
      if (!options.watched.isEmpty()) {
        hasNoEffect("process.watch.*");
      }
      if (options.jmxConfig != null) {
        hasNoEffect("jmx.config");
      }
    }
    Supplier<AdoptOptions> adopt = options.adopt;
    AdoptFailures adoptFailures = options.adoptFailures;
    if (adopt != null && adoptFailures != null) {
      Path jmxConfig = options.jmxConfig;
      if (jmxConfig != null) {
        source.beside(
            new Supplier<SecondaryFamilies>() {
              @Override
              public SecondaryFamilies get() {
                return new JmxMetrics(jmxConfig, main, failures, adoptFailures);
              }
            });
      }
      for (Map.Entry<String, String> process : options.watched.entrySet()) {
        source.beside(new WatchedProcess(process.getKey(), process.getValue(), adoptFailures));
      }
      source.beside(
          new Supplier<SecondaryFamilies>() {
            @Override
            public SecondaryFamilies get() {
              return new Adoption(adopt.get(), adoptFailures);
            }
          });
    }
    TextfileExporter textfile = null;
    Path directory = options.textfileDirectory;
    if (directory != null) {
      TextfileWriter writer =
          new TextfileWriter(
              directory,
              options.textfileName,
              options.textfileInterval,
              options.textfileContent,
              source,
              exportFailures);
      source.textfile(writer);
      textfile =
          new TextfileExporter(
              writer, options.textfileInterval, options.jvmEnd, options.beforeLast);
    }
    MetricsEndpoint endpoint = null;
    HttpOptions http = options.http;
    if (http != null) {
      Served served = new Served(source).mainHasBegun(main);
      for (Map.Entry<String, Page> page : options.pages.entrySet()) {
        served.page(page.getKey(), page.getValue());
      }
      if (options.livePages != null) {
        served.live(options.livePages);
      }
      endpoint = new MetricsEndpoint(http, served);
      endpoint.start();
    }
    MountOptions mount = options.mount;
    if (mount != null) {
      MountProbe.install(new Mount(mount, new Served(source).mainHasBegun(main)));
    }
    if (textfile != null) {
      textfile.start();
    }
    AutoCloseable outlets =
        options.push == null && options.graphite == null && options.discovery == null
            ? null
            : OutletSetup.start(options, source, endpoint, exportFailures, main);
    return new Exporters(endpoint, textfile, outlets, exportFailures);
  }

  /** How often each outlet that sends or writes has failed since the start. */
  public Map<String, Long> exportFailures() {
    return exportFailures.counts();
  }

  /** The port of the endpoint; -1 if it is off or not bound yet. */
  public int port() {
    return endpoint == null ? -1 : endpoint.port();
  }

  /** Stops all threads; what writes or sends at an interval does so once more. */
  @Override
  public void close() {
    if (endpoint != null) {
      endpoint.close();
    }
    if (textfile != null) {
      textfile.close();
    }
    if (outlets != null) {
      try {
        outlets.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void hasNoEffect(String key) {
    AgentLog.warn(key + " has no effect with multiproc.*, whose families are sums of processes");
  }
}
