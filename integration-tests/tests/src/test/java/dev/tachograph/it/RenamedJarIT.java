package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A jar of another name, which the boot class loader is given only when the agent starts. */
class RenamedJarIT {
  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aJarOfAnotherName_measuresAsWell(Jdk jdk) throws IOException {
    Path jar = Paths.newDirectory("renamed").resolve("agent-1.0.jar");
    Files.copy(Paths.agentJar(), jar);
    try (RunningJvm app = ticking(jdk, jar)) {
      expectTicks(app);
      assertThat(app.stderr()).noneMatch(line -> line.startsWith("tachograph WARN"));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aJarThatTheJvmDoesNotTake_becauseOfItsNeighbour_isNamed(Jdk jdk) throws IOException {
    Path neighbour = Paths.newDirectory("upgraded").resolve("tachograph.jar");
    Path jar = neighbour.resolveSibling("tachograph-1.0.jar");
    Files.copy(Paths.agentJar(), neighbour);
    Files.copy(Paths.agentJar(), jar);
    try (RunningJvm app = ticking(jdk, jar)) {
      expectTicks(app);
      assertThat(app.stderr())
          .filteredOn(line -> line.startsWith("tachograph WARN"))
          .singleElement()
          .asString()
          .contains("runs " + neighbour + " and not " + jar);
    }
    try (RunningJvm app = ticking(jdk, neighbour)) {
      expectTicks(app);
      assertThat(app.stderr()).noneMatch(line -> line.startsWith("tachograph WARN"));
    }
  }

  private static RunningJvm ticking(Jdk jdk, Path jar) {
    String rule = "workers.methods=com.acme.jobs.TickApp$Ticker#tick";
    return PlainApps.ticking(JvmCommand.on(jdk).jvm("-javaagent:" + jar + "=http.port=0," + rule));
  }

  private static void expectTicks(RunningJvm app) {
    Await.until(
        () -> "ticks\n" + app,
        () -> app.scrape().count("task_execute_time_seconds_count", "taskType", "Ticker") > 0);
    assertThat(app.scrape().sum("tachograph_probe_errors_total")).isZero();
  }
}
