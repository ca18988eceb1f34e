package dev.tachograph.agent.cli;

import dev.tachograph.agent.cli.scrape.ScrapeCommand;
import dev.tachograph.agent.cli.top.TopCommand;
import dev.tachograph.agent.config.AgentVersion;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.KeyGroups;
import java.io.File;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.function.Function;

/** The commands of {@code java -jar tachograph.jar}. */
public final class CommandLine implements Function<Object[], Integer> {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int MISUSED = 2;

  /**
   * Runs one command on the streams of this JVM.
   *
   * @param arguments the arguments of the command line as a String[], and the agent's jar as a File
   */
  @Override
  public Integer apply(Object[] arguments) {
    return run((String[]) arguments[0], (File) arguments[1], System.out, System.err);
  }

  /**
   * Runs one command.
   *
   * @param agentJar the jar that {@code attach} loads into the other JVM
   * @return the exit code: 0 = done, 1 = it failed or the checked file has a problem, 2 = no such
   *     command or option
   */
  public static int run(String[] args, File agentJar, PrintStream out, PrintStream err) {
    String command = args.length == 0 ? "" : args[0];
    switch (command) {
      case "--help":
      case "-h":
        printHelp(out);
        return OK;
      case "--version":
        out.println("tachograph " + AgentVersion.get());
        return OK;
      case "check":
        return args.length == 2 ? CheckCommand.run(args[1], out) : misuse("check FILE", err);
      case "attach":
        if (args.length != 2 && args.length != 3) {
          return misuse("attach PID [OPTIONS]", err);
        }
        return AttachCommand.run(args[1], args.length == 3 ? args[2] : "", agentJar, out, err);
      case "prepare":
        return args.length > 2 && args[1].equals("--")
            ? PrepareCommand.run(Arrays.asList(args).subList(2, args.length), agentJar, out, err)
            : misuse(PrepareCommand.USAGE, err);
      case "scrape":
        return scrape(args, out, err);
      case "serve":
        return serve(args, out, err);
      case "top":
        return TopCommand.run(args, out, err);
      case "sidecar":
        return SidecarCommand.run(args, out, err);
      default:
        err.println(command.isEmpty() ? "No command is given." : "Unknown command: " + command);
        printUsage(err);
        return MISUSED;
    }
  }

  private static int scrape(String[] args, PrintStream out, PrintStream err) {
    boolean hasFormat = args.length == 4 && args[2].equals("--format");
    String format = hasFormat ? args[3] : "text";
    return (args.length == 2 || hasFormat) && ScrapeCommand.isFormat(format)
        ? ScrapeCommand.run(args[1], format, out, err)
        : misuse(ScrapeCommand.USAGE, err);
  }

  private static int serve(String[] args, PrintStream out, PrintStream err) {
    String file = null;
    String host = "127.0.0.1";
    String port = "9779";
    for (int i = 1; i < args.length; i += 2) {
      String value = i + 1 < args.length ? args[i + 1] : null;
      if (value == null) {
        return misuse(ServeCommand.USAGE, err);
      }
      switch (args[i]) {
        case "--file":
          file = value;
          break;
        case "--host":
          host = value;
          break;
        case "--port":
          port = value;
          break;
        default:
          return misuse(ServeCommand.USAGE, err);
      }
    }
    return file == null
        ? misuse(ServeCommand.USAGE, err)
        : ServeCommand.run(file, host, port, out, err);
  }

  private static int misuse(String usage, PrintStream err) {
    err.println("Usage: java -jar tachograph.jar " + usage);
    return MISUSED;
  }

  private static void printUsage(PrintStream to) {
    to.println("Usage:");
    to.println("  java -javaagent:tachograph.jar[=OPTIONS] ...   measure an application");
    to.println("  java -jar tachograph.jar --help                this text and every key");
    to.println("  java -jar tachograph.jar --version             the version");
    to.println(
        "  java -jar tachograph.jar check FILE            what is wrong in a file, and what");
    to.println(
        "                                                 it sets; exit code 1 if anything is");
    to.println("  java -jar tachograph.jar attach PID [OPTIONS]  measure an application that runs");
    to.println("  java -jar tachograph.jar " + ServeCommand.USAGE);
    to.println("                                                 serve a file of metrics that");
    to.println("                                                 something else writes");
    to.println("  java -jar tachograph.jar " + TopCommand.USAGE);
    to.println("                                                 show what a worker does, by task");
    to.println("  java -jar tachograph.jar " + ScrapeCommand.USAGE);
    to.println("                                                 print what an endpoint or a file");
    to.println("                                                 holds; exit code 1 if Prometheus");
    to.println("                                                 would refuse it");
    to.println("  java -jar tachograph.jar " + SidecarCommand.USAGE);
    to.println("                                                 serve the sum of the processes");
    to.println("                                                 with this multiproc.directory");
    to.println("  java -jar tachograph.jar " + PrepareCommand.USAGE);
    to.println(
        "                                                 run a program once, so that later");
    to.println("                                                 starts have nothing to weave");
    to.println("OPTIONS is the path of a properties file, or key=value,key=value.");
  }

  private static void printHelp(PrintStream out) {
    out.println(
        "Tachograph " + AgentVersion.get() + " reports what an unchanged Java worker does.");
    out.println();
    printUsage(out);
    out.println();
    out.println("A key is set, in order of precedence, by");
    out.println("  an agent argument         http.port=9780");
    out.println("  a system property         -Dtachograph.http.port=9780");
    out.println("  an environment variable   TACHOGRAPH_HTTP_PORT=9780");
    out.println("  a line of the file        http.port=9780");
    out.println("METRICS_ENABLED (or ENABLE_METRICS), METRICS_HOST, METRICS_PORT and");
    out.println(
        "WORKER_CANONICAL_METRICS=true are understood as well. Every key has a default; none needs to be set.");
    for (KeyGroup group : KeyGroups.all()) {
      for (Key<?> key : group.keys()) {
        out.println();
        out.println(key.name());
        out.println("    " + group.help(key).replace("`", ""));
        out.println("    allowed: " + key.allowed());
        out.println("    default: " + key.defaultInWords());
      }
    }
  }
}
