package dev.tachograph.benchmarks.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs processes in turn, so that a busy minute of the machine meets all of them alike. */
public final class Interleaved {
  private Interleaved() {}

  /** The costs of each command, round by round. */
  public static Map<String, List<ProcessCost>> run(Map<String, JavaCommand> commands, int rounds)
      throws IOException, InterruptedException {
    Map<String, List<ProcessCost>> costs = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, JavaCommand> command : commands.entrySet()) {
        costs
            .computeIfAbsent(command.getKey(), name -> new ArrayList<>())
            .add(TimedProcess.run(command.getValue()));
      }
    }
    return costs;
  }
}
