package dev.tachograph.agent.cli;

import dev.tachograph.agent.weave.cache.CachePlaces;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * Runs a program once with the agent, and keeps the classes that it weaves beside the agent's jar.
 * Meant for the build of an image. Its containers then start without weaving, even if they cannot
 * write a file.
 */
final class PrepareCommand {
  static final String USAGE = "prepare -- COMMAND [ARGUMENT...]";

  private PrepareCommand() {}

  /**
   * Runs the command to its end. The agent serves nothing and writes only woven classes.
   *
   * @return the command's exit code, or 1 if it could not be run or nothing was kept
   */
  static int run(List<String> command, File agentJar, PrintStream out, PrintStream err) {
    File file = CachePlaces.besideJar(agentJar);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    Map<String, String> environment = builder.environment();
    String others = environment.get("JAVA_TOOL_OPTIONS");
    String options =
        "-javaagent:"
            + agentJar.getAbsolutePath()
            + "=http.enabled=false,weaving.cache-write=exit,weaving.cache="
            + file.getAbsolutePath();
    environment.put("JAVA_TOOL_OPTIONS", others == null ? options : others + ' ' + options);
    try {
      int exitCode = builder.start().waitFor();
      if (!file.isFile()) {
        err.println("Nothing was woven: is " + command.get(0) + " a Java program, and did it end?");
        return exitCode == CommandLine.OK ? CommandLine.FAILED : exitCode;
      }
      out.println("Woven classes are in " + file + "; keep that file beside the agent's jar.");
      return exitCode;
    } catch (IOException e) {
      err.println("Cannot run " + command.get(0) + ": " + e.getMessage());
      return CommandLine.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CommandLine.FAILED;
    }
  }
}
