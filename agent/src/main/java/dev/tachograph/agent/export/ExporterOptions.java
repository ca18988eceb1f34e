package dev.tachograph.agent.export;

import dev.tachograph.agent.export.discovery.DiscoveryOptions;
import dev.tachograph.agent.export.graphite.GraphiteOptions;
import dev.tachograph.agent.export.http.HttpOptions;
import dev.tachograph.agent.export.http.Page;
import dev.tachograph.agent.export.http.UnloggedWork;
import dev.tachograph.agent.export.mount.MountOptions;
import dev.tachograph.agent.export.processes.ProcessGroup;
import dev.tachograph.agent.export.push.PushOptions;
import dev.tachograph.agent.export.textfile.TextfileContent;
import dev.tachograph.agent.thread.JvmEnd;
import dev.tachograph.bootstrap.metrics.RegistryFile;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Selects and configures the exporters. All are off by default. Not thread-safe. */
public final class ExporterOptions {
  @Nullable HttpOptions http;
  @Nullable MountOptions mount;
  final Map<String, Page> pages = new HashMap<>();
  @Nullable Function<Supplier<PrometheusRegistry>, Function<String, @Nullable Page>> livePages;
  @Nullable Path textfileDirectory;
  String textfileName = "";
  Duration textfileInterval = Duration.ofSeconds(10);
  @Nullable PushOptions push;
  @Nullable UnloggedWork unlogged;
  @Nullable GraphiteOptions graphite;
  @Nullable DiscoveryOptions discovery;
  Map<String, String> labels = new HashMap<>();
  Map<String, String> watched = new HashMap<>();
  @Nullable TextfileContent textfileContent;
  @Nullable JvmEnd jvmEnd;
  @Nullable Runnable beforeLast;
  boolean jvmMetrics;
  @Nullable Path jmxConfig;
  @Nullable ProcessGroup processes;
  @Nullable RegistryFile registryFile;
  @Nullable Supplier<AdoptOptions> adopt;
  @Nullable AdoptFailures adoptFailures;

  /** Switches the endpoint on. */
  public ExporterOptions http(HttpOptions options) {
    this.http = options;
    return this;
  }

  /** Serves the endpoint on the application's own web servers. */
  public ExporterOptions mount(MountOptions options) {
    this.mount = options;
    return this;
  }

  /** Settles numbers before they are written or sent for the last time. */
  public ExporterOptions beforeLast(Runnable settling) {
    this.beforeLast = settling;
    return this;
  }

  /** Adds a page to the endpoint. */
  public ExporterOptions page(String path, Page page) {
    this.pages.put(path, page);
    return this;
  }

  /** Adds the pages for people to the endpoint; they are made when somebody looks. */
  public ExporterOptions livePages(
      Function<Supplier<PrometheusRegistry>, Function<String, @Nullable Page>> maker) {
    this.livePages = maker;
    return this;
  }

  /** Switches the textfile on. */
  public ExporterOptions textfile(Path directory, String fileName, Duration interval) {
    this.textfileDirectory = directory;
    this.textfileName = fileName;
    this.textfileInterval = interval;
    return this;
  }

  /**
   * Switches pushing on.
   *
   * @param unlogged runs what uses TLS; null if nothing does
   */
  public ExporterOptions push(PushOptions options, @Nullable UnloggedWork unlogged) {
    this.push = options;
    this.unlogged = unlogged;
    return this;
  }

  /**
   * Exposes the sum of several processes.
   *
   * @param registryFile the file of this one
   */
  public ExporterOptions processes(ProcessGroup group, RegistryFile registryFile) {
    this.processes = group;
    this.registryFile = registryFile;
    return this;
  }

  /** Switches sending to Graphite on. */
  public ExporterOptions graphite(GraphiteOptions options) {
    this.graphite = options;
    return this;
  }

  /** Switches on a file by which Prometheus finds the endpoint. */
  public ExporterOptions discovery(DiscoveryOptions options) {
    this.discovery = options;
    return this;
  }

  /** Adds labels to all series of all outlets. */
  public ExporterOptions labels(Map<String, String> constants) {
    this.labels = constants;
    return this;
  }

  /** Chooses what the textfile holds. */
  public ExporterOptions textfileContent(TextfileContent content) {
    this.textfileContent = content;
    return this;
  }

  /** Makes the exporters write and send for the last time after the application's hooks. */
  public ExporterOptions jvmEnd(JvmEnd end) {
    this.jvmEnd = end;
    return this;
  }

  /** Adds the families of other processes, whose ids are in these files, by their names. */
  public ExporterOptions watched(Map<String, String> pidFiles) {
    this.watched = pidFiles;
    return this;
  }

  /** Adds the families that this file of jmx_exporter's makes of MBeans. */
  public ExporterOptions jmx(Path config) {
    this.jmxConfig = config;
    return this;
  }

  /**
   * Serves the application's own registries too.
   *
   * @param options called at the first scrape or file
   */
  public ExporterOptions adopt(Supplier<AdoptOptions> options, AdoptFailures failures) {
    this.adopt = options;
    this.adoptFailures = failures;
    return this;
  }

  /** Adds the families {@code jvm_*} and {@code process_*}. */
  public ExporterOptions jvmMetrics() {
    this.jvmMetrics = true;
    return this;
  }
}
