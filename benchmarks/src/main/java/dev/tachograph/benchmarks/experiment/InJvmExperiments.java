package dev.tachograph.benchmarks.experiment;

import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.process.JavaCommand;
import dev.tachograph.benchmarks.process.Jdk;
import dev.tachograph.benchmarks.process.TimedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs experiments within one JVM in a JVM of their own, once on each JDK. */
public final class InJvmExperiments implements ProcessExperiment {
  private static final List<String> OPTIONS =
      List.of(
          "-Xms2g", "-Xmx2g", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off");

  private final List<String> names;

  public InJvmExperiments(String... names) {
    this.names = List.of(names);
  }

  @Override
  public void run(Setting setting, Results results) throws IOException, InterruptedException {
    Files.createDirectories(setting.scratch());
    for (Jdk jdk : setting.jdks()) {
      for (String name : names) {
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
        TimedProcess.run(command.with(agentFor(name, setting)));
        results.addAll(Results.read(file));
      }
    }
  }

  private static List<String> agentFor(String name, Setting setting) {
    return name.equals(AdviceExperiment.NAME)
        ? setting
            .agents()
            .tachograph("http.port=0,workers.methods=com.example.load.EmptyMethods#woven")
            .options()
        : List.of();
  }
}
