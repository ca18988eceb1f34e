package dev.tachograph.benchmarks.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs processes in turn, so that a busy minute of the machine meets all of them alike. */
public final class Interleaved {
  private static final int ROUNDS_OF_HEAVY = 3;

  private Interleaved() {}

  /**
   * The costs of a command with each agent, round by round; heavy agents take part in the first
   * three only.
   */
  public static Map<String, List<ProcessCost>> run(
      JavaCommand command, List<JavaAgent> agents, int rounds)
      throws IOException, InterruptedException {
    Map<String, List<ProcessCost>> costs = new LinkedHashMap<>();
    agents.forEach(agent -> costs.put(agent.name(), new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (JavaAgent agent : agents) {
        if (round < ROUNDS_OF_HEAVY || !agent.heavy()) {
          costs
              .computeIfAbsent(agent.name(), name -> new ArrayList<>())
              .add(TimedProcess.run(command.with(agent.options())));
        }
      }
    }
    return costs;
  }
}
