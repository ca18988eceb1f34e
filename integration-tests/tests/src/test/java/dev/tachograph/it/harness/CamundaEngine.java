package dev.tachograph.it.harness;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/** A real engine of Camunda 7 with its REST API, in a process of its own. */
public final class CamundaEngine implements AutoCloseable {
  private static final String LIBRARIES = "camunda-engine";

  private final RunningProcess process;
  private final int port;

  private CamundaEngine(RunningProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one, and waits until it has its processes. */
  public static CamundaEngine start() {
    Path directory = Paths.newDirectory("camunda");
    int port = Ports.free();
    Path source = SourceCompiler.resource("CamundaServer.java", directory);
    Path classes =
        SourceCompiler.compile(
            List.of(source), ClassPaths.of(LIBRARIES), 17, directory.resolve("classes"));
    RunningProcess process =
        RunningProcess.start(
            directory,
            List.of(
                Jdks.atLeast(17).java().toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes + File.pathSeparator + ClassPaths.of(LIBRARIES),
                "com.acme.scheduling.CamundaServer",
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--spring.datasource.url=jdbc:h2:mem:camunda"));
    Await.until(
        () -> "Camunda\n" + process,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("Camunda has ended\n" + process);
          }
          return process.output().contains("> ready");
        });
    return new CamundaEngine(process, port);
  }

  /** Where clients find it. */
  public String address() {
    return "http://127.0.0.1:" + port + "/engine-rest";
  }

  @Override
  public void close() {
    process.close();
  }
}
