package dev.tachograph.agent.cli;

import dev.tachograph.agent.Measurements;
import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigProblem;
import java.io.PrintStream;
import java.util.List;

/** Shows the problems of a properties file and the resulting configuration. */
final class CheckCommand {
  private CheckCommand() {}

  static int run(String file, PrintStream out) {
    AgentConfig config = AgentConfig.loadFile(file);
    List<ConfigProblem> problems = new Measurements(config).problems();
    for (ConfigProblem problem : problems) {
      out.println(problem.severity() + " " + problem.message());
    }
    for (Assignment assignment : config.assignments()) {
      out.println(
          assignment.key() + " = " + assignment.value() + "  (" + assignment.source() + ")");
    }
    out.println(problems.isEmpty() ? "no problems" : "problems: " + problems.size());
    return problems.isEmpty() ? CommandLine.OK : CommandLine.FAILED;
  }
}
