package dev.tachograph.agent;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.AgentVersion;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.agent.config.keys.AdoptKeys;
import dev.tachograph.agent.config.keys.HttpKeys;
import dev.tachograph.agent.config.keys.JmxKeys;
import dev.tachograph.agent.config.keys.MetricsKeys;
import dev.tachograph.agent.config.keys.PageKeys;
import dev.tachograph.agent.config.keys.TextfileKeys;
import dev.tachograph.agent.export.AdoptFailures;
import dev.tachograph.agent.export.AdoptOptions;
import dev.tachograph.agent.export.CollectFailures;
import dev.tachograph.agent.export.ExporterOptions;
import dev.tachograph.agent.export.Exporters;
import dev.tachograph.agent.export.http.AuthFiles;
import dev.tachograph.agent.export.http.HttpOptions;
import dev.tachograph.agent.export.http.Page;
import dev.tachograph.agent.export.http.TlsFiles;
import dev.tachograph.agent.export.mount.MountOptions;
import dev.tachograph.agent.export.page.LivePages;
import dev.tachograph.agent.export.processes.ProcessGroup;
import dev.tachograph.agent.instrument.Instrumenter;
import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.agent.status.AgentStatus;
import dev.tachograph.agent.thread.AgentThread;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.RegistryFile;
import dev.tachograph.bootstrap.operation.StatusProbe;
import dev.tachograph.bootstrap.support.ProbeErrors;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts the exporters on its own thread, so that the application's main need not wait for them. It
 * registers the agent's own metrics only when the first scrape or file needs them.
 */
