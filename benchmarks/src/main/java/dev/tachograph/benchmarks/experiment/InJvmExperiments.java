package dev.tachograph.benchmarks.experiment;

import dev.tachograph.benchmarks.measure.Measurement;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.process.JavaAgent;
import dev.tachograph.benchmarks.process.JavaAgents;
import dev.tachograph.benchmarks.process.JavaCommand;
import dev.tachograph.benchmarks.process.Jdk;
import dev.tachograph.benchmarks.process.TimedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs experiments within one JVM in a JVM of their own, once on each JDK. */
public final class InJvmExperiments implements ProcessExperiment {
  private static final List<String> OPTIONS =
      List.of(
          "-Xms2g", "-Xmx2g", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off");

  /** The settings of the agent, by the experiment that needs it. */
  private static final Map<String, String> WOVEN =
      Map.of(
          AdviceExperiment.NAME,
          JavaAgents.ANY_PORT + ",workers.methods=com.example.load.EmptyMethods#woven",
          OperationExperiment.NAME,
          JavaAgents.ANY_PORT + OperationExperiment.RULES);

  private final List<String> names;

  public InJvmExperiments(String... names) {
    this.names = List.of(names);
  }

  @Override
  public void run(Setting setting, Results results) throws IOException, InterruptedException {
    Files.createDirectories(setting.scratch());
    for (Jdk jdk : setting.jdks()) {
      for (String name : names) {
        String woven = WOVEN.get(name);
        if (woven == null) {
          results.addAll(measure(setting, jdk, name, List.of()));
          continue;
        }
        results.addAll(measure(setting, jdk, name, setting.agents().tachograph(woven).options()));
        JavaAgent spans = setting.agents().openTelemetry();
        if (spans != null && name.equals(OperationExperiment.NAME)) {
          results.addAll(measure(setting, jdk, SpanExperiment.NAME, spans.options()));
        }
        JavaAgent other = setting.agents().otherVersion(woven);
        // The other version may know no operations.
        if (other != null && name.equals(AdviceExperiment.NAME)) {
          for (Measurement found : measure(setting, jdk, name, other.options()).all()) {
            results.add(found.of(found.candidate() + " (" + other.name() + ")"));
          }
        }
      }
    }
  }

  private static Results measure(Setting setting, Jdk jdk, String name, List<String> agent)
      throws IOException, InterruptedException {
    Path file = setting.scratch().resolve(name + "-" + jdk.feature() + ".tsv");
    JavaCommand command =
        new JavaCommand(
            jdk,
            OPTIONS,
            setting.classPath(),
            InJvm.class,
            name,
            setting.scale().name(),
            file.toString());
    TimedProcess.run(command.with(agent));
    return Results.read(file);
  }
}
