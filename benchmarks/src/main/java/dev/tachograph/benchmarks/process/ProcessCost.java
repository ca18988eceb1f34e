package dev.tachograph.benchmarks.process;

import java.util.List;

/**
 * What a process has used up from its start to its end.
 *
 * @param cpuMillis CPU time in user and system together
 * @param wallMillis time
 * @param peakMegabytes most resident memory; NaN where the system does not tell
 * @param output lines that the program printed
 */
public record ProcessCost(
    double cpuMillis, double wallMillis, double peakMegabytes, List<String> output) {
  /** The values of lines {@code result NAME VALUE}. */
  public double[] results(String name) {
    String prefix = "result " + name + " ";
    return output.stream()
        .filter(line -> line.startsWith(prefix))
        .mapToDouble(line -> Double.parseDouble(line.substring(prefix.length())))
        .toArray();
  }
}
