package dev.tachograph.benchmarks.experiment;

import dev.tachograph.benchmarks.process.JavaAgent;
import dev.tachograph.benchmarks.process.JavaAgents;
import dev.tachograph.benchmarks.process.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where and how much is measured.
 *
 * @param scale how long
 * @param jdks on which
 * @param agents the jars
 * @param classPath of the programs in this module
 * @param workerClassPath the same with a Conductor client; empty if there is none
 * @param scratch directory for files
 */
public record Setting(
    Scale scale,
    List<Jdk> jdks,
    JavaAgents agents,
    String classPath,
    String workerClassPath,
    Path scratch) {
  /** None, this project's with these options, and as many of the others as there is time for. */
  List<JavaAgent> agentsToCompare(String tachographOptions) throws IOException {
    return scale == Scale.QUICK ? agents.few(tachographOptions) : agents.all(tachographOptions);
  }
}