public final class ExportStarter
    implements Runnable,
        Supplier<MetricRegistry>,
        Callable<Map<String, Object>>,
        Page,
        Function<Supplier<PrometheusRegistry>, Function<String, @Nullable Page>> {
  private final AgentConfig config;
  private final List<ConfigProblem> problems;
  private final Measurements measurements;
  private final Instrumenter instrumenter;
  private final Instrumentation instrumentation;
  private final CollectFailures failures = new CollectFailures();
  private final AdoptFailures adoptFailures = new AdoptFailures();

  /** Null unless several processes are added up. */
  private @Nullable ProcessGroup processes;

  private @Nullable RegistryFile file;

  /** Null before they have been started. */
  private volatile @Nullable Exporters exporters;

  ExportStarter(
      AgentConfig config,
      List<ConfigProblem> problems,
      Measurements measurements,
      Instrumenter instrumenter,
      Instrumentation instrumentation) {
    this.config = config;
    this.problems = problems;
    this.measurements = measurements;
    this.instrumenter = instrumenter;
    this.instrumentation = instrumentation;
  }

  /**
   * Has all exporters show the sum of these processes.
   *
   * @param registryFile the file of this one
   */
  ExportStarter processes(@Nullable ProcessGroup group, @Nullable RegistryFile registryFile) {
    processes = group;
    file = registryFile;
    return this;
  }

  void start() {
    StatusProbe.ask(this);
    Thread starter = AgentThread.start("starter", this);
    if (mentionsAnyOf("textfile", "push", "graphite")) {
      awaitAtEnd(starter);
    }
  }

  /** A short program may be over before the starter has run, above all on a single processor. */
  private static void awaitAtEnd(Thread starter) {
    try {
      Runtime.getRuntime()
          .addShutdownHook(AgentThread.create("starter-exit", new AwaitedThread(starter)));
    } catch (IllegalStateException e) {
      // The JVM is ending already.
    }
  }

  /** Waits for a thread, which then sends or writes for the last time. */
  private static final class AwaitedThread implements Runnable {
    private static final long MOST_MILLIS = 10_000;

    private final Thread thread;

    AwaitedThread(Thread thread) {
      this.thread = thread;
    }

    @Override
    public void run() {
      try {
        thread.join(MOST_MILLIS);
      } catch (InterruptedException e) {
        // Nobody who knows this thread interrupts it.
      }
    }
  }

  @Override
  public void run() {
    try {
      ExporterOptions options = new ExporterOptions();
      if (config.get(HttpKeys.ENABLED)) {
        options.http(httpOptions()).page("/status.json", this).livePages(this);
      }
      String mount = config.mentions("http") ? config.find(HttpKeys.MOUNT) : null;
      MountOptions mounted =
          mount == null ? null : ConfiguredOutlets.mount(mount, config, instrumentation);
      if (mounted != null) {
        options.mount(mounted);
      }
      Path directory = directory(config.find(TextfileKeys.DIRECTORY));
      if (directory != null) {
        options.textfile(
            directory, config.get(TextfileKeys.FILE_NAME), config.get(TextfileKeys.INTERVAL));
        options.jvmEnd(new LastStage(instrumentation));
        options.beforeLast(new LastLook());
      }
      if (config.get(MetricsKeys.JVM)) {
        options.jvmMetrics();
      }
      Path jmxConfig = config.mentions("jmx") ? jmxConfig(config.find(JmxKeys.CONFIG)) : null;
      if (jmxConfig != null) {
        options.jmx(jmxConfig);
      }
      if (processes != null && file != null) {
        options.processes(processes, file);
      }
      options.adopt(
          new Supplier<AdoptOptions>() {
            @Override
            public AdoptOptions get() {
              return new AdoptOptions(
                  library -> config.get(AdoptKeys.ENABLED, library), config.get(AdoptKeys.TIMEOUT));
            }
          },
          adoptFailures);
      if (mentionsAnyOf("push", "graphite", "discovery", "labels", "textfile", "process")) {
        new ConfiguredOutlets(config, instrumentation).addTo(options);
      }
      exporters = Exporters.start(options, failures, this);
    } catch (Throwable t) {
      AgentLog.error("metrics are not exported: " + t);
    }
  }

  /** The registry, with the agent's own metrics registered. */
  @Override
  public MetricRegistry get() {
    MetricRegistry registry = measurements.registry();
    new SelfMetrics(registry)
        .version(AgentVersion.get())
        .instrumentedClasses(instrumenter::wovenClasses)
        .ruleMatches(instrumenter::ruleMatches)
        .probeErrors(ProbeErrors::counts, failures::count)
        .adopted(adoptFailures::counts)
        .exportFailures(this::exportFailures)
        .port(this::port)
        .configProblems(problems.size());
    return registry;
  }

  /** Whether a key of one of these groups is set. Loads no group of keys. */
  private boolean mentionsAnyOf(String... roots) {
    for (String root : roots) {
      if (config.mentions(root)) {
        return true;
      }
    }
    return false;
  }

  private int port() {
    Exporters started = exporters;
    return started == null ? -1 : started.port();
  }

  private Map<String, Long> exportFailures() {
    Exporters started = exporters;
    return started == null ? Map.of() : started.exportFailures();
  }

  private AgentStatus status() {
    Exporters started = exporters;
    return new AgentStatus()
        .port(started == null ? -1 : started.port())
        .families(get().families())
        .version(AgentVersion.get())
        .wovenClasses(instrumenter.wovenClasses())
        .ruleMatches(instrumenter.ruleMatches())
        .problems(problems);
  }

  /** The status, for the application. */
  @Override
  public Map<String, Object> call() {
    return status().asMap();
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  /** The status, for the endpoint. */
  @Override
  public byte[] content() {
    return status().asJson();
  }

  /** The pages for people. Called when somebody asks for one of them. */
  @Override
  public Function<String, @Nullable Page> apply(Supplier<PrometheusRegistry> registry) {
    return config.get(PageKeys.ENABLED)
        ? new LivePages(
            registry,
            processes == null ? this : null,
            this::aboutAgent,
            config.get(PageKeys.HISTORY))
        : path -> null;
  }

  /** What the page shows of the agent beside its metrics. */
  private byte[] aboutAgent() {
    return status().settings(config.assignments()).log(AgentLog.recent(), problems).asJson();
  }

  private HttpOptions httpOptions() {
    return httpOptions(config, instrumentation);
  }

  /**
   * What the configuration says of the endpoint.
   *
   * @param instrumentation null where no application could be disturbed
   */
  public static HttpOptions httpOptions(
      AgentConfig config, @Nullable Instrumentation instrumentation) {
    HttpOptions options =
        new HttpOptions(
                config.get(HttpKeys.HOST),
                config.get(HttpKeys.PORT),
                config.get(HttpKeys.PORT_RANGE))
            .allowedHosts(new HashSet<>(config.get(HttpKeys.ALLOWED_HOSTS)));
    Long answerMemory = config.find(HttpKeys.ANSWER_MEMORY);
    if (answerMemory != null) {
      options.answerMemory(answerMemory);
    }
    String certificate = config.find(HttpKeys.TLS_CERTIFICATE);
    String keystore = config.find(HttpKeys.TLS_KEYSTORE);
    if (certificate != null || keystore != null) {
      if (instrumentation != null) {
        options.unlogged(SecurityLog.of(instrumentation));
      }
      options.tls(
          new TlsFiles(
              certificate,
              config.find(HttpKeys.TLS_KEY),
              keystore,
              config.find(HttpKeys.TLS_PASSWORD_FILE),
              config.find(HttpKeys.TLS_CLIENT_CA)));
    }
    String user = config.find(HttpKeys.AUTH_BASIC_USER);
    String bearerFile = config.find(HttpKeys.AUTH_BEARER_FILE);
    if (user != null || bearerFile != null) {
      options.auth(new AuthFiles(user, config.find(HttpKeys.AUTH_BASIC_PASSWORD_FILE), bearerFile));
    }
    return options;
  }

  /** What is in the file is read after the application's main has begun. */
  private static @Nullable Path jmxConfig(@Nullable String file) {
    try {
      Path path = file == null ? null : Path.of(file);
      if (path != null && !Files.isReadable(path)) {
        AgentLog.error("there are no metrics of MBeans: cannot read jmx.config = " + path);
        return null;
      }
      return path;
    } catch (InvalidPathException e) {
      AgentLog.error("there are no metrics of MBeans: " + e.getMessage());
      return null;
    }
  }

  private static @Nullable Path directory(@Nullable String directory) {
    try {
      return directory == null ? null : Path.of(directory);
    } catch (InvalidPathException e) {
      AgentLog.error("there is no textfile: " + e.getMessage());
      return null;
    }
  }
}
