package dev.tachograph.agent;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.AgentVersion;
import dev.tachograph.agent.config.HttpAccess;
import dev.tachograph.agent.export.ExporterOptions;
import dev.tachograph.agent.export.Exporters;
import dev.tachograph.agent.export.SelfMetrics;
import dev.tachograph.agent.export.http.AuthFiles;
import dev.tachograph.agent.export.http.HttpOptions;
import dev.tachograph.agent.export.http.TlsFiles;
import dev.tachograph.agent.instrument.Instrumenter;
import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.agent.thread.AgentThread;
import dev.tachograph.bootstrap.probe.ProbeErrors;
import java.lang.instrument.Instrumentation;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts the exporters on a thread of its own, which the application's main need not wait for. What
 * the agent says about itself is not put together before somebody asks.
 */
final class ExportStarter implements Runnable, Supplier<SelfMetrics.Builder> {
  private final AgentConfig config;
  private final int configProblems;
  private final Measurements measurements;
  private final Instrumenter instrumenter;
  private final Instrumentation instrumentation;

  ExportStarter(
      AgentConfig config,
      int configProblems,
      Measurements measurements,
      Instrumenter instrumenter,
      Instrumentation instrumentation) {
    this.config = config;
    this.configProblems = configProblems;
    this.measurements = measurements;
    this.instrumenter = instrumenter;
    this.instrumentation = instrumentation;
  }

  void start() {
    AgentThread.start("starter", this);
  }

  @Override
  public void run() {
    try {
      ExporterOptions options = new ExporterOptions();
      if (config.httpEnabled()) {
        options.http(httpOptions());
      }
      Path directory = directory(config.textfileDirectory());
      if (directory != null) {
        options.textfile(directory, config.textfileFileName(), config.textfileInterval());
        options.jvmEnd(new LastStage(instrumentation));
      }
      if (config.jvmMetricsEnabled()) {
        options.jvmMetrics();
      }
      Exporters.start(options, this);
    } catch (Throwable t) {
      AgentLog.error("metrics are not exported: " + t);
    }
  }

  @Override
  public SelfMetrics.Builder get() {
    return SelfMetrics.builder(AgentVersion.get(), measurements.registry())
        .instrumentedClasses(instrumenter::wovenClasses)
        .ruleMatches(instrumenter::ruleMatches)
        .probeErrors(ProbeErrors::counts)
        .configProblems(() -> configProblems);
  }

  private HttpOptions httpOptions() {
    HttpAccess access = config.httpAccess();
    HttpOptions options =
        new HttpOptions(config.httpHost(), config.httpPort(), config.httpPortRange())
            .allowedHosts(access.allowedHosts());
    if (access.answerMemory() > 0) {
      options.answerMemory(access.answerMemory());
    }
    if (access.hasTls()) {
      options.unlogged(SecurityLog.of(instrumentation));
      options.tls(
          new TlsFiles(
              access.certificate(),
              access.key(),
              access.keystore(),
              access.tlsPasswordFile(),
              access.clientCa()));
    }
    if (access.hasAuthentication()) {
      options.auth(
          new AuthFiles(access.basicUser(), access.basicPasswordFile(), access.bearerFile()));
    }
    return options;
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
