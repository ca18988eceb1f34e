package dev.tachograph.benchmarks.process;

import java.util.List;

/**
 * An agent, or none.
 *
 * @param name as the report has it
 * @param options what the JVM is started with; empty without an agent
 * @param heavy whether it takes seconds to start, so that fewer rounds must do
 */
public record JavaAgent(String name, List<String> options, boolean heavy) {
  public static final String NO_AGENT = "no agent";

  public static final JavaAgent NONE = new JavaAgent(NO_AGENT, List.of(), false);
}
