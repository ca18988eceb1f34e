package dev.tachograph.agent.cli;

import dev.tachograph.agent.ConfiguredProcesses;
import dev.tachograph.agent.ExportStarter;
import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.agent.config.keys.AgentKeys;
import dev.tachograph.agent.config.keys.HttpKeys;
import dev.tachograph.agent.export.CollectFailures;
import dev.tachograph.agent.export.ScrapeRegistry;
import dev.tachograph.agent.export.http.MetricsEndpoint;
import dev.tachograph.agent.export.http.Served;
import dev.tachograph.agent.export.processes.ProcessGroup;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/**
 * Serves the sum of the processes that share a directory, and archives the dead, until this process
 * is killed. Everything else of its endpoint is configured as the agent's.
 */
final class SidecarCommand {
  static final String USAGE =
      "sidecar --directory DIRECTORY [--port PORT] [--host HOST] [--config FILE]";

  private static final String PROPERTY = "tachograph.";

  private SidecarCommand() {}

  static int run(String[] args, PrintStream out, PrintStream err) {
    String directory = null;
    String file = null;
    Properties properties = new Properties();
    properties.putAll(System.getProperties());
    for (int i = 1; i < args.length; i += 2) {
      String value = i + 1 < args.length ? args[i + 1] : null;
      if (value == null) {
        return misuse(err);
      }
      switch (args[i]) {
        case "--directory":
          directory = value;
          break;
        case "--config":
          file = value;
          break;
        case "--host":
          properties.setProperty(PROPERTY + HttpKeys.HOST.name(), value);
          break;
        case "--port":
          properties.setProperty(PROPERTY + HttpKeys.PORT.name(), value);
          break;
        default:
          return misuse(err);
      }
    }
    if (directory == null) {
      return misuse(err);
    }
    if (file != null) {
      properties.setProperty(PROPERTY + AgentKeys.CONFIG_FILE.name(), file);
    }
    return run(Path.of(directory), AgentConfig.load(null, System.getenv(), properties), out, err);
  }

  private static int misuse(PrintStream err) {
    err.println("Usage: java -jar tachograph.jar " + USAGE);
    return CommandLine.MISUSED;
  }

  private static int run(Path directory, AgentConfig config, PrintStream out, PrintStream err) {
    for (ConfigProblem problem : config.problems()) {
      err.println(problem.severity() + " " + problem.message());
    }
    for (ConfigProblem problem : config.problems()) {
      if (problem.severity() == ConfigProblem.Severity.ERROR) {
        return CommandLine.FAILED;
      }
    }
    if (!MetricsEndpoint.hasServer()) {
      err.println("This Java lacks the module jdk.httpserver; use a JDK.");
      return CommandLine.FAILED;
    }
    try (ProcessGroup group = ProcessGroup.watch(ConfiguredProcesses.options(config, directory))) {
      if (group == null) {
        err.println("Another sidecar serves " + directory + " already.");
        return CommandLine.FAILED;
      }
      return serve(group, directory, config, out, err);
    } catch (IOException e) {
      err.println("Cannot use " + directory + ": " + e.getMessage());
      return CommandLine.FAILED;
    }
  }

  private static int serve(
      ProcessGroup group, Path directory, AgentConfig config, PrintStream out, PrintStream err) {
    ScrapeRegistry registry = new ScrapeRegistry(new CollectFailures());
    registry.register(group.collector());
    // Many that have died meanwhile are not left to the first scrape.
    group.archiveNow();
    try (MetricsEndpoint endpoint = endpoint(config, new Served(() -> registry))) {
      group.start();
      out.println(
          "Serving the processes of "
              + directory
              + " on "
              + config.get(HttpKeys.HOST)
              + ":"
              + endpoint.port());
      awaitInterrupt();
      return CommandLine.OK;
    } catch (IOException | RuntimeException e) {
      err.println("Cannot listen: " + e.getMessage());
      return CommandLine.FAILED;
    }
  }

  private static MetricsEndpoint endpoint(AgentConfig config, Served served) throws IOException {
    MetricsEndpoint endpoint = new MetricsEndpoint(ExportStarter.httpOptions(config, null), served);
    endpoint.bindNow();
    endpoint.start();
    return endpoint;
  }

  private static void awaitInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
