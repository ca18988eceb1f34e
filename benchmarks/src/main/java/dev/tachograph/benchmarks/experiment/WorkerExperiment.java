package dev.tachograph.benchmarks.experiment;

import com.example.load.WorkerLoad;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.process.Interleaved;
import dev.tachograph.benchmarks.process.JavaCommand;
import dev.tachograph.benchmarks.process.Jdk;
import dev.tachograph.benchmarks.process.LiveProcess;
import java.io.IOException;
import java.util.List;

/** A Conductor worker whose task does nothing, at full speed: throughput and CPU time of a task. */
public final class WorkerExperiment implements ProcessExperiment {
  public static final String NAME = "worker: a Conductor worker at full speed";
  public static final String CPU = "us";
  public static final String THROUGHPUT = "tasks/s";

  @Override
  public void run(Setting setting, Results results) throws IOException, InterruptedException {
    if (setting.workerClassPath().isEmpty()) {
      return;
    }
    boolean quick = setting.scale() == Scale.QUICK;
    try (LiveProcess server = StubServers.start(setting)) {
      String url = "http://127.0.0.1:" + server.await("port ") + "/api";
      for (Jdk jdk : setting.jdks()) {
        JavaCommand load =
            new JavaCommand(
                jdk,
                List.of(
                    "-XX:+UseSerialGC", "-Xmx512m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off"),
                setting.workerClassPath(),
                WorkerLoad.class,
                url,
                quick ? "3000" : "10000",
                quick ? "2" : "3",
                quick ? "1000" : "1500");
        ProcessExperiment.addPrinted(
            results,
            NAME,
            jdk.feature(),
            Interleaved.run(load, setting.agentsToCompare(""), setting.scale().of(1, 3)),
            List.of(CPU, THROUGHPUT));
      }
    }
  }
}
